/**
 * Runs functions of a project in a Deno child without permissions, and hears what they did.
 *
 * @module
 */

import { layProject } from "../eval/folder.ts";
import type { Callable } from "./functions.ts";

/** A function, and source texts of the argument lists it is called with. */
export interface Made {
  readonly callable: Pick<Callable, "callee" | "on">;
  /** Each without its parentheses. */
  readonly given: readonly string[];
}

/** For all functions of one run. */
const RUN_MS = 15_000;
/** Functions of one file that may hang. */
const MAX_RUNS = 4;
const OBSERVE = new URL("./observe.ts", import.meta.url);

/** A copy of a project to lay files into. */
export interface Scratch extends AsyncDisposable {
  /** Absolute path. */
  readonly root: string;
  /** What is run in it at once may take so long, milliseconds. */
  readonly runMs: number;
}

/** Copies a project's code to a temporary folder; its packages are shared. */
export async function scratchOf(root: string, runMs = RUN_MS): Promise<Scratch> {
  const to = await Deno.makeTempDir({ prefix: "maze-holes-" });
  await layProject(root, to);
  await Deno.copyFile(OBSERVE, `${to}/maze_observe.ts`);
  return { root: to, runMs, [Symbol.asyncDispose]: () => Deno.remove(to, { recursive: true }) };
}

/**
 * What functions of one file did with their inputs, in order; `undefined` for one that has not ended, or that ended the
 * process, or where the file can not be loaded.
 *
 * @param text The file as it is run.
 */
export async function observed(
  scratch: Scratch,
  { file, text }: { readonly file: string; readonly text: string },
  made: readonly Made[],
): Promise<readonly (readonly string[] | undefined)[]> {
  const path = `${scratch.root}/${file}`;
  const kept = await Deno.readTextFile(path);
  try {
    await Deno.writeTextFile(path, `${text.trimEnd()}\n${subjectsOf(made)}`);
    return await heard(scratch, file, made.length);
  } finally {
    await Deno.writeTextFile(path, kept);
  }
}

function subjectsOf(made: readonly Made[]): string {
  const subjects = made.map(({ callable: { callee, on }, given }) => {
    const call = on === undefined ? `${callee}(...given)` : `self[${JSON.stringify(callee)}](...given)`;
    const lists = given.map((texts) => `() => [${texts}]`).join(",\n");
    return `{ self: () => ${on ?? "undefined"}, call: (self, given) => ${call}, given: [${lists}] }`;
  });
  return `export const __mazeMade = [${subjects.join(",\n")}];\n`;
}

async function heard(
  scratch: Scratch,
  file: string,
  count: number,
): Promise<readonly (readonly string[] | undefined)[]> {
  // Nobody who is run knows it, so that what is said with it comes from the runner.
  const token = crypto.randomUUID();
  const found: (readonly string[] | undefined)[] = Array.from({ length: count }, () => undefined);
  const left = Array.from({ length: count }, (_, at) => at);
  for (let run = 0; left.length > 0 && run < MAX_RUNS; run++) {
    const lines = await linesOf(scratch, file, left, token);
    const ended = lines.map((line): readonly [number, readonly string[]] => JSON.parse(line));
    for (const [at, told] of ended) found[at] = told;
    left.splice(0, ended.length + 1); // whoever has not ended has taken the others with it
  }
  return found;
}

async function linesOf(
  { root, runMs }: Scratch,
  file: string,
  wanted: readonly number[],
  token: string,
): Promise<string[]> {
  await Deno.writeTextFile(
    `${root}/maze_run.ts`,
    `import { __mazeMade } from ${JSON.stringify(`./${file}`)};
import { observe } from "./maze_observe.ts";
const [say, text] = [console.log, JSON.stringify];
for (const at of ${JSON.stringify(wanted)}) {
  const told = await observe(__mazeMade[at]);
  say("\\n${token} " + text([at, told]));
}
`,
  );
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-check", "--no-config", "--no-lock", "--cached-only", "--no-prompt", "--no-remote"],
      ...["--node-modules-dir=manual", "--unstable-sloppy-imports", "--v8-flags=--max-old-space-size=512"],
      "maze_run.ts",
    ],
    ...{ cwd: root, stdin: "null", stdout: "piped", stderr: "null", env: { DENO_NO_UPDATE_CHECK: "1" } },
    signal: AbortSignal.timeout(runMs),
  }).output();
  const lines = new TextDecoder().decode(stdout).split("\n");
  return lines.filter((line) => line.startsWith(`${token} `)).map((line) => line.slice(token.length + 1));
}
