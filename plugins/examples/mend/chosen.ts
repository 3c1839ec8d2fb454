/**
 * Which of the edits that meet the examples is the one that was meant.
 *
 * @module
 */

import type { Variant } from "./variants.ts";

/** Texts that do the same are told at most as often: the first that compiles is as good as any. */
const MOST = 4;

/**
 * The variants of one reading: that of the likeliest kind of edit, and among those of one rank that which most edits
 * come to. None where another reading is as good.
 *
 * @example
 * ```ts
 * import { chosen } from "./chosen.ts";
 * import assert from "node:assert/strict";
 *
 * const variant = (text: string, rank: number) => ({ kind: "", rank, text, reason: "" });
 * const slip = [variant("n <= 3", 0)];
 * const far = [variant("n <= 0", 2), variant("n <= 1", 2)];
 * assert.deepEqual(chosen([far, slip]), slip);
 * assert.deepEqual(chosen([slip, [variant("n < 4", 0)]]), []);
 * ```
 *
 * @param groups Variants that do the same, likelier kinds first in each.
 */
export function chosen(groups: readonly (readonly Variant[])[]): readonly Variant[] {
  const [first, second] = [...groups].sort(better);
  return !first || second && better(first, second) === 0 ? [] : first.slice(0, MOST);
}

function better(a: readonly Variant[], b: readonly Variant[]): number {
  return (a[0]?.rank ?? 0) - (b[0]?.rank ?? 0) || b.length - a.length;
}
