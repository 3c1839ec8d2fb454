/**
 * What fills are worth, judged outside of Maze: a compiler of its own in one run for all, then the tests, each in a child
 * that may do nothing.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { CONSOLE, type Task, TSCONFIG } from "./task.ts";

/** A task's file with a fill in its place. */
export interface Answer {
  readonly task: Task;
  /** All of the file; the tests are not in it. */
  readonly text: string;
}

/** What an answer is worth. */
export interface Score {
  /** Whether the compiler has no fault in it, `console` being declared. */
  readonly compiled: boolean;
  /** The same without `console`: the ECMAScript library alone. */
  readonly compiledBare: boolean;
  /** Whether it compiles and its tests pass. */
  readonly passed: boolean;
}

/** For the tests of one answer. */
const RUN_MS = 10_000;
/** Children at the same time. */
const SIDE_BY_SIDE = 2;
const TSC = "npm:typescript@7.0.2/tsc";

/**
 * Scores answers, in their order. Equal answers are judged once.
 *
 * @throws {Error} If the compiler does not run.
 */
export async function scoreAll(answers: readonly Answer[]): Promise<readonly Score[]> {
  if (answers.length === 0) return [];
  const keys = answers.map(({ task, text }) => JSON.stringify([task.id, text]));
  const unique = [...new Map(answers.map((answer, at) => [keys[at], answer])).values()];
  const places = new Map([...new Set(keys)].map((key, at) => [key, at]));
  const root = await Deno.makeTempDir({ prefix: "maze-eval-score-" });
  try {
    for (const [at, answer] of unique.entries()) await lay(join(root, folder(at)), answer);
    await Deno.writeTextFile(join(root, "console.d.ts"), CONSOLE);
    const faulty = await faultyFolders(root, ["*/**/*.ts", "console.d.ts"]);
    const faultyBare = await faultyFolders(root, ["*/**/*.ts"]);
    const passed = await sideBySide(unique, async ({ task }, at) => {
      return !faulty.has(folder(at)) && await passes(join(root, folder(at)), task);
    });
    const scores = unique.map((_, at): Score => ({
      compiled: !faulty.has(folder(at)),
      compiledBare: !faultyBare.has(folder(at)),
      passed: passed[at] ?? false,
    }));
    return keys.flatMap((key) => scores[places.get(key) ?? -1] ?? []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

function folder(at: number): string {
  return `c${at}`;
}

async function lay(to: string, { task, text }: Answer): Promise<void> {
  const files = { ...task.files, [task.file]: `${text.trimEnd()}\n${task.tests}` };
  for (const [file, content] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(to, file)), { recursive: true });
    await Deno.writeTextFile(join(to, file), content);
  }
}

/**
 * The folders that hold a fault. Where one can not be parsed, the compiler says nothing of the types of any: the others
 * are looked at again without it.
 */
async function faultyFolders(root: string, include: readonly string[]): Promise<ReadonlySet<string>> {
  const broken: string[] = [];
  for (;;) {
    const faults = await faultsIn(root, { include, exclude: broken });
    const unread = new Set(faults.filter(({ code }) => SYNTAX.test(code)).map(({ folder }) => folder));
    if (unread.size === 0) return new Set([...broken, ...faults.map(({ folder }) => folder)]);
    broken.push(...unread);
  }
}

/** Codes of what the parser says. */
const SYNTAX = /^TS1\d{3}$/;

interface FolderFault {
  readonly folder: string;
  readonly code: string;
}

async function faultsIn(root: string, files: object): Promise<readonly FolderFault[]> {
  await Deno.writeTextFile(join(root, "tsconfig.json"), JSON.stringify({ ...TSCONFIG, ...files }));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", "--no-lock", TSC, "-p", root, "--pretty", "false"],
    ...{ cwd: root, stdout: "piped", stderr: "piped" },
  }).output();
  const text = new TextDecoder().decode(stdout);
  const faults = Array.from(
    text.matchAll(/^(c\d+)\/.*: error (TS\d+)/gm),
    ([, folder = "", code = ""]) => ({ folder, code }),
  );
  // Where all folders are left out there is nothing to compile.
  if (success || faults.length > 0 || NO_INPUT.test(text)) return faults;
  throw new Error(`Cannot compile the answers: ${text}${new TextDecoder().decode(stderr)}`);
}

const NO_INPUT = /error TS18003:/;

/** An answer that ends the process before its tests have ended does not pass: the last word is one it can not know. */
async function passes(root: string, { file }: Task): Promise<boolean> {
  const word = crypto.randomUUID();
  await Deno.writeTextFile(
    join(root, "run_tests.ts"),
    `import { createRequire } from "node:module";
Object.assign(globalThis, { require: createRequire("file:///") });
await import(${JSON.stringify(`./${file}`)});
console.log("\\n${word}");
`,
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-check", "--no-config", "--no-lock", "--cached-only", "--no-prompt", "--no-remote"],
      ...["--v8-flags=--max-old-space-size=512", "run_tests.ts"],
    ],
    ...{ cwd: root, stdin: "null", stdout: "piped", stderr: "null" },
    signal: AbortSignal.timeout(RUN_MS),
  }).spawn();
  const last = lastLine(child.stdout);
  const { success } = await child.status;
  return await last === word && success;
}

/** What is printed may be much: only its end is kept. */
async function lastLine(output: ReadableStream<Uint8Array>): Promise<string> {
  let end = "";
  for await (const text of output.pipeThrough(new TextDecoderStream())) end = (end + text).slice(-200);
  return end.trimEnd().split("\n").at(-1) ?? "";
}

async function sideBySide<T, R>(
  items: readonly T[],
  work: (item: T, at: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const left = [...items.entries()];
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [at, item] = next;
      results[at] = await work(item, at);
    }
  }));
  return results;
}
