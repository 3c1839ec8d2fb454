/**
 * Many small runs in one child, which is started again only after a run that took it down.
 *
 * @module
 */

import type { Sandbox, SandboxEnd } from "../_process/sandbox.ts";
import { childText } from "./child_text.ts";
import type { Orders } from "./inside/boot.ts";

/** A function of a module to call: positions in the module's table. */
export interface Job {
  /** Index into the modules of the run. */
  readonly module: number;
  /** For a module that makes its functions anew for each number. */
  readonly instance?: number;
  readonly at: number;
  /** The function that gives the expected value. */
  readonly expected?: number;
}

/** What a job did. */
export interface Ran {
  readonly state:
    | "value"
    | "threw"
    | "timeout"
    | "memory"
    /** It replaced built-in objects; `shown` names one. */
    | "tampered"
    /** The module could not be loaded; `shown` says why. */
    | "not-loaded"
    /** The expected value could not be computed; its error is `expected`. */
    | "no-expected"
    /** Time was up before its turn, or the child did not start. */
    | "not-run";
  readonly shown: string;
  readonly expected: string;
  readonly isSame: boolean;
  readonly elapsedMs: number;
}

/** How much the jobs may take. */
export interface RunLimits {
  /** For each job, milliseconds. */
  readonly capMs: number;
  /** For loading one module with all that it imports, milliseconds. */
  readonly loadMs: number;
  /** On `performance.now()`'s clock. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  readonly mayRead: boolean;
}

/**
 * Runs jobs in order.
 *
 * @param modules Paths in the sandbox.
 * @returns One answer for each job.
 */
export async function runJobs(
  sandbox: Sandbox,
  modules: readonly string[],
  jobs: readonly Job[],
  limits: RunLimits,
): Promise<readonly Ran[]> {
  const results: (Ran | undefined)[] = jobs.map(() => undefined);
  const retried = new Set<number>();
  for (let starts = 0; results.includes(undefined); starts++) {
    const first = results.indexOf(undefined);
    const child = new ChildRun(jobs, results);
    const end = await startChild({ sandbox, modules, limits, name: `boot${starts}.mjs`, child });
    if (end.cause === "deadline" || end.cause === "aborted") fillRest(results, "time is up");
    const blamed = results.indexOf(undefined);
    if (blamed < 0) break;
    if (child.isTainted) continue;
    if (!child.isUp && end.cause === "exit") {
      fillRest(results, `the sandbox did not start: ${firstLine(end.stderr)}`);
    } // What earlier jobs left in memory is not this one's: it gets a child of its own before it is blamed.
    else if (isOutOfMemory(end) && blamed > first && !retried.has(blamed)) retried.add(blamed);
    else results[blamed] ??= child.fate(end, limits);
  }
  return results.map((result) => result ?? notRun("time is up"));
}

interface Start {
  readonly sandbox: Sandbox;
  readonly modules: readonly string[];
  readonly limits: RunLimits;
  readonly name: string;
  readonly child: ChildRun;
}

async function startChild({ sandbox, modules, limits, name, child }: Start): Promise<SandboxEnd> {
  const marker = crypto.randomUUID() + " ";
  const used = [...new Set(child.open.map(({ module }) => module))];
  await sandbox.write(new Map([[name, childText(used.map((index) => modules[index] ?? ""))]]));
  const orders: Orders = {
    marker,
    capMs: limits.capMs,
    jobs: child.open.map((job) => ({ ...job, module: used.indexOf(job.module) })),
  };
  return await sandbox.run({
    entry: name,
    input: JSON.stringify(orders),
    marker,
    mayRead: limits.mayRead,
    silenceMs: limits.loadMs,
    deadline: limits.deadline,
    signal: limits.signal,
    onLine: (line) => child.take(line, limits),
  });
}

/** What one child has said so far. */
class ChildRun {
  /** The jobs that this child is to do. */
  readonly open: readonly (Job & { readonly id: number })[];
  readonly #results: (Ran | undefined)[];
  #hasBegun = false;
  /** True once the child has said anything. */
  isUp = false;
  /** True once code has replaced built-in objects: the child has ended itself, and the next job is not to blame. */
  isTainted = false;

  constructor(jobs: readonly Job[], results: (Ran | undefined)[]) {
    this.#results = results;
    this.open = jobs.map((job, id) => ({ ...job, id })).filter(({ id }) => results[id] === undefined);
  }

  take(line: string, { capMs, loadMs }: RunLimits): number | "stop" {
    this.isUp = true;
    this.#hasBegun = line.startsWith("B ");
    // The child itself ends what waits for ever; only what never waits is left to be killed. Three times: making the functions, and the expected value.
    if (this.#hasBegun) return 3 * capMs + 100;
    const parsed = readResult(line, capMs);
    if (parsed) {
      this.#results[parsed.id] = parsed.ran;
      this.isTainted = parsed.ran.state === "tampered";
    }
    return this.#results.includes(undefined) ? loadMs : "stop";
  }

  /** What became of the job that was running when the child ended without its answer. */
  fate(end: SandboxEnd, { capMs, loadMs }: RunLimits): Ran {
    if (isOutOfMemory(end)) return { ...notRun("out of memory"), state: "memory" };
    if (end.cause === "silence") {
      const elapsedMs = this.#hasBegun ? capMs : loadMs;
      const shown = this.#hasBegun ? `no end after ${capMs} ms` : `not loaded after ${loadMs} ms`;
      return { ...notRun(shown), state: "timeout", elapsedMs };
    }
    return { ...notRun(`exit(${end.code})`), state: "threw" };
  }
}

const STATES: Readonly<Record<string, Ran["state"]>> = {
  "value": "value",
  "threw": "threw",
  "timeout": "timeout",
  "tampered": "tampered",
  "load-threw": "not-loaded",
  "load-timeout": "timeout",
  "expected-threw": "no-expected",
};

function readResult(line: string, capMs: number): { readonly id: number; readonly ran: Ran } | undefined {
  const [, id, word = "", elapsed, isSame, texts = ""] = /^R (\d+) (\S+) (\S+) (\S+) (.*)$/.exec(line) ?? [];
  const state = STATES[word];
  if (id === undefined || state === undefined) return undefined;
  const [shown, expected]: [string, string] = JSON.parse(texts);
  const memory = /^RangeError: (Array buffer allocation failed|WebAssembly\.Memory\.grow)/.test(shown);
  return {
    id: Number(id),
    ran: {
      state: memory && state === "threw" ? "memory" : state,
      shown: state === "timeout" ? `no end after ${capMs} ms` : shown,
      expected,
      isSame: isSame === "true",
      elapsedMs: Number(elapsed),
    },
  };
}

function fillRest(results: (Ran | undefined)[], reason: string): void {
  results.forEach((result, index) => results[index] = result ?? notRun(reason));
}

function notRun(shown: string): Ran {
  return { state: "not-run", shown, expected: "", isSame: false, elapsedMs: 0 };
}

/** Deno ends by SIGTRAP or SIGABRT when V8 is out of memory, and says so. */
function isOutOfMemory(end: SandboxEnd): boolean {
  return end.cause === "exit" &&
    (end.code === 133 || end.code === 134 || /out of memory|memory allocation of/.test(end.stderr));
}

function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "it said nothing";
}
