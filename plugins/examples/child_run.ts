/**
 * What one child is told to do, and what it has said so far.
 *
 * @module
 */

import type { SandboxEnd } from "../_process/sandbox.ts";
import type { Order } from "./inside/boot.ts";

/** A function of a module to call: positions in the module's table. */
export interface Job {
  /** Index into the modules of the run. */
  readonly module: number;
  /** For a module that makes its functions anew for each number. */
  readonly instance?: number;
  readonly at: number;
  /** The function that gives the expected value. */
  readonly expected?: number;
  /** True for a module that registers tests: they are run, and what became of them is told as JSON. */
  readonly isTests?: boolean;
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
  /** What became of arguments that it changed: `[1] to [1, 1]`; empty when all are as they were. */
  readonly changes: string;
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
  /** True when a module uses Node's assertions. */
  readonly asserts: boolean;
  /** True when a module may look at `process.env`: it finds nothing there. */
  readonly readsEnvironment: boolean;
  /** How many jobs of one instance may take the child down: those left of it are not run then. Absent: all of them. */
  readonly patience?: number | undefined;
}

/** What is to be done: those of `jobs` that have no result yet. */
export interface Work {
  readonly jobs: readonly Job[];
  /** One for each job; written as the child tells them. */
  readonly results: (Ran | undefined)[];
  /** Jobs to be told one by one; those without an instance are anyway, they are few. */
  readonly alone: ReadonlySet<number>;
}

/** The child itself ends what waits for ever; this much later what never waits is killed, milliseconds. */
const SPARE_MS = 100;

/** One child's part of the work. */
export class ChildRun {
  readonly orders: readonly Order[];
  readonly #work: Work;
  readonly #limits: RunLimits;
  readonly #loaded = new Set<number>();
  #next = 0;
  /** The test that is running, with its place in a sentence. */
  #test = "";
  /** True once the child has said anything. */
  isUp = false;
  /** Why the child has ended by itself although jobs are left; the next job is not to blame. */
  end: "tampered" | "strayed" | undefined;

  constructor(work: Work, limits: RunLimits) {
    this.#work = work;
    this.#limits = limits;
    this.orders = work.jobs.map((job, id) => ({ ...job, id, isAlone: this.isAlone(id) }))
      .filter(({ id }) => work.results[id] === undefined);
  }

  /** True when the child tells of a job before it begins the next. */
  isAlone(id: number): boolean {
    return this.#work.alone.has(id) || this.#work.jobs[id]?.instance === undefined;
  }

  /** True when the module of a job has been loaded in this child. */
  hasLoaded(id: number): boolean {
    return this.#loaded.has(this.#work.jobs[id]?.module ?? -1);
  }

  /** @returns How many milliseconds may pass until the next line, or "stop". */
  take(line: string): number | "stop" {
    this.isUp = true;
    const [, letter, rest = ""] = /^([LREP]) (.*)$/.exec(line) ?? [];
    if (letter === "L") this.#loaded.add(this.#work.jobs[Number(rest)]?.module ?? -1);
    else if (letter === "E") this.end = rest === "strayed" ? "strayed" : "tampered";
    else if (letter === "P") this.#test = ` in the test ${rest.slice(rest.indexOf(" ") + 1)}`;
    else if (letter === "R") this.#result(rest);
    return this.#allowance();
  }

  #result(text: string): void {
    const parsed = readResult(text, this.#limits);
    if (!parsed) return;
    this.#work.results[parsed.id] = parsed.ran;
    if (parsed.ran.state === "tampered") this.end = "strayed";
  }

  #allowance(): number | "stop" {
    const { orders } = this;
    while (this.#next < orders.length && this.#work.results[orders[this.#next]?.id ?? -1]) this.#next++;
    const order = orders[this.#next];
    if (!order) return "stop";
    if (!this.#loaded.has(order.module)) return this.#limits.loadMs + SPARE_MS;
    // Results that are told together are told soon: if none comes, each of them is looked at alone.
    const steps = order.isAlone
      ? 1 + Number(order.instance !== undefined) + Number(order.expected !== undefined)
      : 1;
    return steps * this.#limits.capMs + SPARE_MS;
  }

  /** What became of the job that was running when the child ended without its answer. */
  fate(end: SandboxEnd, id: number): Ran {
    const { capMs, loadMs } = this.#limits;
    const where = this.#test;
    if (isOutOfMemory(end)) return { ...notRun(`out of memory${where}`), state: "memory" };
    if (end.cause === "silence") {
      const elapsedMs = this.hasLoaded(id) ? capMs : loadMs;
      const shown = this.hasLoaded(id) ? `no end after ${capMs} ms${where}` : `not loaded after ${loadMs} ms`;
      return { ...notRun(shown), state: "timeout", elapsedMs };
    }
    return { ...notRun(`exit(${end.code})${where}`), state: "threw" };
  }
}

const STATES: Readonly<Record<string, Ran["state"]>> = {
  "value": "value",
  "threw": "threw",
  "timeout": "timeout",
  "tampered": "tampered",
  "load-threw": "not-loaded",
  "load-timeout": "timeout",
  "make-threw": "not-loaded",
  "make-timeout": "timeout",
  "expected-threw": "no-expected",
};

function readResult(
  text: string,
  { capMs, loadMs }: RunLimits,
): { readonly id: number; readonly ran: Ran } | undefined {
  const [, id, word = "", elapsed, isSame, texts = ""] = /^(\d+) (\S+) (\S+) (\S+) (.*)$/.exec(text) ?? [];
  const state = STATES[word];
  if (id === undefined || state === undefined) return undefined;
  const [shown, expected, changes]: [string, string, string] = JSON.parse(texts);
  const memory = /^RangeError: (Array buffer allocation failed|WebAssembly\.Memory\.grow)/.test(shown);
  const late = state === "timeout";
  const ran: Ran = {
    state: memory && state === "threw" ? "memory" : state,
    shown: word === "load-timeout"
      ? `not loaded after ${loadMs} ms`
      : late
      ? `no end after ${capMs} ms`
      : shown,
    expected,
    changes,
    isSame: isSame === "true",
    elapsedMs: Number(elapsed),
  };
  return { id: Number(id), ran };
}

/** A job that was not run, and why. */
export function notRun(shown: string): Ran {
  return { state: "not-run", shown, expected: "", changes: "", isSame: false, elapsedMs: 0 };
}

/** Deno ends by SIGTRAP or SIGABRT when V8 is out of memory, and says so. */
export function isOutOfMemory(end: SandboxEnd): boolean {
  return end.cause === "exit" &&
    (end.code === 133 || end.code === 134 || /out of memory|memory allocation of/.test(end.stderr));
}
