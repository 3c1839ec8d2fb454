/**
 * Many small runs in one child, which is started again only after a run that took it down.
 *
 * @module
 */

import type { Sandbox, SandboxEnd } from "../_process/sandbox.ts";
import { ChildRun, isOutOfMemory, type Job, notRun, type Ran, type RunLimits } from "./child_run.ts";
import { childText } from "./child_text.ts";
import type { Orders } from "./inside/boot.ts";

/**
 * Runs jobs in order. Those of one module and instance should follow one another: they are looked at together, and one
 * by one only when one of them took the child down or replaced built-ins.
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
  const alone = new Set<number>();
  for (let starts = 0; results.includes(undefined); starts++) {
    const first = results.indexOf(undefined);
    const child = new ChildRun({ jobs, results, alone }, limits);
    const end = await startChild({ sandbox, modules, limits, name: `boot${starts}.mjs`, child });
    if (end.cause === "deadline" || end.cause === "aborted") fillRest(results, "time is up");
    const open = results.indexOf(undefined);
    if (open < 0) break;
    if (!child.isUp && end.cause === "exit") {
      fillRest(results, `the sandbox did not start: ${firstLine(end.stderr)}`);
    } else settle({ jobs, results, alone, child, end, first, open }, limits);
  }
  return results.map((result) => result ?? notRun("time is up"));
}

interface Ended {
  readonly jobs: readonly Job[];
  readonly results: (Ran | undefined)[];
  readonly alone: Set<number>;
  readonly child: ChildRun;
  readonly end: SandboxEnd;
  /** The first job that the child was to do, and the first that it has not told of. */
  readonly first: number;
  readonly open: number;
}

/** Whose fault it is that a child ended before its last job, as far as that can be known. */
function settle(
  { jobs, results, alone, child, end, first, open }: Ended,
  { patience = Infinity }: RunLimits,
): void {
  if (child.end === "strayed") return;
  const fate = child.fate(end, open);
  const isUnloaded = !child.hasLoaded(open);
  if (isUnloaded || child.isAlone(open)) {
    // What earlier jobs left in memory is not this one's: it gets a child of its own before it is blamed.
    if (isOutOfMemory(end) && open > first) return;
    for (const [at, job] of jobs.entries()) {
      if (at === open || isUnloaded && job.module === jobs[open]?.module) results[at] ??= fate;
    }
    const own = [...sameInstance(jobs, open)];
    const lost = own.filter((at) => LOST.has(results[at]?.state ?? ""));
    if (lost.length >= patience) own.forEach((at) => results[at] ??= { ...fate, elapsedMs: 0 });
    return;
  }
  for (const at of sameInstance(jobs, open)) alone.add(at);
}

/** What takes the child down and takes long. */
const LOST: ReadonlySet<string> = new Set(["timeout", "memory"]);

/** The jobs of the same module and instance as one, itself included. */
function* sameInstance(jobs: readonly Job[], one: number): Iterable<number> {
  for (const [at, job] of jobs.entries()) {
    if (job.module === jobs[one]?.module && job.instance === jobs[one]?.instance) yield at;
  }
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
  const used = [...new Set(child.orders.map(({ module }) => module))];
  const needs = {
    compares: child.orders.some(({ expected }) => expected !== undefined),
    hasTests: child.orders.some(({ isTests }) => isTests),
    asserts: limits.asserts,
    readsEnvironment: limits.readsEnvironment,
  };
  await sandbox.write(new Map([[name, childText(used.map((index) => modules[index] ?? ""), needs)]]));
  const orders: Orders = {
    marker,
    capMs: limits.capMs,
    loadMs: limits.loadMs,
    jobs: child.orders.map((order) => ({ ...order, module: used.indexOf(order.module) })),
  };
  return await sandbox.run({
    entry: name,
    input: JSON.stringify(orders),
    marker,
    mayRead: limits.mayRead,
    silenceMs: limits.loadMs,
    deadline: limits.deadline,
    signal: limits.signal,
    onLine: (line) => child.take(line),
  });
}

function fillRest(results: (Ran | undefined)[], reason: string): void {
  results.forEach((result, index) => results[index] = result ?? notRun(reason));
}

function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "it said nothing";
}
