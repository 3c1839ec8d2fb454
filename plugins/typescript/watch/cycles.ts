/**
 * Imports of a file whose types lean on what that file shows itself: other files read it in turn.
 *
 * @module
 */

import type { DeclarationIndex } from "../index/declaration_index.ts";

/**
 * The local names of imports that lean on some of a file's own names. A file that imports one of them leans on it with
 * all that it exports.
 *
 * @param names Names that the file declares.
 */
export function leaningImports(
  index: Pick<DeclarationIndex, "facts" | "imports" | "importers">,
  file: string,
  names: ReadonlySet<string>,
): readonly string[] {
  const own = (index.facts(file)?.exports ?? []).filter(({ from, local }) => from === "" && names.has(local));
  // What has no name in its file is what an expression gives.
  const known = new Set(own.map(({ name }) => name));
  if (known.size === 0) return [];
  const importers = new Set(index.importers(file, { isTransitive: true }));
  importers.delete(file);
  const leaning = (one: string) =>
    index.imports(one).filter(({ target }) =>
      target !== undefined && (target === file || importers.has(target))
    )
      .flatMap(({ bindings }) => bindings)
      .filter(({ imported }) => imported === "*" || known.has(imported));
  const isLeaning = (one: string) =>
    leaning(one).length > 0 ||
    (index.facts(one)?.exports ?? []).some(({ from, local }) => from !== "" && known.has(local));
  const left = new Set(importers);
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const one of left) {
      if (!isLeaning(one)) continue;
      left.delete(one);
      for (const { name } of index.facts(one)?.exports ?? []) known.add(name);
    }
  }
  return leaning(file).map(({ local }) => local);
}
