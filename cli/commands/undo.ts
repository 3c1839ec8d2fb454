/**
 * `maze undo`: takes back the last run that wrote files.
 *
 * @module
 */

import { object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { createMaze, type Step } from "@maze/maze";
import type { Command } from "../command.ts";
import { findProjectConfig } from "../config/locate.ts";
import { EXIT } from "../exit_codes.ts";
import { projectRoot } from "../project.ts";
import { named } from "../views/style.ts";

/** The command. It needs no plugin, so a broken config does not stand in its way. */
const undo: Command<object> = {
  parser: object({}),
  about: message`Take back the last run that wrote files; again takes back the one before.`,
  async run(_flags, { cwd, signal, out, err }) {
    const root = await projectRoot(cwd, await findProjectConfig(cwd));
    const hear = ({ kind, name }: Step) => kind === "log" && err(`${name}\n`);
    await using maze = await createMaze({ root, plugins: [], signal, listeners: [hear] });
    const files = await maze.undo();
    for (const file of files) out(`${named(file)}\n`);
    out(`${files.length === 1 ? "1 file has" : `${files.length} files have`} the old text again\n`);
    return EXIT.done;
  },
};

export default undo;
