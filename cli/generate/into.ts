/**
 * The place that `--into` names.
 *
 * @module
 */

import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Maze } from "@maze/maze";
import { UsageError } from "../exit_codes.ts";
import { isThere, targetIn } from "../project.ts";

/**
 * `FILE` or `FILE#NAME` as the user writes it, relative to the current folder, as the library wants it, relative to the
 * root. A file need not be there.
 *
 * @throws {UsageError} If it is a folder, lies outside the project, or has no folder.
 */
export async function intoIn(maze: Pick<Maze, "root" | "index">, cwd: string, into: string): Promise<string> {
  const cut = await isThere(resolve(cwd, into)) ? -1 : into.lastIndexOf("#");
  const [file, name] = cut < 0 ? [into, ""] : [into.slice(0, cut), into.slice(cut)];
  const path = resolve(cwd, file);
  if (!await isThere(path)) return `${await newFile(maze.root, file, path)}${name}`;
  if ((await Deno.stat(path)).isDirectory) {
    throw new UsageError(`Cannot write new code into "${file}": it is a folder`, "Name a file in it");
  }
  return `${await targetIn(maze, cwd, file)}${name}`;
}

async function newFile(root: string, file: string, path: string): Promise<string> {
  if (!await isThere(dirname(path))) {
    throw new UsageError(`Cannot make "${file}": its folder is not there`, "Make the folder first");
  }
  const way = relative(root, join(await Deno.realPath(dirname(path)), basename(path)));
  if (way.split(sep)[0] === "..") {
    throw new UsageError(
      `Cannot make "${file}": it lies outside the project "${root}"`,
      "Run Maze in its project",
    );
  }
  return way.replaceAll(sep, "/");
}
