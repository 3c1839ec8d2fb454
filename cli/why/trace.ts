/**
 * Explains a run from its trace: each hole, and where its time went.
 *
 * @module
 */

import type { Step } from "@maze/maze";
import { join } from "node:path";
import type { Shell } from "../shell.ts";
import { timeText } from "../views/outcome.ts";
import { styleOf, visible } from "../views/style.ts";
import { tracesIn } from "../views/trace.ts";

/** The file of a trace by its id, or of the last one for `last`; `undefined` when there is none. */
export async function traceFile(root: string, id: string): Promise<string | undefined> {
  const folder = join(root, ".maze", "traces");
  const names = await tracesIn(folder);
  const name = id === "last" ? names.at(-1) : names.find((each) => each === `${id}.jsonl`);
  return name && join(folder, name);
}

/** Prints each hole of a run with the calls that took longest. */
export async function explainTrace(file: string, shell: Shell): Promise<void> {
  const style = styleOf(shell.hasColor.out);
  const steps = (await Deno.readTextFile(file)).split("\n").flatMap(stepIn);
  const ended = steps.filter(({ status }) => status !== "running");
  const parents = new Map(steps.map(({ id, parent }) => [id, parent]));
  const holes = ended.filter(({ kind }) => kind === "hole");
  const inHole = (step: Step, hole: Step): boolean => {
    for (let at = step.parent; at !== undefined; at = parents.get(at)) if (at === hole.id) return true;
    return false;
  };
  for (const hole of holes) {
    shell.out(`${style.bold(hole.name)}  ${hole.status} in ${timeText(hole.elapsedMs)}\n`);
    shell.out(callLines(ended.filter((step) => step.kind === "hook" && inHole(step, hole))));
  }
  const others = ended.filter((step) => step.kind === "hook" && !holes.some((hole) => inHole(step, hole)));
  if (others.length > 0) shell.out(`${style.bold("outside of holes")}\n${callLines(others)}`);
  const said = ended.filter(({ kind }) => kind === "log");
  for (const { name, plugin } of said) shell.out(style.dim(`  ${plugin ?? "maze"}: ${visible(name)}\n`));
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
    `  ${timeText(total).padStart(8)}  ${String(count).padStart(4)} × ${name}\n`
  ).join("");
}

/** A line that says what a trace's lines say; the mark of a trace that was cut is none. */
function stepIn(line: string): readonly Step[] {
  if (!line.startsWith('{"id":')) return [];
  const step: Step = JSON.parse(line);
  return [step];
}
