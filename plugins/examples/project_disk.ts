/**
 * The disk with the project's own files as Maze has them: fills that are not written yet included.
 *
 * @module
 */

import { type Disk, disk } from "../_process/disk.ts";

/**
 * Reads the project's own files through `read` and everything else, installed packages above all, from the disk.
 *
 * @param root The project's root, absolute.
 * @param read Reads a file that is there, by its path relative to the root.
 */
export function projectDisk(root: string, read: (file: string) => Promise<string>): Disk {
  const roots = disk.realPath(root).then((real) => [root, real ?? root]);
  return {
    realPath: disk.realPath,
    async readText(path) {
      const text = await disk.readText(path);
      if (text === undefined || path.includes("/node_modules/")) return text;
      const own = (await roots).find((folder) => path.startsWith(`${folder}/`));
      return own === undefined ? text : await read(path.slice(own.length + 1));
    },
  };
}
