/**
 * Guesses what a misspelt name was meant to be.
 *
 * @module
 */

/**
 * The name with the fewest edits between it and what was written; `undefined` when none is near: more than a third of
 * its length, at least two, would have to change.
 *
 * @example
 * ```ts
 * import { nearest } from "../../core/kernel/nearest.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(nearest("bseUrl", ["model", "baseUrl"]), "baseUrl");
 * assert.equal(nearest("colour", ["model", "baseUrl"]), undefined);
 * ```
 */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, edits: editsBetween(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(2, name.length / 3) && edits < name.length);
  return near.sort((a, b) => a.edits - b.edits)[0]?.name;
}

/** Levenshtein distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [at, unit] of [...a].entries()) {
    const next = [at + 1];
    for (let to = 0; to < b.length; to++) {
      const swap = (row[to] ?? 0) + (unit === b[to] ? 0 : 1);
      next.push(Math.min(swap, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
