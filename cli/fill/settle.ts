/**
 * Writes what was chosen.
 *
 * @module
 */

import type { Maze } from "@maze/maze";
import type { Shell } from "../shell.ts";
import { styleOf } from "../views/style.ts";

/** Writes all files or none; says when git does not hold what is there now. */
export async function settle(
  maze: Maze,
  { shell, isQuiet }: { readonly shell: Shell; readonly isQuiet: boolean },
): Promise<readonly string[]> {
  if (maze.changes().files.length === 0) return [];
  if (!isQuiet && await maze.isDirty()) {
    const { yellow } = styleOf(shell.hasColor.err);
    const message = "some of these files have text that git does not hold; `maze undo` restores them";
    shell.say(`${yellow("note")}: ${message}\n`, [{ level: "warning", message }]);
  }
  return await maze.write();
}
