/**
 * `maze init`: writes maze.toml and what goes with it.
 *
 * @module
 */

import { message } from "@optique/core/message";
import { relative } from "node:path";
import type { Command } from "../command.ts";
import { builtinRules, projectFiles, readConfig } from "../compose.ts";
import { initProject } from "../config/init.ts";
import { declareHole } from "../declare_hole.ts";
import { EXIT } from "../exit_codes.ts";
import { type LogFlags, logFlags } from "../flags.ts";
import { surveyProject } from "../survey.ts";
import { openPlainLog } from "../views/log.ts";

/** The command. */
const init: Command<LogFlags> = {
  parser: logFlags,
  about: message`Write maze.toml, its schema for editors, and what holes need in this project.`,
  async run(flags, shell) {
    const { cwd, signal, out } = shell;
    await using log = await openPlainLog(flags, shell);
    const heard = { signal, listeners: [log.hear] };
    const { facts, canResolveHole, notes } = await surveyProject(cwd);
    let mistakes = 0;
    const current = async () => {
      const { rules, faults } = await readConfig(shell, { set: [], trust: false });
      mistakes = faults.length;
      return rules;
    };
    const files = await initProject(cwd, facts, { builtins: await builtinRules(), current });
    const declared = canResolveHole
      ? { files: [], notes: [] }
      : await declareHole(cwd, (folder) => projectFiles(folder, heard));
    const all = [...files, ...declared.files];
    const width = Math.max(...all.map(({ state }) => state.length));
    for (const { path, state } of all) out(`${state.padEnd(width)}  ${relative(cwd, path)}\n`);
    for (const note of [...notes, ...declared.notes, ...mistakesNote(mistakes)]) out(`note: ${note}\n`);
    out(NEXT);
    return EXIT.done;
  },
};

export default init;

function mistakesNote(count: number): readonly string[] {
  if (count === 0) return [];
  return [
    `the config has ${count === 1 ? "a mistake" : `${count} mistakes`}: \`maze config check\` tells more`,
  ];
}

/** What to do now: the import is the one that was declared, or that the project resolves. */
const NEXT = `
Where code is missing, leave a hole:

  import { hole } from "@maze/maze/hole";
  const label: string = hole("the sum with two digits");

\`maze fill\` shows what goes in, \`maze fill --write\` writes it, \`maze undo\` takes it back.
`;
