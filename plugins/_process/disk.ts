/**
 * Reading the project's disk: what is not there is `undefined`, everything else that goes wrong is thrown.
 *
 * @module
 */

/** How files are read. Paths are absolute with `/` between parts. */
export interface Disk {
  /** The text of a regular file; `undefined` when there is none. */
  readText(path: string): Promise<string | undefined>;
  /** The path with all links resolved; `undefined` when nothing is there. */
  realPath(path: string): Promise<string | undefined>;
  /** What lies in a folder; links are left out. Nothing where there is no folder. */
  list(folder: string): Promise<readonly DiskEntry[]>;
}

/** A file or folder in a folder. */
export interface DiskEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** The disk of this machine. */
export const disk: Disk = {
  readText: (path) => unlessMissing(() => Deno.readTextFile(path)),
  realPath: (path) => unlessMissing(() => Deno.realPath(path)),
  list: async (folder) => await unlessMissing(() => entriesOf(folder)) ?? [],
};

async function entriesOf(folder: string): Promise<DiskEntry[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.filter(({ isSymlink }) => !isSymlink).map(({ name, isDirectory }) => ({
    name,
    isFolder: isDirectory,
  }));
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.IsADirectory || error instanceof Deno.errors.FilesystemLoop;
}
