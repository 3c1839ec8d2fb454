/**
 * The project's files as they would be after a change: texts in memory win over the disk.
 *
 * @module
 */

import type { Disk } from "../_process/disk.ts";

/** Reads files for one run; what was read once is not read again. Paths are absolute with `/` between parts. */
export class Sources {
  /** The project's root with all links resolved, without a slash at the end. */
  readonly root: string;
  readonly #disk: Disk;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #real = new Map<string, Promise<string | undefined>>();

  /** @param overlay Text by path relative to the root. */
  constructor(root: string, disk: Disk, overlay: ReadonlyMap<string, string>) {
    this.root = root;
    this.#disk = disk;
    for (const [file, text] of overlay) {
      this.#texts.set(`${root}/${file}`, Promise.resolve(text));
      this.#real.set(`${root}/${file}`, Promise.resolve(`${root}/${file}`));
    }
  }

  /** The text of a regular file; `undefined` when there is none. */
  readText(path: string): Promise<string | undefined> {
    return remembered(this.#texts, path, () => this.#disk.readText(path));
  }

  /** The path with all links resolved; `undefined` when nothing is there. */
  realPath(path: string): Promise<string | undefined> {
    return remembered(this.#real, path, () => this.#disk.realPath(path));
  }

  /** True when a path belongs to the project or to installed packages. */
  mayRead(realPath: string): boolean {
    return realPath.startsWith(`${this.root}/`) || realPath.includes("/node_modules/");
  }
}

function remembered<T>(known: Map<string, Promise<T>>, path: string, read: () => Promise<T>): Promise<T> {
  const before = known.get(path);
  if (before) return before;
  const reading = read();
  known.set(path, reading);
  return reading;
}
