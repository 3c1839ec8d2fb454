/**
 * From texts in memory to runs in a sandbox: the part that examples and candidates share.
 *
 * @module
 */

import type { Note } from "../../core/code/note.ts";
import { type Disk, disk } from "../_process/disk.ts";
import type { SandboxOptions } from "../_process/sandbox.ts";
import { SandboxPool } from "../_process/sandbox_pool.ts";
import { type Closure, copyClosure, type Entry } from "./closure.ts";
import type { DenoModules } from "./deno_modules.ts";
import { type Job, notRun, type Ran } from "./child_run.ts";
import { runJobs } from "./runs.ts";
import { type SourceOptions, Sources } from "./sources.ts";

/** What the validator is given. */
export interface ExamplesOptions extends SandboxOptions {
  /** The project's root, absolute. */
  readonly root: string;
  /** How files are read; by default from this machine's disk. */
  readonly disk?: Disk;
  /** For one example, milliseconds; 2000 by default. */
  readonly exampleMs?: number;
  /** For one candidate on one input, milliseconds; 250 by default. */
  readonly observationMs?: number;
  /** Test files that a fill must pass: paths or globs from the root. */
  readonly tests?: readonly string[];
  /** For one test, milliseconds; 5000 by default. */
  readonly testMs?: number;
  /** For loading a module with all that it imports, milliseconds; 10,000 by default. */
  readonly loadMs?: number;
  /** Where sandboxes come from; without one each run has its own. */
  readonly sandboxes?: SandboxPool;
  /** What Deno has in its cache; without it that is not found. */
  readonly deno?: DenoModules;
}

/** One batch of runs. */
export interface Batch {
  /** Text by path relative to the root; wins over the disk. */
  readonly overlay: ReadonlyMap<string, string>;
  /** Modules to start from: path relative to the root, and text. */
  readonly entries: readonly { readonly file: string; readonly text: string }[];
  /** What to run; `module` is an index into `entries`. */
  readonly jobs: readonly Job[];
  readonly capMs: number;
  readonly deadline: number;
  readonly signal: AbortSignal;
  readonly patience?: number;
  readonly standIns?: SourceOptions["standIns"];
  /** Results of earlier runs of the same modules, which this run is looked up in and joins. */
  readonly known?: Map<string, BatchResult>;
}

/** What came of a batch. */
export interface BatchResult {
  /** One for each job. */
  readonly ran: readonly Ran[];
  readonly missing: readonly string[];
  readonly notes: readonly Note[];
}

/** Copies, starts, runs, cleans up. */
export async function runBatch(options: ExamplesOptions, batch: Batch): Promise<BatchResult> {
  const reader = options.disk ?? disk;
  const root = await reader.realPath(options.root) ?? options.root;
  const { deno } = options;
  const { standIns } = batch;
  const sources = new Sources(root, reader, batch.overlay, {
    ...deno && { deno },
    ...standIns && { standIns },
  });
  const closure = await closureOf(sources, batch.entries);
  if (typeof closure === "string") return nothingRan(batch, closure);
  const key = batch.known && await fingerprint([[...closure.files], batch.jobs]);
  const before = key && batch.known?.get(key);
  if (before) return before;
  const result = await runClosure(options, batch, closure);
  if (key && batch.known) remember(batch.known, key, result);
  return result;
}

const MAX_KNOWN = 50;

function remember(known: Map<string, BatchResult>, key: string, result: BatchResult): void {
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, result);
}

async function fingerprint(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

async function runClosure(options: ExamplesOptions, batch: Batch, closure: Closure): Promise<BatchResult> {
  await using own = options.sandboxes ? undefined : new SandboxPool(options);
  await using lent = await (options.sandboxes ?? own)?.lend(closure.files);
  if (!lent) return nothingRan(batch, "no Deno program to run code in; the option `program` names one");
  const { sandbox } = lent;
  const runnable = batch.jobs.map((job) => placed(closure, job));
  const jobs = runnable.filter((job) => "at" in job);
  const paths = closure.entries.map((entry) => "path" in entry ? entry.path : "");
  const { needsRead: mayRead, asserts, readsEnvironment } = closure;
  const limits = { capMs: batch.capMs, loadMs: options.loadMs ?? 10_000, mayRead, asserts, readsEnvironment };
  const { deadline, signal, patience } = batch;
  const results = await runJobs(sandbox, paths, jobs, { ...limits, deadline, signal, patience });
  let next = 0;
  const ran = runnable.map((job) => "at" in job ? results[next++] ?? notRun("lost") : job);
  return { ran, missing: closure.missing, notes: sandbox.notes };
}

async function closureOf(sources: Sources, entries: Batch["entries"]): Promise<Closure | string> {
  const placedEntries: Entry[] = [];
  for (const { file, text } of entries) {
    const path = `${sources.root}/${file}`;
    placedEntries.push({ path: await sources.realPath(path) ?? path, text });
  }
  try {
    return await copyClosure(sources, placedEntries);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function placed(closure: Closure, job: Job): Job | Ran {
  const entry = closure.entries[job.module];
  if (entry && "path" in entry) return job;
  return { ...notRun(entry?.fault ?? "no such module"), state: "not-loaded" };
}

function nothingRan(batch: Batch, reason: string): BatchResult {
  return { ran: batch.jobs.map(() => notRun(reason)), missing: [], notes: [] };
}

/** Why a run that came to an open hole says nothing. */
export const REACHES_HOLE = "it reaches a hole that is not filled";

/**
 * Why a run says nothing about the code: it needed what the sandbox does not give.
 *
 * @returns `undefined` when the run does say something.
 */
export function obstacle({ state, shown }: Ran, missing: readonly string[]): string | undefined {
  if (state === "not-run") return shown;
  if (state !== "threw" && state !== "not-loaded") return undefined;
  const index = /\bmissing\/(\d+)\.[cm]js\b/.exec(shown)?.[1];
  if (index !== undefined) return missing[Number(index)] ?? shown;
  if (/^NotCapable: /.test(shown)) {
    return `it needs what the sandbox refuses: ${shown.slice("NotCapable: ".length)}`;
  }
  if (/^HoleError: /.test(shown)) return REACHES_HOLE;
  if (shown.includes("maze/types.mjs")) return "it uses a value of a module that has declarations only";
  return isUnlinked({ state, shown }) ? `its module can not be loaded: ${shown}` : undefined;
}

/** True when a module was refused before any of its code ran: it does not parse, or a name that it imports is missing. */
export function isUnlinked({ state, shown }: Pick<Ran, "state" | "shown">): boolean {
  return state === "not-loaded" &&
    /^(SyntaxError|TypeError: (Module|Import|The module|Could not))/.test(shown);
}
