/**
 * `maze undo`: takes back the last run that wrote files.
 *
 * @module
 */

import { message } from "@optique/core/message";
import { createMaze, type Maze, MazeError } from "@maze/maze";
import type { Command } from "../command.ts";
import { findConfigFolder } from "../config/locate.ts";
import { EXIT } from "../exit_codes.ts";
import { type LogFlags, logFlags } from "../flags.ts";
import { projectRoot } from "../project.ts";
import { openPlainLog } from "../views/log.ts";
import { named } from "../views/style.ts";

/** The command. It needs no plugin, so a broken config does not stand in its way. */
const undo: Command<LogFlags> = {
  parser: logFlags,
  about: message`Take back the last run that wrote files; again takes back the one before.`,
  async run(flags, shell) {
    const { cwd, signal, out, err } = shell;
    const root = await projectRoot(cwd, await findConfigFolder(cwd));
    await using log = await openPlainLog(flags, shell);
    await using maze = await createMaze({ root, plugins: [], signal, listeners: [log.hear] });
    const files = await undone(maze);
    if (files.length === 0) {
      err("Nothing is left to undo: only the last 20 runs that wrote something are remembered\n");
      return EXIT.notAll;
    }
    for (const file of files) out(`${named(file)}\n`);
    out(`${files.length === 1 ? "1 file has" : `${files.length} files have`} the old text again\n`);
    return EXIT.done;
  },
};

export default undo;

/** The files that have their old text again; none where no run is left to take back. */
async function undone(maze: Maze): Promise<readonly string[]> {
  try {
    return await maze.undo();
  } catch (error) {
    if (error instanceof MazeError && error.code === "write/nothing-to-undo") return [];
    throw error;
  }
}
