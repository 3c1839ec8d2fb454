/**
 * Whether a text matches a regex, in time that a pattern can not blow up: V8 would go back over what it has read.
 *
 * @module
 */

import { includes } from "./char_set.ts";
import type { RegexRepeat, RegexTree } from "./regex_tree.ts";

/**
 * True when the whole text matches. Time grows with the square of the text at most.
 *
 * @example
 * ```ts
 * import { matchesWhole } from "./match_regex.ts";
 * import { readRegex } from "./read_regex.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(!matchesWhole(readRegex("(a+)+b"), "a".repeat(200)));
 * ```
 */
export function matchesWhole(tree: RegexTree, text: string): boolean {
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  return endsOf(tree, new Set([0]), codes).has(codes.length);
}

/** Where a match may end that begins at one of the places; places count code points. */
function endsOf(tree: RegexTree, starts: ReadonlySet<number>, codes: readonly number[]): ReadonlySet<number> {
  switch (tree.kind) {
    case "chars":
      return new Set([...starts].filter((at) => includes(tree.set, codes[at])).map((at) => at + 1));
    case "sequence":
      return tree.parts.reduce(
        (places, part) => places.size === 0 ? places : endsOf(part, places, codes),
        starts,
      );
    case "choice":
      return new Set(tree.options.flatMap((option) => [...endsOf(option, starts, codes)]));
    case "repeat":
      return endsOfRepeat(tree, starts, codes);
  }
}

function endsOfRepeat(
  { part, least, most }: RegexRepeat,
  starts: ReadonlySet<number>,
  codes: readonly number[],
): ReadonlySet<number> {
  let places = starts;
  for (let count = 0; count < least && places.size > 0; count++) places = endsOf(part, places, codes);
  const ends = new Set(places);
  // A place that fewer repetitions have reached needs no second look: the part is never empty, and fewer leave more.
  for (let count = least; count < most && places.size > 0; count++) {
    places = new Set([...endsOf(part, places, codes)].filter((at) => !ends.has(at)));
    for (const at of places) ends.add(at);
  }
  return ends;
}
