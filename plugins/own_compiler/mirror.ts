/**
 * A project shown in another folder: links to its files, and other texts for some of them. What is asked of the folder
 * leaves the project as it is.
 *
 * @module
 */

import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { posix } from "node:path";
import { asProgram } from "../_holes/stand_ins.ts";
import type { Texts } from "./compiler.ts";

/** More files than a check could look at in any useful time: a home folder, a data set. */
const MOST = 30_000;
/** Lock files may be written by who reads them: they get a copy. */
const LOCK = /\.lock$|\block\.jsonc?$/;
/** What no compiler reads. */
const UNREAD = new Set([".maze", ".git"]);

const CODE = /\.[cm]?[jt]sx?$/;

/** What stands at a path of the folder. */
type Entry =
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly isFolder: boolean; readonly stamp: string }
  | { readonly kind: "text"; readonly text: string };

/** A folder that shows a project. Paths are absolute, with `/` between parts. */
export class Mirror {
  readonly #top: string;
  readonly #root: string;
  readonly #folder: string;
  readonly #files = new Map<string, { readonly stamp: string; readonly entry: Entry }>();
  #entries: ReadonlyMap<string, Entry> = new Map();

  /**
   * @param top The outermost folder that belongs to the project: its workspace's.
   * @param root The project's root: `top`, or below it. Its folders become real ones, what is beside it is linked whole.
   * @param folder An empty folder outside the project.
   */
  constructor(
    { top, root, folder }: { readonly top: string; readonly root: string; readonly folder: string },
  ) {
    this.#top = top;
    this.#root = root;
    this.#folder = folder;
  }

  /** Where the root is shown. */
  get root(): string {
    return this.#folder + this.#root.slice(this.#top.length);
  }

  /**
   * Shows the project as it now is on disk, with these texts over it.
   *
   * @param texts By name relative to the root.
   * @returns The same for the same files and texts; another when one of them has changed.
   * @throws {RangeError} If there are too many files, or a text lies behind a link.
   */
  show(texts: Texts): string {
    const entries = new Map<string, Entry>();
    this.#walk(this.#top, entries);
    for (const [file, text] of texts) place(posix.join(this.#root, file), text, entries, this.#top);
    // What is in a folder goes before the folder; no link is ever followed.
    for (const [path, entry] of [...this.#entries].reverse()) {
      if (isSame(entry, entries.get(path))) continue;
      if (entry.kind === "folder") rmdirSync(this.#at(path));
      else unlinkSync(this.#at(path));
    }
    for (const [path, entry] of entries) {
      if (!isSame(entry, this.#entries.get(path))) this.#make(path, entry);
    }
    this.#entries = entries;
    return stateOf(entries);
  }

  /** Runs something while one more file lies in the root. */
  async beside<Result>(file: string, text: string, run: () => Promise<Result>): Promise<Result> {
    const path = posix.join(this.root, file);
    writeFileSync(path, text);
    try {
      return await run();
    } finally {
      unlinkSync(path);
    }
  }

  /** The code files of the root as they were shown last, by name relative to it. */
  files(): string[] {
    const own = [...this.#entries].filter(([path, entry]) =>
      path.startsWith(`${this.#root}/`) && CODE.test(path) && (entry.kind === "text" || isFile(entry))
    );
    return own.map(([path]) => path.slice(this.#root.length + 1));
  }

  /** The path that a path of the folder stands for; `undefined` for one elsewhere. */
  original(path: string): string | undefined {
    return path.startsWith(`${this.#folder}/`) ? this.#top + path.slice(this.#folder.length) : undefined;
  }

  #at(path: string): string {
    return this.#folder + path.slice(this.#top.length);
  }

  #walk(dir: string, entries: Map<string, Entry>): void {
    if (entries.size > MOST) throw new RangeError(`it has more than ${MOST} files`);
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const { name } = entry;
      const path = posix.join(dir, name);
      const isFolder = entry.isDirectory();
      if (UNREAD.has(name)) continue;
      if (isFolder && name !== "node_modules" && this.#isShownWhole(path)) {
        entries.set(path, { kind: "folder" });
        this.#walk(path, entries);
      } else if (!isFolder && LOCK.test(name)) {
        entries.set(path, { kind: "text", text: readFileSync(path, "utf8") });
      } else entries.set(path, this.#shown(path, isFolder));
    }
  }

  /** A file as it is, unless open holes keep it from being a program: other files could not be checked either. */
  #shown(path: string, isFolder: boolean): Entry {
    const stamp = stampOf(path);
    const link: Entry = { kind: "link", isFolder, stamp };
    if (isFolder || !CODE.test(path) || stamp === "") return link;
    const known = this.#files.get(path);
    if (known?.stamp === stamp) return known.entry;
    const text = readFileSync(path, "utf8");
    const program = asProgram(text);
    const entry: Entry = program === text ? link : { kind: "text", text: program };
    this.#files.set(path, { stamp, entry });
    return entry;
  }

  /** True for the folders on the way to the root, and all below it. */
  #isShownWhole(path: string): boolean {
    return `${this.#root}/`.startsWith(`${path}/`) || path.startsWith(`${this.#root}/`);
  }

  #make(path: string, entry: Entry): void {
    const at = this.#at(path);
    if (entry.kind === "folder") mkdirSync(at, { recursive: true });
    else if (entry.kind === "text") writeFileSync(at, entry.text);
    // A junction needs no right of its own on Windows; elsewhere the word means nothing.
    else symlinkSync(path, at, entry.isFolder ? "junction" : "file");
  }
}

function isFile(entry: Entry): boolean {
  return entry.kind === "link" && !entry.isFolder;
}

/** Empty where nothing is. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.size} ${stat.mtimeMs}` : "";
}

function stateOf(entries: ReadonlyMap<string, Entry>): string {
  const hash = createHash("sha256");
  for (const [path, entry] of entries) hash.update(JSON.stringify([path, entry]));
  return hash.digest("hex");
}

/** Puts a text over what is shown at its path, with the folders that it needs. */
function place(path: string, text: string, entries: Map<string, Entry>, top: string): void {
  const missing: string[] = [];
  for (let dir = posix.dirname(path); dir !== top && dir.length > top.length; dir = posix.dirname(dir)) {
    const known = entries.get(dir);
    if (known?.kind === "folder") break;
    if (known) throw new RangeError(`"${path}" lies behind a link`);
    missing.unshift(dir);
  }
  for (const dir of missing) entries.set(dir, { kind: "folder" });
  entries.set(path, { kind: "text", text });
}

function isSame(one: Entry, other: Entry | undefined): boolean {
  if (one.kind !== other?.kind) return false;
  if (one.kind === "link") return other.kind === "link" && one.isFolder === other.isFolder;
  return one.kind === "folder" || (other.kind === "text" && one.text === other.text);
}
