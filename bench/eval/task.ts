/**
 * What is to be written, and the project it is written in. Tests are kept apart: no project holds them.
 *
 * @module
 */

import { dirname, join, relative } from "node:path";
import { layProject } from "./folder.ts";

/** A hole, and the tests that tell afterwards whether a fill is right. */
export interface Task {
  /** Unique among the tasks of a run. */
  readonly id: string;
  /** The project: paths with `/`, and texts. */
  readonly files: Readonly<Record<string, string>>;
  /** The file with the hole. */
  readonly file: string;
  /** TypeScript that stands behind that file when it is scored; a fault is a throw. */
  readonly tests: string;
  /** Absolute path of a project whose `src/`, packages and options are there too; `files` lie over it. */
  readonly folder?: string;
  /** An offset in the file at which the hole begins, where the file may have others. */
  readonly hole?: number;
  /** Pieces that a model is told beside the file, in place of those that Maze finds; absent where Maze finds them. */
  readonly context?: readonly string[];
}

/** TypeScript's options for every task that brings none of its own. */
export const TSCONFIG = {
  compilerOptions: {
    ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
    ...{ target: "es2024", lib: ["es2024"], types: [], module: "preserve", moduleDetection: "force" },
  },
};

/** What every runtime has and no ECMAScript library declares. */
export const CONSOLE = `interface Console {
${
  ["log", "error", "warn", "info", "debug", "table", "dir", "trace", "assert", "time", "timeEnd"].map((
    name,
  ) => `  ${name}(...data: unknown[]): void;`).join("\n")
}
}
declare const console: Console;
`;

/** A line of a file of tasks. */
interface Line {
  readonly id: string;
  /** Code up to the opening bracket of the body that is wanted. */
  readonly prompt: string;
  readonly tests: string;
}

/** The tasks in a file of JSON lines; `undefined` where there is no such file. */
export async function tasksIn(path: string | URL): Promise<readonly Task[] | undefined> {
  const text = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  return text?.split("\n").filter((line) => line !== "").map((line) => {
    const { id, prompt, tests }: Line = JSON.parse(line);
    return { id, file: "task.ts", files: { "task.ts": `${prompt.trimEnd()}\n}\n` }, tests };
  });
}

/** A hole in a folder of tasks, as its `eval.json` lists it. */
interface Listed {
  readonly id: string;
  readonly file: string;
  /** A file of tests: it is left out of the project. */
  readonly tests: string;
}

/** The tasks of a project folder with holes in it. Its `eval.json` is a list of `{ id, file, tests }`. */
export async function tasksOf(folder: string): Promise<readonly Task[]> {
  const listed: readonly Listed[] = JSON.parse(await Deno.readTextFile(join(folder, "eval.json")));
  const hidden = new Set(["eval.json", ...listed.map(({ tests }) => tests)]);
  const all = await textsBelow(folder, folder);
  const files = Object.fromEntries(all.filter(([path]) => !hidden.has(path)));
  const texts = new Map(all);
  return listed.map(({ id, file, tests }) => ({ id, file, files, tests: texts.get(tests) ?? "" }));
}

async function textsBelow(root: string, folder: string): Promise<(readonly [string, string])[]> {
  const texts: (readonly [string, string])[] = [];
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory && name !== "node_modules" && !name.startsWith(".")) {
      texts.push(...await textsBelow(root, path));
    } else if (isFile) {
      texts.push([relative(root, path).replaceAll("\\", "/"), await Deno.readTextFile(path)]);
    }
  }
  return texts;
}

/**
 * Writes a task's project to a new temporary folder and returns its path: a copy of the task's folder, or its files alone
 * with `console` declared.
 */
export async function projectOf({ files, folder }: Task): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "maze-eval-" });
  const config = { ...TSCONFIG, include: ["**/*.ts"] };
  const own = { "tsconfig.json": JSON.stringify(config), "console.d.ts": CONSOLE };
  if (folder !== undefined) await layProject(folder, root);
  const all = { ...(folder === undefined ? own : {}), ...files };
  for (const [file, text] of Object.entries(all)) {
    await Deno.mkdir(dirname(join(root, file)), { recursive: true });
    await Deno.writeTextFile(join(root, file), text);
  }
  return root;
}
