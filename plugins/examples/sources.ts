/**
 * The project's files as they would be after a change: texts in memory win over the disk.
 *
 * @module
 */

import type { Disk } from "../_process/disk.ts";
import type { DenoModules } from "./deno_modules.ts";

/** What some runs have besides the project's files. */
export interface SourceOptions {
  readonly deno?: DenoModules;
  readonly standIns?: ReadonlyMap<string, StandIn>;
}

/** A module that stands in for a specifier. */
export interface StandIn {
  readonly text: string;
  /** The package beside which it stands, so that it finds what that package has; none where it needs nothing. */
  readonly near: string | undefined;
}

/** What Deno writes behind the text of a module in its cache. */
const CACHE_NOTE = /\n\/\/ denoCacheMetadata=.*\s*$/;

/** Reads files for one run; what was read once is not read again. Paths are absolute with `/` between parts. */
export class Sources {
  /** The project's root with all links resolved, without a slash at the end. */
  readonly root: string;
  /** What Deno has in its cache; absent where there is no Deno to ask. */
  readonly deno: DenoModules | undefined;
  /** What stands in for a specifier. */
  readonly standIns: ReadonlyMap<string, StandIn>;
  readonly #disk: Disk;
  readonly #linked = new Set<string>();
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #real = new Map<string, Promise<string | undefined>>();

  /** @param overlay Text by path relative to the root. */
  constructor(
    root: string,
    disk: Disk,
    overlay: ReadonlyMap<string, string>,
    { deno, standIns = new Map() }: SourceOptions = {},
  ) {
    this.root = root;
    this.deno = deno;
    this.standIns = standIns;
    this.#disk = disk;
    for (const [file, text] of overlay) {
      this.#texts.set(`${root}/${file}`, Promise.resolve(text));
      this.#real.set(`${root}/${file}`, Promise.resolve(`${root}/${file}`));
    }
  }

  /** The text of a regular file; `undefined` when there is none. */
  readText(path: string): Promise<string | undefined> {
    return remembered(this.#texts, path, async () => {
      const local = this.deno?.local(path);
      const text = await this.#disk.readText(local ?? path);
      return local === undefined ? text : text?.replace(CACHE_NOTE, "");
    });
  }

  /** The path with all links resolved; `undefined` when nothing is there. */
  realPath(path: string): Promise<string | undefined> {
    if (this.deno?.local(path) !== undefined) return Promise.resolve(path);
    return remembered(this.#real, path, () => this.#disk.realPath(path));
  }

  /** Puts a text where no file is; it can be read. */
  place(path: string, text: string): string {
    this.#texts.set(path, Promise.resolve(text));
    this.#real.set(path, Promise.resolve(path));
    return path;
  }

  /** Lets a package be read that node_modules links to, wherever it lies: a member of the workspace, a `file:` one. */
  link(folder: string): void {
    if (!this.mayRead(`${folder}/`)) this.#linked.add(folder);
  }

  /** True when a path belongs to the project, to installed or linked packages, or to what Deno has named. */
  mayRead(realPath: string): boolean {
    return realPath.startsWith(`${this.root}/`) || this.isInstalled(realPath) ||
      this.deno?.local(realPath) !== undefined ||
      [...this.#linked].some((folder) => realPath.startsWith(`${folder}/`));
  }

  /** True when a path belongs to a package that was downloaded, whose code is compiled and nobody edits. */
  isInstalled(path: string): boolean {
    return path.includes("/node_modules/") || (this.deno?.isDownloaded(path) ?? false);
  }
}

function remembered<T>(known: Map<string, Promise<T>>, path: string, read: () => Promise<T>): Promise<T> {
  const before = known.get(path);
  if (before) return before;
  const reading = read();
  known.set(path, reading);
  return reading;
}
