/**
 * What backing up costs: a server with a cache of prompts goes on from what is in it, and some models must read all again.
 *
 * @module
 */

import type { Call } from "../../core/kernel/plugin.ts";
import type { Delta } from "./delta.ts";

/** How far is backed up. */
export const BACK = 8;
/** Ordinary words, long enough for a server that caches by blocks of 16. */
export const REWIND_TEXT = "one two three four five six seven eight nine ten ".repeat(12).trim();

/** Writes a few tokens after ids, and tells what that used. */
export type Continue = (ids: readonly number[], maxTokens: number, call: Call) => AsyncIterable<Delta>;

/**
 * Tokens that are read again after going back eight and on with another one; `undefined` where the server does not tell
 * what it had.
 *
 * @param ids The tokens of `REWIND_TEXT`, some fifty at least.
 */
export async function rewindCost(
  ids: readonly number[],
  goOn: Continue,
  call: Call,
): Promise<number | undefined> {
  for await (const _ of goOn(ids, BACK, call)) continue;
  let cost: number | undefined;
  const other = ids[3] ?? 0; // a token that stands somewhere in the text
  for await (const delta of goOn([...ids, other], 1, call)) {
    if (delta.kind !== "usage" || delta.usage.cachedTokens === undefined) continue;
    cost = Math.max(0, delta.usage.inputTokens - delta.usage.cachedTokens - 1);
  }
  return cost;
}
