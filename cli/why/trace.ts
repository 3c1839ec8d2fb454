/**
 * Explains a run from its trace: each hole, what was tried there, and where its time went.
 *
 * @module
 */

import type { Step } from "@maze/maze";
import { join } from "node:path";
import type { Shell } from "../shell.ts";
import { timeText } from "../views/outcome.ts";
import { named, type Style, styleOf, visible } from "../views/style.ts";
import { cacheUse } from "../views/telemetry.ts";
import { tracesIn } from "../views/trace.ts";
import { attemptIn, contextText, judgedText, mendedText, requestText, row } from "./attempt.ts";

/** Candidates that are shown of one hole. */
const JUDGED = 5;
/** Pieces of context that are shown of one hole. */
const CONTEXT = 40;

/** The file of a trace by its id, or of the last one for `last`; `undefined` when there is none. */
export async function traceFile(root: string, id: string): Promise<string | undefined> {
  const folder = join(root, ".maze", "traces");
  const names = await tracesIn(folder);
  const name = id === "last" ? names.at(-1) : names.find((each) => each === `${id}.jsonl`);
  return name && join(folder, name);
}

/** The steps of a trace, each as it ended, and the holes among them. */
export interface ReadTrace {
  readonly steps: readonly Step[];
  readonly holes: readonly Step[];
  /** The hole in which each step was done. */
  readonly owner: ReadonlyMap<number, number>;
  /** True when there was no room for the rest. */
  readonly isCut: boolean;
}

/** Reads a trace. */
export async function readTrace(file: string): Promise<ReadTrace> {
  const lines = (await Deno.readTextFile(file)).split("\n");
  const steps = lastOfEach(lines.flatMap(stepIn));
  const holes = steps.filter(({ kind }) => kind === "hole");
  return { steps, holes, owner: owners(steps, holes), isCut: lines.includes('{"cut":true}') };
}

/** Prints each hole of a run with what was tried and the calls that took longest. */
export async function explainTrace(file: string, shell: Shell): Promise<void> {
  const style = styleOf(shell.hasColor.out);
  const { steps, holes, owner, isCut } = await readTrace(file);
  for (const hole of holes) {
    const own = steps.filter((step) => owner.get(step.id) === hole.id);
    shell.out(holeText(hole, own, style, shell.columns));
  }
  const others = steps.filter(({ id, kind }) => kind === "hook" && owner.get(id) === undefined);
  if (others.length > 0) shell.out(`${style.bold("outside of holes")}\n${callLines(others)}`);
  for (const step of steps.filter(({ kind }) => kind === "write")) shell.out(writeText(step, style));
  for (const { fields, name, plugin } of steps.filter(({ kind }) => kind === "log")) {
    if (fields.level !== "debug") shell.out(style.dim(`  ${visible(`${plugin ?? "maze"}: ${name}`)}\n`));
  }
  shell.out(cacheLines(steps));
  if (isCut) shell.out("The trace is cut here: trace.maxBytes bounds it\n");
}

/** A step is told when it starts and when it ends: the later one counts. */
function lastOfEach(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [step.id, step])).values()];
}

/** The hole in which each step was done. */
export function owners(steps: readonly Step[], holes: readonly Step[]): ReadonlyMap<number, number> {
  const parents = new Map(steps.map(({ id, parent }) => [id, parent]));
  const known = new Set(holes.map(({ id }) => id));
  const found = new Map<number, number>();
  for (const { id, parent } of steps) {
    let at = parent;
    // A parent is older than its child; a trace that says otherwise has no end.
    while (at !== undefined && !known.has(at)) {
      at = (parents.get(at) ?? at) < at ? parents.get(at) : undefined;
    }
    if (at !== undefined) found.set(id, at);
  }
  return found;
}

const RESULTS: Readonly<Record<string, string>> = {
  yes: "filled",
  ambiguous: "ambiguous",
  no: "not filled",
};

function holeText(hole: Step, own: readonly Step[], style: Style, columns: number | undefined): string {
  const attempt = attemptIn(own);
  const { filled, judged, notes } = attempt;
  const result = RESULTS[filled ?? ""] ?? (hole.status === "running" ? "not ended" : hole.status);
  const valid = judged.filter(({ state }) => state === "valid").length;
  return [
    `${style.bold(named(hole.name))}  ${result} in ${timeText(hole.elapsedMs)}\n`,
    attempt.request ? requestText(attempt, columns) : "",
    contextText(attempt, { style, columns, most: CONTEXT }),
    attempt.request ? row("judged", `${judged.length}, of these ${valid} valid`) : "",
    judgedText(attempt, { style, columns, most: JUDGED }),
    mendedText(attempt, columns),
    ...notes.map((note) => row("note", visible(note))),
    callLines(own.filter(({ kind }) => kind === "hook")),
  ].join("");
}

/** Calls by method: how often, how long in all. A call that was made inside another is counted in both. */
function callLines(calls: readonly Step[]): string {
  const rows = [...Map.groupBy(calls, ({ name, plugin }) => `${name}${plugin ? ` (${plugin})` : ""}`)]
    .map(([name, own]) => ({
      name,
      count: own.length,
      total: own.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0),
    }))
    .sort((a, b) => b.total - a.total);
  return rows.map(({ name, count, total }) =>
    `  ${timeText(total).padStart(8)}  ${String(count).padStart(4)} × ${visible(name)}\n`
  ).join("");
}

/** Which files were written, or why none was. */
function writeText({ name, status, fields }: Step, style: Style): string {
  const files = Array.isArray(fields.files) ? fields.files.map(String) : [];
  const end = fields.error === undefined
    ? files.map(named).join(", ") || "no file"
    : visible(String(fields.error));
  return `${style.bold(visible(name))}  ${status}\n  ${end}\n`;
}

/** How often each cache had what was asked for. */
function cacheLines(steps: readonly Step[]): string {
  const uses = steps.flatMap((step) => cacheUse(step) ?? []);
  return [...Map.groupBy(uses, ({ cache }) => cache)].map(([cache, own]) => {
    const hits = own.reduce((sum, use) => sum + use.hits, 0);
    const misses = own.reduce((sum, use) => sum + use.misses, 0);
    return `  cache ${visible(cache)}: ${hits} of ${hits + misses} were there\n`;
  }).join("");
}

/** A line that says what a trace's lines say. A process that was killed leaves half a line. */
function stepIn(line: string): readonly Step[] {
  try {
    const step: unknown = JSON.parse(line);
    return isStep(step) ? [step] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isStep(value: unknown): value is Step {
  const { id, kind, name, status, elapsedMs, fields }: Partial<Record<keyof Step, unknown>> = Object(value);
  return typeof id === "number" && typeof kind === "string" && typeof name === "string" &&
    typeof status === "string" && typeof elapsedMs === "number" && typeof fields === "object" &&
    fields !== null;
}
