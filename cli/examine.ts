/**
 * What `maze doctor` looks at.
 *
 * @module
 */

import { createMaze, MazeError, type MazeOptions, type Step } from "@maze/maze";
import { accepted, composeMaze, type ProjectConfig, readConfig } from "./compose.ts";
import { ConfigError } from "./config/fault.ts";
import { findConfigFolder } from "./config/locate.ts";
import { untrusted } from "./config/trust.ts";
import { isThere, projectRoot } from "./project.ts";
import type { Shell } from "./shell.ts";
import { faultsOf } from "./views/error.ts";
import { faultText, placed } from "./views/fault.ts";
import { leftOutTexts } from "./views/left_out.ts";
import { styleOf } from "./views/style.ts";
import { join } from "node:path";

/** One thing that was looked at. */
export interface Finding {
  /** `bad` keeps Maze from working; `note` keeps it from working well. */
  readonly state: "good" | "note" | "bad";
  readonly what: string;
  /** The command, or the act, that mends it. */
  readonly mend?: string | undefined;
}

/** Who ends and hears what is tried. */
type Heard = Pick<MazeOptions, "signal" | "listeners">;

/** The version that Maze is tested with. */
const DENO = "2.9.6";
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
  yield await written(root, heard);
  const config = await attempt(() => readConfig(shell, { set: [], trust: false }));
  if ("findings" in config) return yield* config.findings;
  const { sources, faults, leave } = config.value;
  if (faults.length > 0) return yield* findingsOf(new ConfigError(faults));
  yield { state: "good", what: `config: ${sources.project?.file ?? "none, defaults count"}` };
  if (leave.request && leave.state !== "granted") return yield* findingsOf(untrusted(leave.request));
  yield* await plugins(config.value, heard);
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
    return { state: "note", what: "git is not installed", mend: "Install git, to see what fills changed" };
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
      return { state: "note", what, mend: `Make ${root} and what lies in it writable` };
    }
    const [fault] = faultsOf(error);
    return { state: "bad", what: `files: ${fault?.message}`, mend: fault?.hint };
  }
}

async function plugins(project: ProjectConfig, heard: Heard): Promise<readonly Finding[]> {
  const opened = await attempt(async () => {
    const parts = accepted(project);
    await using maze = await composeMaze(project.root, parts, heard);
    const files = await maze.index();
    const faults = await placed(maze, await maze.diagnostics(files));
    const seen = { leftOut: await maze.leftOut(), unread: await maze.unread() };
    return { names: maze.plugins.map(({ name }) => name), files, faults, ...seen };
  });
  if ("findings" in opened) return opened.findings;
  const { names, files, faults, leftOut, unread } = opened.value;
  return [
    { state: "good", what: `plugins: ${names.join(", ")}` },
    files.length > 0
      ? { state: "good", what: `files: ${files.length} ${files.length === 1 ? "is" : "are"} known` }
      : {
        state: "note",
        what: "files: none is known",
        mend: 'Look at "include" of the project, and at .mazeignore',
      },
    ...leftOutTexts(leftOut, SHOWN).map((text): Finding => ({
      state: "note",
      what: `files: ${text}`,
      mend: "Move code that Maze should read or fill into files beside them",
    })),
    ...unread.map(({ message, hint }): Finding => ({ state: "note", what: `files: ${message}`, mend: hint })),
    ...faults.map((fault): Finding => ({
      state: "note",
      what: `config of the project: ${faultText(fault, styleOf(false)).trimEnd()}`,
      mend: `Mend ${fault.file}; what the compiler takes for granted until then may not be what is meant`,
    })),
  ];
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
