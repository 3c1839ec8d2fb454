/**
 * `maze init`: writes maze.toml and what goes with it.
 *
 * @module
 */

import { merge, object } from "@optique/core/constructs";
import { message } from "@optique/core/message";
import { option } from "@optique/core/primitives";
import { relative } from "node:path";
import type { Command } from "../command.ts";
import { builtinRules, localServers, type ProjectConfig, projectFiles, readConfig } from "../compose.ts";
import { type InitFacts, initProject } from "../config/init.ts";
import { configsIn } from "../config/locate.ts";
import { grantTrust } from "../config/trust_store.ts";
import { declareHole } from "../declare_hole.ts";
import { EXIT } from "../exit_codes.ts";
import { type LogFlags, logFlags } from "../flags.ts";
import { stateFolder } from "../leave.ts";
import { mayConfigure } from "../servers/may_look.ts";
import type { Machine } from "../servers/offer.ts";
import type { Shell } from "../shell.ts";
import { surveyProject } from "../survey.ts";
import { openPlainLog } from "../views/log.ts";

interface InitFlags extends LogFlags {
  readonly isProbe: boolean;
}

const probe = option("--probe", { description: message`Look for model servers in CI too` });

/** The command. */
const init: Command<InitFlags> = {
  parser: merge(object("Init", { isProbe: probe }), logFlags),
  about: message`Write maze.toml, its schema for editors, and what holes need in this project.`,
  async run(flags, shell) {
    const { cwd, signal, out } = shell;
    await using log = await openPlainLog(flags, shell);
    const heard = { signal, listeners: [log.hear] };
    const { facts, canResolveHole, notes } = await surveyProject(cwd, await machineFor(flags, shell));
    const { files, mistakes } = await writeFiles(facts, shell);
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

/** What a fresh config may be made from; a config that is there already is nobody's to change. */
async function machineFor({ isProbe }: InitFlags, shell: Shell): Promise<Machine | undefined> {
  const { cwd, environment, signal } = shell;
  if ((await configsIn(cwd)).length > 0 || !mayConfigure(environment, isProbe)) return undefined;
  const { others: servers } = await localServers([], signal);
  return { servers, environment, rules: await builtinRules() };
}

/** Writes the files. A config of Maze's own making names no server but this machine's: it has leave. */
async function writeFiles(facts: InitFacts, shell: Shell) {
  const read: { config?: ProjectConfig } = {};
  const current = async () => {
    read.config = await readConfig(shell, { set: [], trust: false });
    return read.config.rules;
  };
  const files = await initProject(shell.cwd, facts, { builtins: await builtinRules(), current });
  const request = read.config?.leave.request;
  const folder = stateFolder(shell);
  const isOwn = files[0]?.state === "written";
  if (isOwn && folder !== undefined && request && request.claims.length > 0) {
    await grantTrust(folder, request);
  }
  return { files, mistakes: read.config?.faults.length ?? 0 };
}

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
