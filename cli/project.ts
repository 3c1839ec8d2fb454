/**
 * Where the project is, and what the user's paths mean in it.
 *
 * @module
 */

import { dirname, isAbsolute, join, relative, resolve, sep as SEPARATOR } from "node:path";
import type { Maze } from "@maze/maze";
import { UsageError } from "./exit_codes.ts";

/** Files that stand at the root of a project, when no config does. */
export const MARKS = ["tsconfig.json", "deno.json", "deno.jsonc", "package.json"] as const;

/**
 * The project's root: the folder of its config; else the nearest with a project file, upward; else `from` itself.
 *
 * @param folder Of the config, as `findConfigFolder()` has it.
 */
export async function projectRoot(from: string, folder: string | undefined): Promise<string> {
  if (folder !== undefined) return folder;
  for (let above = resolve(from);; above = dirname(above)) {
    for (const mark of MARKS) if (await isThere(join(above, mark))) return above;
    if (dirname(above) === above) return resolve(from);
  }
}

/**
 * A target as the user writes it, relative to the current folder, as the library wants it, relative to the root: by the
 * name that the project's tools see, be it a link's or that of what it leads to.
 *
 * @param target `FILE`, `FOLDER`, `FILE:LINE`, `FILE:LINE:COLUMN` or `FILE:FIRST-LAST`.
 * @throws {UsageError} If there is no such file or folder, or it lies outside the project.
 */
export async function targetIn(maze: ProjectFiles, cwd: string, target: string): Promise<string> {
  const isWhole = await isThere(resolve(cwd, target));
  const [, path = target, place = ""] = isWhole ? [] : /^(.*?)((?::\d+){1,2}|:\d+-\d+)$/s.exec(target) ?? [];
  const absolute = resolve(cwd, path);
  if (!await isThere(absolute)) {
    throw new UsageError(
      `Cannot find "${path}": no such file or folder`,
      `Paths count from the current folder, "${cwd}"`,
    );
  }
  const real = nameIn(maze.root, await Deno.realPath(absolute));
  if (real === undefined) {
    throw new UsageError(
      `Cannot use "${path}": it lies outside the project "${maze.root}"`,
      "Run Maze in its project",
    );
  }
  const given = nameIn(maze.root, absolute) ?? real;
  return (given === real || await isSeen(maze, given) ? given : real) + place;
}

/** What is asked of a project. */
type ProjectFiles = Pick<Maze, "root" | "index">;

async function isSeen(maze: ProjectFiles, name: string): Promise<boolean> {
  return (await maze.index()).some((file) => file === name || file.startsWith(`${name}/`));
}

/** A path relative to the root, `/` between its parts; `undefined` for one outside. */
function nameIn(root: string, path: string): string | undefined {
  const way = relative(root, path);
  if (isAbsolute(way) || way.split(SEPARATOR)[0] === "..") return undefined;
  return way === "" ? "." : way.replaceAll(SEPARATOR, "/");
}

/** True when something of this name is there. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}
