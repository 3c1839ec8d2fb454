/**
 * `maze undo`: takes back the last run that wrote files.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { createMaze, type Maze, MazeError } from "@maze/maze";
import type { Command } from "../command.ts";
import { findConfigFolder } from "../config/locate.ts";
import { EXIT } from "../exit_codes.ts";
import { jsonFlag, type LogFlags, logFlags } from "../flags.ts";
import { projectRoot } from "../project.ts";
import type { UndoJson } from "../shapes.ts";
import { openPlainLog } from "../views/log.ts";
import { named } from "../views/style.ts";

interface UndoFlags extends LogFlags {
  readonly isJson: boolean;
}

/** The command. It needs no plugin, so a broken config does not stand in its way. */
const undo: Command<UndoFlags> = {
  parser: merge(object("Undo", { isJson: jsonFlag }), logFlags),
  about: message`Take back the last run that wrote files; again takes back the one before.`,
  async run(flags, shell) {
    const { cwd, signal, out } = shell;
    const root = await projectRoot(cwd, await findConfigFolder(cwd));
    await using log = await openPlainLog(flags, shell);
    await using maze = await createMaze({ root, plugins: [], signal, listeners: [log.hear] });
    const files = await undone(maze);
    if (files.length === 0) {
      const message = "Nothing is left to undo: only the last 20 runs that wrote something are remembered";
      shell.say(`${message}\n`, [{ level: "warning", message }]);
    }
    if (flags.isJson) {
      const json: UndoJson = { version: 1, root: maze.root, files: [...files] };
      out(`${JSON.stringify(json, null, 2)}\n`);
    } else if (files.length > 0) out(filesText(files));
    return files.length === 0 ? EXIT.notAll : EXIT.done;
  },
};

export default undo;

function filesText(files: readonly string[]): string {
  const names = files.map((file) => `${named(file)}\n`).join("");
  return `${names}${files.length === 1 ? "1 file has" : `${files.length} files have`} the old text again\n`;
}

/** The files that have their old text again; none where no run is left to take back. */
async function undone(maze: Maze): Promise<readonly string[]> {
  try {
    return await maze.undo();
  } catch (error) {
    if (error instanceof MazeError && error.code === "write/nothing-to-undo") return [];
    throw error;
  }
}
