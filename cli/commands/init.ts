/**
 * `maze init`: writes maze.toml and what goes with it.
 *
 * @module
 */

import { object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { relative } from "node:path";
import type { Command } from "../command.ts";
import { builtinRules } from "../compose.ts";
import { initProject } from "../config/init.ts";
import { EXIT } from "../exit_codes.ts";
import { surveyProject } from "../survey.ts";

/** The command. */
const init: Command<object> = {
  parser: object({}),
  about: message`Write maze.toml, its schema for editors, and what holes need in this project.`,
  async run(_flags, { cwd, out }) {
    const { facts, notes } = await surveyProject(cwd);
    const files = await initProject(cwd, facts, await builtinRules());
    const width = Math.max(...files.map(({ state }) => state.length));
    for (const { path, state } of files) out(`${state.padEnd(width)}  ${relative(cwd, path)}\n`);
    for (const note of notes) out(`note: ${note}\n`);
    out('\nPut hole("what you want") where code is missing, then run `maze fill`.\n');
    return EXIT.done;
  },
};

export default init;
