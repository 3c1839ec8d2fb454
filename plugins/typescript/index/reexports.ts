/**
 * What a module exports once its re-exports are followed.
 *
 * @module
 */

import type { FileFacts } from "./entry.ts";

/** A name that can be imported from a module, and where it is declared. */
export interface ExportedName {
  /** `default` and `=` included. */
  readonly name: string;
  /** Absolute path of the file that declares it. */
  readonly path: string;
  /** Its name there; `*` when the name stands for that whole module; empty for an expression. */
  readonly local: string;
  readonly isType: boolean;
}

/** What following needs. Both answer for files of the project and of installed packages. */
export interface ExportSources {
  facts(path: string): FileFacts | undefined;
  /** The file a specifier leads to, as an absolute path. */
  target(specifier: string, from: string): string | undefined;
}

/** Every name a module exports, sorted. An own name hides one that `export *` brings in. */
export function exportedNames(path: string, sources: ExportSources): readonly ExportedName[] {
  const names = follow(path, sources, new Set());
  return [...names.values()].sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

type Names = Map<string, ExportedName>;

function follow(path: string, sources: ExportSources, above: ReadonlySet<string>): Names {
  const names: Names = new Map();
  const facts = sources.facts(path);
  if (!facts || above.has(path)) return names;
  const within = new Set([...above, path]);
  for (const record of facts.exports) {
    if (record.name === "*") continue;
    const isImported = record.from === "" ? importedAs(record.local, facts) : undefined;
    const from = record.from || isImported?.from;
    const local = isImported?.imported ?? record.local;
    const isType = record.isType || isImported?.isType === true;
    const target = from ? sources.target(from, path) : undefined;
    const own = { name: record.name, path, local: record.local, isType };
    const found = target === undefined ? own : declared(target, local, { ...own, isType }, sources, within);
    names.set(record.name, found);
  }
  for (const record of facts.exports) {
    if (record.name !== "*") continue;
    const target = sources.target(record.from, path);
    if (target === undefined) continue;
    for (const [name, found] of follow(target, sources, within)) {
      if (name === "default" || name === "=" || names.has(name)) continue;
      names.set(name, record.isType ? { ...found, isType: true } : found);
    }
  }
  return names;
}

/** Where an imported name comes from: `import { a as b } from "x"; export { b }` is a re-export in two statements. */
export function importedAs(local: string, { imports }: FileFacts) {
  if (local === "") return undefined;
  for (const { specifier, bindings } of imports) {
    const binding = bindings.find((binding) => binding.local === local);
    if (binding) return { from: specifier, imported: binding.imported, isType: binding.isType };
  }
  return undefined;
}

function declared(
  target: string,
  local: string,
  own: ExportedName,
  sources: ExportSources,
  within: ReadonlySet<string>,
): ExportedName {
  if (local === "*" || local === "=") return { ...own, path: target, local: "*" };
  const found = direct(target, local, sources, within) ?? follow(target, sources, within).get(local);
  return found
    ? { ...found, name: own.name, isType: own.isType || found.isType }
    : { ...own, path: target, local };
}

/** Spares following all of a large module when the name is its own. */
function direct(path: string, name: string, sources: ExportSources, within: ReadonlySet<string>) {
  const facts = sources.facts(path);
  const record = facts?.exports.find((record) => record.name === name);
  if (!facts || !record || record.from !== "" || within.has(path) || importedAs(record.local, facts)) {
    return undefined;
  }
  return { name, path, local: record.local, isType: record.isType };
}
