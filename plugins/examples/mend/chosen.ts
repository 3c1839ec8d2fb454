/**
 * Which of the edits that meet the examples is the one that was meant.
 *
 * @module
 */

import type { Variant } from "./variants.ts";

/** Ways to go on that are equally good: with more of them, the likelier kind of edit is no reason to choose. */
const MAX_EQUAL = 3;
/** Texts that do the same are told at most as often: the first that compiles is as good as any. */
const MAX_TOLD = 4;

/**
 * The variants of the reading that most edits come to, likeliest kind first. None where more than three readings come
 * about as often as that one.
 *
 * @param groups Variants that do the same; within each, and among the first of each, likelier kinds first.
 */
export function chosen(groups: readonly (readonly Variant[])[]): readonly Variant[] {
  const most = Math.max(0, ...groups.map(({ length }) => length));
  const largest = groups.filter(({ length }) => length === most);
  return largest.length > MAX_EQUAL ? [] : (largest[0] ?? []).slice(0, MAX_TOLD);
}
