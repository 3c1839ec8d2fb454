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
}

/** The disk of this machine. */
export const disk: Disk = {
  readText: (path) => unlessMissing(() => Deno.readTextFile(path)),
  realPath: (path) => unlessMissing(() => Deno.realPath(path)),
};

async function unlessMissing(read: () => Promise<string>): Promise<string | undefined> {
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
