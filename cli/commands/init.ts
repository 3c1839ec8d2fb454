/**
 * `maze init`: writes maze.toml and what goes with it.
 *
 * @module
 */

import { object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { relative } from "node:path";
import type { Command } from "../command.ts";
import { builtinRules, projectFiles } from "../compose.ts";
import { initProject } from "../config/init.ts";
import { declareHole } from "../declare_hole.ts";
import { EXIT } from "../exit_codes.ts";
import { surveyProject } from "../survey.ts";

/** The command. */
const init: Command<object> = {
  parser: object({}),
  about: message`Write maze.toml, its schema for editors, and what holes need in this project.`,
  async run(_flags, { cwd, signal, out }) {
    const { facts, canResolveHole, notes } = await surveyProject(cwd);
    const files = await initProject(cwd, facts, await builtinRules());
    const declared = canResolveHole
      ? { files: [], notes: [] }
      : await declareHole(cwd, (folder) => projectFiles(folder, signal));
    const all = [...files, ...declared.files];
    const width = Math.max(...all.map(({ state }) => state.length));
    for (const { path, state } of all) out(`${state.padEnd(width)}  ${relative(cwd, path)}\n`);
    for (const note of [...notes, ...declared.notes]) out(`note: ${note}\n`);
    out('\nPut hole("what you want") where code is missing, then run `maze fill`.\n');
    return EXIT.done;
  },
};

export default init;
