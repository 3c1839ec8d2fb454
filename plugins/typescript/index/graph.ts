/**
 * Who imports whom.
 *
 * @module
 */

import type { FileFacts, ImportRecord } from "./entry.ts";
import type { Resolved, Resolver } from "./resolve.ts";

/** What the graph is made from. Paths are absolute. */
export interface Sources {
  /** Facts of every project file. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly resolver: Resolver;
}

/** One request for a module and where it leads. */
export interface ImportEdge {
  readonly record: ImportRecord;
  /** `undefined` for a module of the runtime, or one that is not there. */
  readonly target: Resolved | undefined;
}

/** What a file imports, in order of place. */
export function edgesOf(path: string, { facts, resolver }: Sources): readonly ImportEdge[] {
  return (facts.get(path)?.imports ?? []).map((record) => ({
    record,
    target: resolver.resolve(record.specifier, path),
  }));
}

/** For every file, the project files that import it. */
export function reverse(sources: Sources): ReadonlyMap<string, ReadonlySet<string>> {
  const importers = new Map<string, Set<string>>();
  for (const path of sources.facts.keys()) {
    for (const { target } of edgesOf(path, sources)) {
      if (!target) continue;
      const known = importers.get(target.path);
      if (known) known.add(path);
      else importers.set(target.path, new Set([path]));
    }
  }
  return importers;
}

/** All files from which a file can be reached, itself left out unless it lies on a cycle; sorted. */
export function reachedBy(
  path: string,
  importers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const found = new Set<string>();
  const queue = [path];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const importer of importers.get(next) ?? []) {
      if (found.has(importer)) continue;
      found.add(importer);
      queue.push(importer);
    }
  }
  return [...found].sort();
}
