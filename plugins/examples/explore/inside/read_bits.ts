/**
 * Runs in the sandbox. Which names an expression reads, as bits of one integer.
 *
 * @module
 */

import type { Known } from "./asked.ts";

/**
 * One bit for each name. What the function is given has a bit of its own up to the 29th; all others share one: nobody
 * asks for them. The bit behind is that of a list's element.
 */
export function readBits(names: readonly Pick<Known, "isGiven">[]): number[] {
  let given = 0;
  return names.map(({ isGiven }) => 1 << (isGiven ? Math.min(given++, 28) : 29));
}
