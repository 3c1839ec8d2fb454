/**
 * Whether the readings of a hole leave any doubt which one is meant.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Reading } from "./readings.ts";

/** Samples that do the same: chance hardly brings two of them to it. */
export const ENOUGH = 2;
/** Where nothing was drawn, the first reading must be likelier than all else together. */
const MIN_SHARE = 0.5;

/** Samples that candidates were drawn as. */
export function drawsOf(candidates: readonly Candidate[]): number {
  return candidates.reduce((sum, { draws = 0 }) => sum + draws, 0);
}

/**
 * True where two samples agree on the first reading. Where no example says what is wrong as well, they must be two more
 * than those of any other.
 *
 * @param readings Likeliest first.
 */
export function isAgreed([first, ...others]: readonly Reading[], { examples }: Hole): boolean {
  const most = Math.max(0, ...others.map(({ candidates }) => drawsOf(candidates)));
  const lead = drawsOf(first?.candidates ?? []) - (examples.length > 0 ? 0 : most);
  return lead >= ENOUGH;
}

/** True where the first reading may be written without asking: it is the only one, agreed on, or likelier than all else. */
export function isClear(readings: readonly Reading[], hole: Hole): boolean {
  const [first, second] = readings;
  if (first && drawsOf(first.candidates) > 0) return !second || isAgreed(readings, hole);
  return (first?.share ?? 1) > MIN_SHARE;
}
