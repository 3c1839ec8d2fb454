/**
 * Rows of several arms at the same sample of the same task.
 *
 * @module
 */

import { bootstrap, type Estimate } from "./bootstrap.ts";
import type { Row } from "./row.ts";
import { unitOf } from "./run.ts";

/** One sample of a task, and what each arm made of it. */
export interface Sample {
  readonly task: string;
  /** Tokens of the task's mean free sample. */
  readonly unit: number;
  /** Tokens of the hole: of what stood in it, else of the mean free sample. */
  readonly holeTokens: number;
  readonly free: Row;
  readonly of: ReadonlyMap<string, Row>;
}

/** Samples with a free one, by task. Those of which a recording lacks a stream say nothing of an arm and are left out of it. */
export function samplesIn(rows: readonly Row[]): readonly (readonly Sample[])[] {
  const whole = rows.filter(({ spent }) => spent.missing === 0);
  return [...Map.groupBy(whole, ({ task }) => task)].map(([task, own]) => {
    const frees = own.filter(({ arm }) => arm === "F");
    const unit = unitOf(frees);
    return frees.map((free) => {
      const of = new Map(own.filter(({ sample }) => sample === free.sample).map((row) => [row.arm, row]));
      return { task, unit, holeTokens: free.holeTokens ?? unit, free, of };
    });
  }).filter((samples) => samples.length > 0);
}

/** A figure over samples that have all of some arms. */
export function estimate(
  clusters: readonly (readonly Sample[])[],
  arms: readonly string[],
  statistic: (samples: readonly Sample[]) => number,
): Estimate & { readonly n: number } {
  const paired = clusters.map((samples) => samples.filter(({ of }) => arms.every((arm) => of.has(arm))))
    .filter((samples) => samples.length > 0);
  return { ...bootstrap(paired, statistic), n: paired.flat().length };
}

/** True where an arm gave something: the free sample is given as it is, of the others what was taken. */
export function gives(row: Row): boolean {
  return row.arm === "F" ? row.text !== "" : row.filled === "yes";
}

/** True where an arm gave what compiles. */
export function compiles(row: Row | undefined): boolean {
  return row !== undefined && gives(row) && row.compiled;
}

/** True where an arm shows something first: what it gives, or the likelier one of readings that it asks about. */
export function shows(row: Row): boolean {
  return gives(row) || row.filled === "ambiguous";
}

/** True where what an arm shows first passes, within so many times the tokens of a mean free sample. */
export function passes(row: Row | undefined, { unit }: Sample, times = Infinity): boolean {
  return row !== undefined && shows(row) && row.passed && row.spent.written <= times * unit;
}

/** In percent; not a number of nothing. */
export function percent<T>(items: readonly T[], is: (item: T) => boolean): number {
  return 100 * items.filter(is).length / items.length;
}
