/**
 * Guesses what a misspelt name was meant to be.
 *
 * @module
 */

/**
 * The nearest of the known words by edit distance (insert, delete, replace, swap of neighbours), if it is near:
 * a third of the longer word at most. Case, `_` and `-` do not count.
 *
 * @example
 * ```ts
 * import { nearest } from "@maze/maze/plugin";
 * import assert from "node:assert/strict";
 *
 * assert.equal(nearest("maxSecnods", ["maxSeconds", "candidates"]), "maxSeconds");
 * assert.equal(nearest("colour", ["maxSeconds", "candidates"]), undefined);
 * ```
 *
 * @returns The first of the nearest; `undefined` when none is near.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(plain(word), plain(candidate));
    const limit = Math.floor(Math.max(word.length, candidate.length) / 3);
    if (distance <= limit && (best === undefined || distance < best.distance)) {
      best = { word: candidate, distance };
    }
  }
  return best?.word;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[_-]/g, "");
}

/** Damerau-Levenshtein in its restricted form: no part is edited twice. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
}
