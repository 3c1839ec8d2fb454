/**
 * The disk with the project's own files as Maze has them: fills that are not written yet included.
 *
 * @module
 */

import { MazeError } from "../../core/kernel/errors.ts";
import { type Disk, disk } from "../_process/disk.ts";

/**
 * Reads the project's own files through `read` and everything else, installed packages above all, from the disk.
 *
 * @param root The project's root, absolute.
 * @param read Reads a file that is there, or is yet to be made, by its path relative to the root.
 */
export function projectDisk(root: string, read: (file: string) => Promise<string>): Disk {
  const roots = disk.realPath(root).then((real) => [root, real ?? root]);
  return {
    realPath: disk.realPath,
    list: disk.list,
    async readText(path) {
      const text = await disk.readText(path);
      if (path.includes("/node_modules/")) return text;
      const own = (await roots).find((folder) => path.startsWith(`${folder}/`));
      if (own === undefined || text === undefined && !SOURCE.test(path)) return text;
      const reading = read(path.slice(own.length + 1));
      // On no disk it is yet to be made, or there is none: then it can not be read here either.
      return text === undefined ? await reading.catch(() => undefined) : await unlessRefused(reading);
    },
  };
}

/** Files that Maze may be about to make. */
const SOURCE = /\.[cm]?[jt]sx?$/;

/** A file that Maze refuses to read is as good as absent: the examples that need it are not checked, others are. */
async function unlessRefused(reading: Promise<string>): Promise<string | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof MazeError && error.code.startsWith("write/")) return undefined;
    throw error;
  }
}
