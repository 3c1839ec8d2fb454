/**
 * How many names a text holds, and how sure a share over holes is.
 *
 * @module
 */

import { type Figure, figure, type FigureInit } from "../report.ts";
import { seeded } from "../synth/sites.ts";

const RESAMPLES = 400;
const SEED = 7;

/** Of so many names so many were found. */
export interface Counted {
  readonly found: number;
  readonly of: number;
}

/** How many of the names stand in a text, each as a word of its own. */
export function countIn(names: readonly string[], text: string): Counted {
  const words = new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  return { found: names.filter((name) => words.has(name)).length, of: names.length };
}

/** The share that was found of all holes' names; one over several values draws holes with replacement. */
export function shareOf(all: readonly Counted[]): number {
  const sum = (pick: (one: Counted) => number) => all.reduce((total, one) => total + pick(one), 0);
  return sum(({ found }) => found) / Math.max(1, sum(({ of }) => of));
}

/** A figure over holes: its value is that of all of them, its spread that of holes drawn again. */
export function overHoles<T>(
  init: FigureInit,
  holes: readonly T[],
  value: (some: readonly T[]) => number,
): Figure {
  const random = seeded(SEED);
  const drawn = () => holes.map(() => holes[Math.floor(random() * holes.length)] as T);
  const values = Array.from({ length: RESAMPLES }, () => value(drawn()));
  const whole = Number(value(holes).toPrecision(3));
  return { ...figure(init, values), value: whole, n: holes.length };
}
