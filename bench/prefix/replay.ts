/**
 * Feeds a text to a prefix check token by token, as a model would write it.
 *
 * @module
 */

import type { Diagnostic } from "../../core/code/diagnostic.ts";
import type { Call, WatchAnswer, WatchSession } from "../../core/kernel/hooks.ts";

/** What the check said of one prefix. */
export interface Look {
  /** Length of the prefix. */
  readonly length: number;
  readonly answer: WatchAnswer;
  readonly elapsedMs: number;
}

/** A call that never ends by itself. */
const call: Call = { signal: new AbortController().signal, deadline: Infinity };

/** Pieces a model might write: words, signs, and white space with what follows. */
const PIECE = /\s*(?:[\p{ID_Continue}$]+|[^\s\p{ID_Continue}$])|\s+$/gu;

/** Every prefix of a text that ends with a piece; the last one is the text. */
export function prefixesOf(text: string): string[] {
  return [...text.matchAll(PIECE)].map(({ index, 0: piece }) => text.slice(0, index + piece.length));
}

/** Asks about every prefix in turn; stops at the first one with a fault when told to. */
export async function replay(
  session: WatchSession,
  prefixes: readonly string[],
  { stopsAtFault = false }: { readonly stopsAtFault?: boolean } = {},
): Promise<Look[]> {
  const looks: Look[] = [];
  for (const [at, prefix] of prefixes.entries()) {
    const start = performance.now();
    const answer = await session.check(at, prefix, call);
    looks.push({ length: prefix.length, answer, elapsedMs: performance.now() - start });
    if (stopsAtFault && answer.faults.length > 0) break;
  }
  return looks;
}

/** The first look that found a fault. */
export function firstFault(
  looks: readonly Look[],
): { look: Look; faults: readonly Diagnostic[] } | undefined {
  const look = looks.find(({ answer }) => answer.faults.length > 0);
  return look && { look, faults: look.answer.faults };
}
