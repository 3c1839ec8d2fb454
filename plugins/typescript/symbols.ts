/**
 * The project's declarations, from the index alone: no compiler is started.
 *
 * @module
 */

import { posix } from "node:path";
import type { DeclaredSymbol, SymbolQuery } from "../../core/code/symbol.ts";
import type { DeclarationIndex } from "./index/declaration_index.ts";
import type { Declaration } from "./index/entry.ts";
import { searchSymbols, type SymbolHit } from "./index/search.ts";

/** What a query finds: best first, or in order of place within one file. */
export async function symbolsIn(
  index: DeclarationIndex,
  query: SymbolQuery,
): Promise<readonly DeclaredSymbol[]> {
  const { name, file, limit, isWhole } = query;
  if (query.package !== undefined) return await symbolsOfPackage(index, query.package, query);
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

/** What the entry of an installed package exports, re-exports followed. */
async function symbolsOfPackage(
  index: DeclarationIndex,
  specifier: string,
  { name, limit, isWhole }: SymbolQuery,
): Promise<readonly DeclaredSymbol[]> {
  const entry = entryOf(index, specifier);
  const given: { readonly declared: Declaration; readonly file: string }[] = [];
  for (const { name, file, local } of entry === undefined ? [] : await index.exports(entry)) {
    const own = (await index.declarations(file)).filter((one) => one.name === local && one.container === "");
    given.push(...own.map((one) => ({ declared: { ...one, name, isExported: true }, file })));
  }
  const symbols = given.map(({ declared: { name, kind } }, at) => ({
    ...{ name, kind, isExported: true, container: "" },
    at,
  }));
  const facts = { symbols, imports: [], exports: [], faults: [] };
  return searchSymbols([[specifier, facts]], name, limit).flatMap(({ at }) => {
    const found = given[at];
    if (!found) return [];
    const { declared, file } = found;
    return [
      isWhole ? whole(declared, file) : { ...brief({ ...declared, file, at }), span: declared.nameSpan },
    ];
  });
}

/** A package may be installed for one part of the project alone: first where it is used, then for any folder. */
function entryOf(index: DeclarationIndex, specifier: string): string | undefined {
  const files = index.files();
  const users = files.filter((file) => index.imports(file).some((one) => one.specifier === specifier));
  const folders = new Set(files.map((file) => posix.dirname(file)));
  for (const from of [...users, "a.ts", ...[...folders].map((folder) => `${folder}/a.ts`)]) {
    const entry = index.resolve(specifier, from);
    if (entry !== undefined) return entry;
  }
  return undefined;
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
