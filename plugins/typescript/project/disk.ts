/**
 * What the project reader and the index need of a file system. Paths are absolute, with `/` between parts.
 *
 * @module
 */

import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";

/** A name in a folder. A link has the kind of what it points to. */
export interface DirectoryEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

/** What tells whether a file may have changed. */
export interface FileStamp {
  readonly sizeBytes: number;
  /** Milliseconds since 1970, with the fraction the file system gives. */
  readonly mtimeMs: number;
  readonly isDirectory: boolean;
}

/** A read-only file system. */
export interface Disk {
  /** The names in a folder, sorted; empty when the folder is missing or may not be read. */
  list(dir: string): readonly DirectoryEntry[];
  /** The text without its byte order mark; `undefined` when there is no such file or it may not be read. Bytes that are no UTF-8 become U+FFFD. */
  readText(path: string): string | undefined;
  /** `undefined` when there is nothing at the path. */
  stat(path: string): FileStamp | undefined;
  /** The path with links resolved; the path itself when nothing is there. */
  realPath(path: string): string;
}

/** The machine's own file system. */
export const realDisk: Disk = {
  list: listDirectory,
  readText(path) {
    // Reading a pipe would wait for ever.
    const text = unlessMissing(() => statSync(path).isFile() ? readFileSync(path, "utf8") : undefined);
    return text === undefined ? undefined : withoutMark(text);
  },
  stat(path) {
    const stat = unlessMissing(() => statSync(path, { throwIfNoEntry: false }));
    return stat && { sizeBytes: stat.size, mtimeMs: stat.mtimeMs, isDirectory: stat.isDirectory() };
  },
  realPath: (path) => unlessMissing(() => realpathSync.native(path)) ?? path,
};

/**
 * The same disk, with every folder listing, stamp and existence test remembered. For one pass over a project: it
 * does not see later changes.
 */
export function remember(disk: Disk): Disk {
  const lists = new Map<string, readonly DirectoryEntry[]>();
  const stamps = new Map<string, FileStamp | undefined>();
  const reals = new Map<string, string>();
  const list = (dir: string) => recall(lists, dir, () => disk.list(dir));
  const names = new Map<string, ReadonlySet<string>>();
  // Most paths that a resolver tries are not there, and asking the system for each is dear.
  const isAbsent = (path: string) => {
    const cut = path.lastIndexOf("/");
    const dir = path.slice(0, cut) || "/";
    const known = recall(names, dir, () => new Set(list(dir).map((entry) => entry.name)));
    return known.size > 0 && !known.has(path.slice(cut + 1));
  };
  return {
    list,
    readText: (path) => disk.readText(path),
    stat: (path) => recall(stamps, path, () => isAbsent(path) ? undefined : disk.stat(path)),
    realPath: (path) => recall(reals, path, () => disk.realPath(path)),
  };
}

/** Removes a leading byte order mark. Offsets everywhere in this plugin do not count it, as in editors. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function recall<T>(known: Map<string, T>, key: string, find: () => T): T {
  const old = known.get(key);
  if (old !== undefined || known.has(key)) return old!;
  const found = find();
  known.set(key, found);
  return found;
}

function listDirectory(dir: string): readonly DirectoryEntry[] {
  const entries = unlessMissing(() => readdirSync(dir, { withFileTypes: true })) ?? [];
  const named = entries.map((entry) => ({
    name: entry.name,
    isDirectory: entry.isSymbolicLink()
      ? realDisk.stat(`${dir}/${entry.name}`)?.isDirectory ?? false
      : entry.isDirectory(),
  }));
  return named.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

// A path that is not there, or that this user may not look into, holds nothing that the compiler could see either.
const unseen = new Set(["ENOENT", "ENOTDIR", "EISDIR", "EACCES", "EPERM", "ELOOP", "ENAMETOOLONG"]);

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && unseen.has(String(error.code))) return undefined;
    throw error;
  }
}
