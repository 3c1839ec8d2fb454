/**
 * The project's declarations, from the index alone: no compiler is started.
 *
 * @module
 */

import type { DeclaredSymbol, SymbolQuery } from "../../core/code/symbol.ts";
import type { DeclarationIndex } from "./index/declaration_index.ts";
import type { Declaration } from "./index/entry.ts";
import { searchSymbols, type SymbolHit } from "./index/search.ts";

/** What a query finds: best first, or in order of place within one file. */
export async function symbolsIn(
  index: DeclarationIndex,
  { name, file, limit, isWhole }: SymbolQuery,
): Promise<readonly DeclaredSymbol[]> {
  if (file !== undefined) return await inFile(index, file, { name, limit, isWhole });
  const hits = index.symbols(name, limit);
  if (!isWhole) return hits.map(brief);
  const read = new Map<string, readonly Declaration[]>();
  for (const { file } of hits) {
    if (!read.has(file)) read.set(file, await index.declarations(file));
  }
  return hits.map((hit) => {
    const found = read.get(hit.file)?.find(({ nameSpan, name }) =>
      nameSpan.start === hit.at && name === hit.name
    );
    return found ? whole(found, hit.file) : brief(hit);
  });
}

async function inFile(
  index: DeclarationIndex,
  file: string,
  { name, limit, isWhole }: Omit<SymbolQuery, "file">,
): Promise<readonly DeclaredSymbol[]> {
  const declared = await index.declarations(file);
  const symbols = declared.map(({ name, kind, isExported, container, nameSpan }) => ({
    ...{ name, kind, isExported, container },
    at: nameSpan.start,
  }));
  const facts = { symbols, imports: [], exports: [], faults: [] };
  const hits = new Set(searchSymbols([[file, facts]], name, limit).map(({ at }) => at));
  return declared.filter(({ nameSpan }) => hits.has(nameSpan.start))
    .map((one) => isWhole ? whole(one, file) : brief({ ...one, file, at: one.nameSpan.start }));
}

function brief({ name, kind, file, at, isExported, container }: SymbolHit): DeclaredSymbol {
  return { name, kind, file, span: { start: at, end: at + name.length }, isExported, container };
}

function whole(declaration: Declaration, file: string): DeclaredSymbol {
  const { name, kind, nameSpan, isExported, container, signature, doc, members } = declaration;
  return {
    ...{ name, kind, file, span: nameSpan, isExported, container, signature, doc },
    members: members.map(({ name, kind, signature }) => ({ name, kind, signature })),
  };
}
