/**
 * The files of the project that a command line names.
 *
 * @module
 */

import type { Maze } from "@maze/maze";
import { UsageError } from "./exit_codes.ts";

/**
 * The files in targets, sorted. What the project's tools do not see is nobody's to judge or fill, and who names it must
 * not hear that all is well.
 *
 * @param targets Files and folders, relative to the root; the whole project without any.
 * @throws {UsageError} If no file that is seen lies at a target.
 */
export async function seenFiles(maze: Maze, targets: readonly string[]): Promise<readonly string[]> {
  const files = await maze.index();
  const isIn = (target: string) => (file: string) =>
    target === "." || file === target || file.startsWith(`${target}/`);
  const empty = targets.find((target) => target !== "." && !files.some(isIn(target)));
  if (empty !== undefined) {
    throw new UsageError(
      `Cannot use "${empty}": no file that the project's tools see lies there`,
      "`maze index --list` shows every file; look at the project's own config, .gitignore and .mazeignore",
    );
  }
  return targets.length === 0 ? files : files.filter((file) => targets.some((target) => isIn(target)(file)));
}
