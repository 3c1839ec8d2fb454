/**
 * The files of a project as they were read for one run, and their texts as they will be.
 *
 * @module
 */

import { access, constants } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import type { Refusal } from "../code/outcome.ts";
import { applyEdits, type Change, type Edit, type FileText } from "../code/text.ts";
import { messageOf } from "../kernel/errors.ts";
import { refusal, refusalOf } from "./refusal.ts";
import { NO_FILE, sha256, unlessMissing } from "./whole_file.ts";

/** The largest file that is read, bytes: checks in larger ones take seconds, and most of them are generated. */
const maxBytes = 2 * 1024 * 1024;

/** A file as it was read. `text` has no byte order mark and keeps its line ends as they are. */
export interface Snapshot extends FileText {
  /** SHA-256 of the file's bytes, 64 hexadecimal digits; `NO_FILE` for one that is to be made. */
  readonly hash: string;
  readonly hasBom: boolean;
  /** The line end that is most frequent in the file; `\n` where it has none. */
  readonly newline: "\n" | "\r\n" | "\r";
}

/**
 * The files of one run: each is read once, and what is accepted lies over it until it is written.
 *
 * @example
 * ```ts
 * import { Workspace } from "./workspace.ts";
 * import assert from "node:assert/strict";
 *
 * const root = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${root}/a.ts`, "one\r\nthree\r\n");
 * const workspace = await Workspace.open(root);
 * const change = await workspace.change([{ file: "a.ts", span: { start: 5, end: 5 }, text: "two\n" }]);
 * assert.equal(change.files[0]?.text, "one\r\ntwo\r\nthree\r\n");
 * await Deno.remove(root, { recursive: true });
 * ```
 */
export class Workspace {
  /** Absolute, links resolved. */
  readonly root: string;
  readonly #read = new Map<string, Promise<Snapshot>>();
  readonly #hashes = new Map<string, string>();
  #overlays: ReadonlyMap<string, string> = new Map();

  private constructor(root: string) {
    this.root = root;
  }

  /** Opens a project for one run; reads nothing yet. */
  static async open(root: string): Promise<Workspace> {
    return new Workspace(await Deno.realPath(root));
  }

  /** The hash that each file was read at, by file. */
  get hashes(): ReadonlyMap<string, string> {
    return this.#hashes;
  }

  /** The texts that were accepted, sorted by file. */
  get overlays(): readonly FileText[] {
    const files = [...this.#overlays].map(([file, text]) => ({ file, text }));
    return files.sort((a, b) => a.file < b.file ? -1 : 1);
  }

  /**
   * A file as it was when this run first asked for it.
   *
   * @throws {MazeError} `write/unreadable`, `write/outside`, `write/too-large` or `write/encoding`.
   */
  read(file: string): Promise<Snapshot> {
    const reading = this.#read.get(file) ?? readSnapshot(this.root, file).then((snapshot) => {
      this.#hashes.set(file, snapshot.hash);
      return snapshot;
    });
    this.#read.set(file, reading);
    return reading;
  }

  /**
   * Takes in a file that is not there: it is empty until something is accepted for it, and is made when that is written.
   *
   * @throws {MazeError} `write/unreadable` if it has no folder, `write/outside`, or `write/changed` if it is there.
   */
  async create(file: string): Promise<void> {
    await locateNew(this.root, file);
    const snapshot: Snapshot = { file, text: "", hash: NO_FILE, hasBom: false, newline: "\n" };
    this.#hashes.set(file, NO_FILE);
    this.#read.set(file, Promise.resolve(snapshot));
  }

  /** Why a file can not be read; `undefined` when it can, or is to be made. What it holds is not looked at. */
  async unreadable(file: string): Promise<Refusal | undefined> {
    if (this.#hashes.get(file) === NO_FILE) return undefined;
    const path = join(this.root, file);
    try {
      await regularSize(file, path);
      await orUnreadable(file, () => access(path, constants.R_OK));
      return undefined;
    } catch (error) {
      return refusalOf(error, file);
    }
  }

  /** A file's text as it will be: what was accepted last, else what was read. */
  async text(file: string): Promise<string> {
    return this.#overlays.get(file) ?? (await this.read(file)).text;
  }

  /**
   * What edits make of the texts as they will be. Line ends of inserted texts become those of their file, in the
   * edits that are given back too; nothing is accepted by this.
   */
  async change(edits: readonly Edit[]): Promise<Change> {
    const fitted = await Promise.all(edits.map(async (edit) => {
      const { newline } = await this.read(edit.file);
      return { ...edit, text: edit.text.replaceAll(/\r?\n/g, newline) };
    }));
    const names = [...new Set(fitted.map(({ file }) => file))].sort();
    const files = await Promise.all(names.map(async (name) => {
      const own = fitted.filter(({ file }) => file === name);
      return { file: name, text: applyEdits(await this.text(name), own) };
    }));
    return { edits: fitted, files };
  }

  /**
   * Lays the texts of a change over their files: later changes and `overlays` build on them.
   *
   * @returns What takes it off again, and all that was accepted since.
   */
  accept({ files }: Change): () => void {
    const kept = this.#overlays;
    this.#overlays = new Map([...kept, ...files.map(({ file, text }) => [file, text] as const)]);
    return () => void (this.#overlays = kept);
  }
}

/**
 * The real path of a project's file, links resolved.
 *
 * @param root Absolute, links resolved.
 * @throws {MazeError} `write/outside` if it leaves the root, `write/unreadable` if there is no such file.
 */
export async function locate(root: string, file: string): Promise<string> {
  const path = await orUnreadable(file, () => Deno.realPath(join(root, file)));
  if (isInProject(root, path)) return path;
  throw refusal("outside", `Cannot use "${file}": "${path}" is not a file of the project`);
}

/**
 * Where a file of a project would be that is not there yet: its folder's real path and its name.
 *
 * @throws {MazeError} As `Workspace.create`.
 */
export async function locateNew(root: string, file: string): Promise<string> {
  const folder = await orUnreadable(file, () => Deno.realPath(dirname(join(root, file))));
  const path = join(folder, basename(file));
  if (!isInProject(root, path)) {
    throw refusal("outside", `Cannot make "${file}": "${path}" is no place in the project`);
  }
  if (await unlessMissing(Deno.lstat(path)) === undefined) return path;
  throw refusal("changed", `Cannot make "${file}": something of that name is there`);
}

/** Whether a path lies below the root and is the user's, not git's or Maze's own. Both absolute, links resolved. */
export function isInProject(root: string, path: string): boolean {
  const parts = relative(root, path).split(sep);
  return parts[0] !== ".." && parts[0] !== "" && !isAbsolute(parts.join(sep)) &&
    !parts.some((part) => /^\.(git|maze)$/i.test(part));
}

/** UTF-8 as text, a byte order mark kept as its first unit. */
export function decode(file: string, bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refusal("encoding", `Cannot read "${file}": it is not UTF-8`, cause);
  }
}

async function readSnapshot(root: string, file: string): Promise<Snapshot> {
  const path = await locate(root, file);
  const size = await regularSize(file, path);
  if (size > maxBytes) {
    throw refusal("too-large", `Cannot read "${file}": ${size} bytes, more than ${maxBytes}`);
  }
  const bytes = await orUnreadable(file, () => Deno.readFile(path));
  const [text, hash] = [decode(file, bytes), await sha256(bytes)];
  const hasBom = text.startsWith("\uFEFF");
  return { file, text: hasBom ? text.slice(1) : text, hash, hasBom, newline: newlineOf(text) };
}

/** The size of a regular file, bytes: opening a pipe or a device would wait for ever. */
async function regularSize(file: string, path: string): Promise<number> {
  const { isFile, size } = await orUnreadable(file, () => Deno.stat(path));
  if (isFile) return size;
  throw refusal("unreadable", `Cannot read "${file}": it is not a regular file`);
}

function newlineOf(text: string): Snapshot["newline"] {
  const count = (end: RegExp) => text.match(end)?.length ?? 0;
  const [crlf, lf, cr] = [count(/\r\n/g), count(/(?<!\r)\n/g), count(/\r(?!\n)/g)];
  if (crlf > lf && crlf >= cr) return "\r\n";
  return cr > lf ? "\r" : "\n";
}

async function orUnreadable<Result>(file: string, reading: () => Promise<Result>): Promise<Result> {
  try {
    return await reading();
  } catch (cause) {
    throw refusal("unreadable", `Cannot read "${file}": ${messageOf(cause)}`, cause);
  }
}
