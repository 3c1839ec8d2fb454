/**
 * Keeps the texts that make a hole's examples true: all texts and examples in one sandbox.
 *
 * @module
 */

import type { Draft, Example } from "../../core/code/hole.ts";
import type { Call, Observation } from "../../core/kernel/hooks.ts";
import type { Oracle } from "../../core/kernel/plugin.ts";
import { leaning } from "./leaning.ts";
import type { Found } from "./search.ts";

/** Texts that run together; after each such part the clock is looked at. */
const PART = 300;

/** What pruning is bounded by. */
export interface PruneOptions {
  /** Texts that are enough. */
  readonly most: number;
  /** When to stop: milliseconds on `performance.now()`'s clock. */
  readonly until: number;
}

/** What is left after the examples had their say. */
export interface Pruned<One extends Found = Found> {
  readonly kept: readonly One[];
  /** The others, those that make more examples true first. */
  readonly rest: readonly One[];
  /** False where nothing could be run: then all are kept, and the validators have the last word. */
  readonly hasRun: boolean;
}

/** The texts that make every example true, in their order, as far as time goes. */
export async function passing<One extends Found>(
  oracle: Oracle,
  draft: Draft,
  found: readonly One[],
  { most, until }: PruneOptions,
  call: Call,
): Promise<Pruned<One>> {
  const examples = runnable(draft);
  if (examples.length === 0) return { kept: found, rest: [], hasRun: false };
  const inputs = examples.flatMap((one) => throws(one) ? [one.call, "0"] : [one.call, one.value]);
  const limit = { ...call, deadline: Math.min(call.deadline, until) };
  const kept: One[] = [];
  const trueOf = new Map<One, number>();
  for (let at = 0; at < found.length && kept.length < most && performance.now() < until; at += PART) {
    const part = found.slice(at, at + PART);
    const rows = await oracle.execute(leaning(draft, part), part.map(({ text }) => text), inputs, limit);
    if (at === 0 && (!rows || isIdle(rows))) return { kept: found, rest: [], hasRun: false };
    if (!rows) break;
    part.forEach((one, index) => trueOf.set(one, countTrue(examples, rows[index] ?? [])));
    kept.push(...part.filter((one) => trueOf.get(one) === examples.length));
  }
  const nearness = (one: One) => trueOf.get(one) ?? 0;
  const rest = found.filter((one) => nearness(one) < examples.length);
  return { kept, rest: rest.sort((a, b) => nearness(b) - nearness(a)), hasRun: true };
}

/** The examples that are one call with one value. */
export function runnable({ hole }: Draft): readonly Example[] {
  return hole.examples.filter(({ call, code }) => call !== "" && !code);
}

/** True when no call ran: there is no sandbox, a module can not be loaded in it, or another hole is in the way. */
function isIdle(rows: readonly (readonly Observation[])[]): boolean {
  return rows.every((row) => row.every(({ state }, at) => at % 2 === 1 || state === "unchecked"));
}

function countTrue(examples: readonly Example[], row: readonly Observation[]): number {
  return examples.filter((one, at) => {
    const [made, wanted] = [row[2 * at], row[2 * at + 1]];
    if (throws(one)) return made?.state === "threw";
    return made?.state === "value" && wanted?.state === "value" && made.shown === wanted.shown;
  }).length;
}

function throws({ value }: Example): boolean {
  return /^throws\b/.test(value);
}
