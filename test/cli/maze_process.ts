/**
 * The command line as a real process, in a fresh project.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HOLE_DECLARATION } from "../../cli/config/hole_declaration.ts";
import { inFolder } from "./config/folder.ts";

const MAIN = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));

/** What a process said and how it ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A project on disk. */
export interface TestProject {
  readonly root: string;
  /** Runs `maze` in the project to its end. */
  maze(...args: readonly string[]): Promise<Ended>;
  /** Runs `maze` in a folder of the project to its end. */
  mazeIn(folder: string, ...args: readonly string[]): Promise<Ended>;
  /** Runs `maze` in the project to its end, after a script that changes what the system answers. */
  mazeAfter(script: string, ...args: readonly string[]): Promise<Ended>;
  /** The same project, with more variables in the environment of what it starts. */
  with(environment: Readonly<Record<string, string>>): TestProject;
  /** Starts `maze` in the project with piped streams. */
  start(...args: readonly string[]): Deno.ChildProcess;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
}

/** One file with one hole that any `synth` fills, and what a TypeScript project needs around it. */
export const ONE_HOLE: Readonly<Record<string, string>> = {
  "tsconfig.json": '{ "compilerOptions": { "strict": true, "noEmit": true, "target": "esnext" } }\n',
  "maze-hole.d.ts": HOLE_DECLARATION,
  "src/stock.ts": [
    'import { hole } from "@maze/maze/hole";',
    "",
    "export interface Item {",
    "  readonly label: string;",
    "  readonly count: number;",
    "}",
    "",
    "export function countOf(item: Item): number {",
    '  return hole("the count of the item");',
    "}",
    "",
  ].join("\n"),
};

/** Runs a test in a project made of these files. Config and leave of the user are the project's own, and empty. */
export async function inProject(
  files: Readonly<Record<string, string>>,
  run: (project: TestProject) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const root = join(folder, "project");
    const write = async (file: string, text: string) => {
      await Deno.mkdir(dirname(join(root, file)), { recursive: true });
      await Deno.writeTextFile(join(root, file), text);
    };
    await Deno.mkdir(root);
    for (const [file, text] of Object.entries(files)) await write(file, text);
    const project = (environment: Readonly<Record<string, string>>): TestProject => ({
      root,
      maze: async (...args) => await ended(command({ root, args, environment }).spawn()),
      mazeIn: async (below, ...args) =>
        await ended(command({ root, args, environment, cwd: join(root, below) }).spawn()),
      mazeAfter: async (script, ...args) => {
        const preload = join(folder, "preload.js");
        await Deno.writeTextFile(preload, script);
        return await ended(command({ root, args, environment, flags: [`--preload=${preload}`] }).spawn());
      },
      with: (more) => project({ ...environment, ...more }),
      start: (...args) => command({ root, args, environment }).spawn(),
      read: (file) => Deno.readTextFile(join(root, file)),
      write,
    });
    await run(project({}));
  });
}

/** Waits for the end of a process whose streams nobody has read yet. */
export async function ended(child: Deno.ChildProcess): Promise<Ended> {
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

/** How `maze` is started. */
interface Start {
  readonly root: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly flags?: readonly string[];
}

function command({ root, args, environment, cwd = root, flags = [] }: Start): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", ...flags, MAIN, ...args],
    cwd,
    env: {
      XDG_CONFIG_HOME: join(root, "..", "config"),
      XDG_STATE_HOME: join(root, "..", "state"),
      NO_COLOR: "1",
      CI: "",
      MAZE_NO_PROBE: "1", // what runs on this machine is no part of a test
      ...environment,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}
