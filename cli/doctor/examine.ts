/**
 * What `maze doctor` looks at.
 *
 * @module
 */

import { createMaze, type Maze, MazeError, type MazeOptions, type Step } from "@maze/maze";
import { accepted, composeMaze, probeSandbox, type ProjectConfig, readConfig } from "../compose.ts";
import { ConfigError } from "../config/fault.ts";
import { findConfigFolder } from "../config/locate.ts";
import { untrusted } from "../config/trust.ts";
import { isThere, projectRoot } from "../project.ts";
import type { Shell } from "../shell.ts";
import { faultsOf } from "../views/error.ts";
import { faultText, placed } from "../views/fault.ts";
import { leftOutTexts } from "../views/left_out.ts";
import { styleOf } from "../views/style.ts";
import { join } from "node:path";
import { DENO, type Finding } from "./finding.ts";
import { declaration, limits, owed } from "./judging.ts";
import { packages } from "./packages.ts";
import { providers } from "./providers.ts";
import { servers } from "./servers.ts";

/** Who ends and hears what is tried. */
type Heard = Pick<MazeOptions, "listeners"> & { readonly signal: AbortSignal };

/** Names of files that are left out. */
const SHOWN = 5;

/**
 * Looks at one thing after another.
 *
 * @param hear Told of each step of what is tried.
 */
export async function* examine(shell: Shell, hear: (step: Step) => void): AsyncGenerator<Finding> {
  yield deno();
  yield await git(shell.cwd);
  const root = await projectRoot(shell.cwd, await findConfigFolder(shell.cwd));
  yield* await marks(root);
  const heard = { signal: shell.signal, listeners: [hear] };
  yield* await packages(root);
  yield await written(root, heard);
  const config = await attempt(() => readConfig(shell, { set: [], trust: false }));
  if ("findings" in config) return yield* config.findings;
  const { sources, faults, leave } = config.value;
  if (faults.length > 0) return yield* findingsOf(new ConfigError(faults));
  yield { state: "good", what: `config: ${sources.project?.file ?? "none, defaults count"}` };
  if (leave.request && leave.state !== "granted") return yield* findingsOf(untrusted(leave.request));
  yield* await servers(config.value, shell);
  yield* judging(config.value, heard);
}

function deno(): Finding {
  const { deno } = Deno.version;
  if (deno === DENO) return { state: "good", what: `Deno ${deno}` };
  return { state: "note", what: `Deno ${deno}; Maze is tested with ${DENO}`, mend: `npx -y deno@${DENO} …` };
}

async function git(cwd: string): Promise<Finding> {
  const args = ["rev-parse", "--is-inside-work-tree"];
  try {
    const { success } = await new Deno.Command("git", { args, cwd, stdout: "null", stderr: "null" }).output();
    if (success) return { state: "good", what: "git: the project is in a repository" };
    return { state: "note", what: "git: the project is in no repository", mend: "git init" };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return {
      state: "note",
      what: "git is not installed",
      mend: "apt-get install git, or as your system installs it",
    };
  }
}

async function marks(root: string): Promise<readonly Finding[]> {
  const names = ["tsconfig.json", "deno.json", "deno.jsonc"];
  const found = await Promise.all(names.map(async (name) => await isThere(join(root, name)) ? [name] : []));
  const [name] = found.flat();
  if (name !== undefined) return [{ state: "good", what: `project: ${root} (${name})` }];
  return [{
    state: "note",
    what: `project: ${root} has no tsconfig.json and no deno.json`,
    mend: "npx -y -p typescript tsc --init",
  }];
}

async function written(root: string, heard: Heard): Promise<Finding> {
  const probe = join(root, ".maze-probe");
  try {
    await Deno.writeTextFile(probe, "", { createNew: true });
    await Deno.remove(probe);
    await using _ = await createMaze({ root, plugins: [], ...heard }); // settles what a dead run left
    return { state: "good", what: "files: the project can be written" };
  } catch (error) {
    if (error instanceof Error && "code" in error && !(error instanceof MazeError)) {
      const what = `files: the project can not be written (${error.code}): fills can be shown only`;
      return { state: "note", what, mend: `chmod -R u+w "${root}"` };
    }
    const [fault] = faultsOf(error);
    return { state: "bad", what: `files: ${fault?.message}`, mend: fault?.hint };
  }
}

/** What the plugins make of the project. */
async function* judging(project: ProjectConfig, heard: Heard): AsyncGenerator<Finding> {
  try {
    await using maze = await composeMaze(project.root, accepted(project), heard);
    yield { state: "good", what: `plugins: ${maze.plugins.map(({ name }) => name).join(", ")}` };
    const files = await maze.index();
    yield known(files);
    yield* await unseen(maze);
    yield* await configFaults(maze, files);
    const holes = await Array.fromAsync(maze.find());
    yield* await declaration(maze, holes);
    const file = holes[0]?.file ?? files.find((name) => !name.includes(".d."));
    if (file !== undefined) yield* await owed(maze, file);
    yield* limits(await probeSandbox(heard.signal));
    yield* await providers(maze);
  } catch (error) {
    yield* findingsOf(error);
  }
}

function known(files: readonly string[]): Finding {
  if (files.length > 0) {
    return { state: "good", what: `files: ${files.length} ${files.length === 1 ? "is" : "are"} known` };
  }
  const mend = 'git check-ignore -v src/*; else look at "include" of tsconfig.json, and at .mazeignore';
  return { state: "note", what: "files: none is known", mend };
}

/** Files that hold code and are not read, and those that can not be. */
async function unseen(maze: Maze): Promise<readonly Finding[]> {
  const [leftOut, unread] = [await maze.leftOut(), await maze.unread()];
  return [
    ...leftOutTexts(leftOut, SHOWN).map((text): Finding => ({
      state: "note",
      what: `files: ${text}`,
      mend: "Move code that Maze should read or fill into files beside them",
    })),
    ...unread.map(({ message, hint }): Finding => ({ state: "note", what: `files: ${message}`, mend: hint })),
  ];
}

async function configFaults(maze: Maze, files: readonly string[]): Promise<readonly Finding[]> {
  const faults = await placed(maze, await maze.diagnostics(files));
  return faults.map((fault) => ({
    state: "note",
    what: `config of the project: ${faultText(fault, styleOf(false)).trimEnd()}`,
    mend: `$EDITOR ${fault.file}: what the compiler takes for granted until then may not be what is meant`,
  }));
}

async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | { findings: readonly Finding[] }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { findings: findingsOf(error) };
  }
}

function findingsOf(error: unknown): readonly Finding[] {
  return faultsOf(error).map(({ place, message, hint, code }) => ({
    state: "bad",
    what: place ? `${place}: ${message}` : message,
    mend: hint ?? `Tell the author of what says "${code}"`,
  }));
}
