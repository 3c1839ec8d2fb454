/**
 * What a function literal does with its own parameters: nearly all that have any read one.
 *
 * @module
 */

import type { Features } from "../rank.ts";
import type { Place, Production } from "./place.ts";

const READS: Features = { readsInner: 1 };
const LEAVES: Features = { leavesInner: 1 };
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** Productions for the body of a function literal, each told whether it reads a parameter; others as they are. */
export function withInner(
  productions: readonly Production[],
  { inner, wanted }: Place,
): readonly Production[] {
  if (inner.length === 0 || !wanted.keys.includes("arrow")) return productions;
  const own = new Set(inner.map(({ text }) => text));
  return productions.map((one) => {
    const reads = one.parts.some((part) => part.match(WORD)?.some((word) => own.has(word)));
    if (!reads && one.slots.length > 0) return one;
    return { ...one, features: [...one.features, reads ? READS : LEAVES] };
  });
}
