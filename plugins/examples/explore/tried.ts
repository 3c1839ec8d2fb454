/**
 * How much a search has looked through by the time it comes to an answer.
 *
 * @module
 */

import type { Measure } from "./inside/asked.ts";

/** Levels that say how fast the number of expressions grows. */
const BACK = 3;
/** The growth of a level where too little was seen to tell, natural logarithm: what three levels in ten searches had. */
const USUAL_GROWTH = 0.7;

/**
 * The number of different expressions up to a level, natural logarithm. Behind the last level that was looked through it
 * goes on as it grew.
 */
export function triedUpTo(level: number, { counts }: Measure): number {
  const last = counts.length - 1;
  const seen = Math.log(Math.max(1, counts[Math.max(0, Math.min(level, last))] ?? 1));
  if (level <= last) return seen;
  const before = counts[last - BACK] ?? 0;
  const growth = before > 0 ? (seen - Math.log(before)) / BACK : USUAL_GROWTH;
  return seen + (level - Math.max(0, last)) * growth;
}
