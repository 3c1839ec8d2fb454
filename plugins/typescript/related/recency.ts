/**
 * Which files were changed last, as their times on the disk say.
 *
 * @module
 */

import { realDisk } from "../project/disk.ts";

/** Changes of one sitting lie no farther apart, milliseconds. */
const SITTING_MS = 8 * 3600 * 1000;

/** Asks the disk for times. */
export class Recency {
  readonly #path: (file: string) => string;

  /** @param path Absolute path of a file. */
  constructor(path: (file: string) => string) {
    this.#path = path;
  }

  /** Those of some files that were changed in the last sitting; none where all of them were. */
  latest(files: readonly string[]): ReadonlySet<string> {
    const times = [...new Set(files)].flatMap((file) => {
      const { mtimeMs } = realDisk.stat(this.#path(file)) ?? {};
      return mtimeMs === undefined ? [] : [[file, mtimeMs] as const];
    });
    const last = Math.max(...times.map(([, time]) => time));
    const found = times.filter(([, time]) => last - time < SITTING_MS);
    return new Set(found.length === times.length ? [] : found.map(([file]) => file));
  }
}
