/**
 * A Deno child without permissions in a fresh directory: the wall around code that nobody has read.
 *
 * What holds it: no permission is given, so reads, net, environment, processes and foreign functions are refused; an
 * import map sends every `file:` specifier outside the directory to nowhere, because permissions do not cover static
 * and literal dynamic imports; the directory holds regular files only, written here; the environment is empty; the
 * operating system kills the child and limits its memory.
 *
 * @module
 */

import { pathToFileURL } from "node:url";
import { type Note, NOTE_CODES } from "../../core/code/note.ts";
import { denoProgram } from "./deno_program.ts";
import { CPU_SECONDS, dataLimit, PATH, withDataLimit } from "./limits.ts";
import { markedLines } from "./marked_lines.ts";
import { type Scratch, scratch } from "./scratch.ts";
import { type Command, type Spawn, spawn } from "./spawn.ts";
import { streamEnds } from "./stream_ends.ts";
import { type Cause, Watchdog } from "./watchdog.ts";

/** How a sandbox is made. */
export interface SandboxOptions {
  /** The Deno program; by default the one that is running. */
  readonly program?: string;
  readonly spawn?: Spawn;
  /** Limit of the JavaScript heap, megabytes; 256 by default. */
  readonly heapMb?: number;
  /** Limit of the child's data segment, megabytes, at least 700 (1300 for code with workers); 1536 by default. */
  readonly dataMb?: number;
}

/** One run of a module in the sandbox. */
export interface SandboxRun {
  /** The module to start, relative to the sandbox's directory. */
  readonly entry: string;
  /** Text for standard input. */
  readonly input: string;
  /** Lines of standard output count only with this in front; the code that runs must not be able to learn it. */
  readonly marker: string;
  /** True lets the child read its own directory, which `require` needs. */
  readonly mayRead: boolean;
  /** Milliseconds until the first marked line. */
  readonly silenceMs: number;
  /** When to stop in any case: milliseconds on `performance.now()`'s clock. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
  /** Takes a marked line; answers how many milliseconds may pass until the next, or "stop". */
  onLine(line: string): number | "stop";
}

/** How a run ended. */
export interface SandboxEnd {
  /** Who ended it: `exit` is the child itself, by end, exit call, fault or memory limit. */
  readonly cause: Cause;
  readonly code: number;
  /** Beginning and end of standard error. */
  readonly stderr: string;
}

/** A directory and the right to run modules in it. */
export interface Sandbox extends AsyncDisposable {
  /** What holds the code that runs, in words. */
  readonly notes: readonly Note[];
  /** Adds modules; a path that is there already is refused. */
  write(files: ReadonlyMap<string, string>): Promise<void>;
  run(run: SandboxRun): Promise<SandboxEnd>;
}

/** A sandbox for one run after another. */
export interface LastingSandbox extends Sandbox {
  /** Leaves exactly these modules there; what has not changed is neither written nor compiled again. */
  lay(files: ReadonlyMap<string, string>): Promise<void>;
}

/**
 * Opens a sandbox with modules in it.
 *
 * @example A module speaks by marked lines alone
 * ```ts
 * import { openSandbox } from "./sandbox.ts";
 * import assert from "node:assert/strict";
 *
 * const files = new Map([["main.js", 'console.log("noise"); console.log("!42")']]);
 * await using sandbox = await openSandbox(files);
 * const lines: string[] = [];
 * const end = await sandbox?.run({
 *   entry: "main.js", input: "", marker: "!", mayRead: false, silenceMs: 10_000,
 *   deadline: performance.now() + 20_000, onLine: (line) => (lines.push(line), 10_000),
 * });
 * assert.deepEqual(lines, ["42"]);
 * assert.equal(end?.code, 0);
 * ```
 *
 * @param files Relative path to text.
 * @returns `undefined` when there is no Deno to run code in.
 */
export async function openSandbox(
  files: ReadonlyMap<string, string>,
  options: SandboxOptions = {},
): Promise<LastingSandbox | undefined> {
  const program = options.program ?? denoProgram();
  if (program === undefined) return undefined;
  const start = options.spawn ?? spawn;
  const limit = await dataLimit(start);
  await using opening = new AsyncDisposableStack();
  const directory = opening.use(await scratch());
  const limits = { heapMb: options.heapMb ?? 256, dataMb: options.dataMb ?? 1536 };
  const sandbox = new DenoSandbox({ program, start, limit, directory, ...limits });
  await directory.write(fixtures(directory.path));
  await sandbox.write(files);
  opening.move();
  return sandbox;
}

interface Parts {
  readonly program: string;
  readonly start: Spawn;
  readonly limit: "prlimit" | "ulimit" | undefined;
  readonly directory: Scratch;
  readonly heapMb: number;
  readonly dataMb: number;
}

class DenoSandbox implements LastingSandbox {
  readonly #parts: Parts;
  readonly #laid = new Map<string, string>();
  readonly notes: readonly Note[];

  constructor(parts: Parts) {
    this.#parts = parts;
    const kept = (text: string): Note => ({ code: "sandbox", text });
    this.notes = [
      kept("no access to files, network, environment, processes or foreign functions"),
      kept(`JavaScript heap limited to ${parts.heapMb} MB`),
      parts.limit
        ? kept(
          `memory limited to ${parts.dataMb} MB, processor time to ${CPU_SECONDS} s, by ${parts.limit}`,
        )
        : { code: NOTE_CODES.notLimited, text: "memory outside the heap not limited, nor processor time" },
    ];
  }

  async write(files: ReadonlyMap<string, string>): Promise<void> {
    await this.#parts.directory.write(new Map([...files].map(([file, text]) => [`root/${file}`, text])));
    for (const [file, text] of files) this.#laid.set(file, text);
  }

  async lay(files: ReadonlyMap<string, string>): Promise<void> {
    const old = [...this.#laid].flatMap(([file, text]) => files.get(file) === text ? [] : [file]);
    await this.#parts.directory.remove(old.map((file) => `root/${file}`));
    for (const file of old) this.#laid.delete(file);
    await this.write(new Map([...files].filter(([file]) => !this.#laid.has(file))));
  }

  async run(run: SandboxRun): Promise<SandboxEnd> {
    const child = this.#parts.start(this.#command(run));
    const watchdog = new Watchdog(child.kill, run);
    const errors = streamEnds(child.stderr);
    try {
      for await (const line of markedLines(child.stdout, run.marker)) watchdog.allow(run.onLine(line));
      const [{ code }, stderr] = await Promise.all([child.ended, errors]);
      return { cause: watchdog.cause, code, stderr };
    } finally {
      watchdog.stop();
      child.kill();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.directory[Symbol.asyncDispose]();
  }

  #command(run: SandboxRun): Command {
    const { program, limit, directory, heapMb, dataMb } = this.#parts;
    const root = `${directory.path}/root`;
    const command: Command = {
      program,
      args: [
        "run",
        ...FLAGS,
        `--import-map=${directory.path}/map.json`,
        `--v8-flags=--max-old-space-size=${heapMb}`,
      ]
        .concat(run.mayRead ? [`--allow-read=${root}`] : [], [`${root}/${run.entry}`]),
      cwd: root,
      env: {
        ...PATH,
        DENO_DIR: `${directory.path}/cache`,
        DENO_NO_UPDATE_CHECK: "1",
        // No permission guards graphics: without a backend there is no adapter, in workers too.
        DENO_WEBGPU_BACKEND: "none",
        NO_COLOR: "1",
      },
      input: run.input,
    };
    return limit ? withDataLimit(command, limit, dataMb) : command;
  }
}

const FLAGS: readonly string[] = [
  "--quiet",
  "--no-prompt",
  "--no-remote",
  "--no-npm",
  "--no-config",
];

/**
 * What lies beside the code. Deno keeps web storage and web caches without asking for permission, in the folder
 * `location_data` of its own cache: a file of that name leaves them nowhere to go. The cache itself is needed, a start
 * without one takes 180 ms instead of 30.
 */
function fixtures(directory: string): ReadonlyMap<string, string> {
  return new Map([["map.json", importMap(directory)], ["cache/location_data", ""]]);
}

/** Sends every `file:` specifier to a folder that does not exist, except those inside the sandbox. */
function importMap(directory: string): string {
  const inside = `${pathToFileURL(`${directory}/root`).href}/`;
  const nowhere = `${pathToFileURL(`${directory}/outside-the-sandbox`).href}/`;
  return JSON.stringify({ imports: { "file:///": nowhere, [inside]: inside } });
}
