/**
 * Declarations of installed packages: read when they are asked for, then kept in the same store.
 *
 * @module
 */

import type { Disk } from "../project/disk.ts";
import type { FileFacts } from "./entry.ts";
import { factsOf, rowOf } from "./files.ts";
import type { Parse } from "./parse.ts";
import type { Store } from "./store.ts";

/** What reading a package's file needs. */
export interface DependencyReading {
  readonly store: Store;
  readonly disk: Disk;
  readonly parse: Parse;
}

/**
 * The facts of one file outside the project; `undefined` when there is no such file.
 *
 * @param path Absolute path.
 * @param file The same, relative to the project's root: its key in the store.
 */
export function dependencyFacts(
  path: string,
  file: string,
  reading: DependencyReading,
): FileFacts | undefined {
  const { store, disk, parse } = reading;
  const stamp = disk.stat(path);
  if (!stamp || stamp.isDirectory) return undefined;
  const known = store.find(file);
  if (known && known.sizeBytes === stamp.sizeBytes && known.mtimeMs === stamp.mtimeMs) return known.facts;
  const text = disk.readText(path);
  if (text === undefined) return undefined;
  const row = rowOf(parse, { file, text, stamp, isDependency: true }, []);
  store.put([row]);
  return factsOf(row);
}
