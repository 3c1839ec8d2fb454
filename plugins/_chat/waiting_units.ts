/**
 * What at the end of a text that is still coming waits for more.
 *
 * @module
 */

/**
 * How many units at a text's end wait for a second one: the first half of a surrogate pair, or a carriage return.
 *
 * @example
 * ```ts
 * import { heldUnits } from "./waiting_units.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(heldUnits("a\r"), 1);
 * assert.equal(heldUnits("a😀".slice(0, 2)), 1);
 * assert.equal(heldUnits("a😀"), 0);
 * ```
 */
export function heldUnits(text: string): 0 | 1 {
  return /[\r\ud800-\udbff]$/.test(text) ? 1 : 0;
}

/**
 * How many units at a text's end may be the beginning of one of the signs.
 *
 * @example
 * ```ts
 * import { begunUnits } from "./waiting_units.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(begunUnits("a </th", ["<think>", "</think>"]), 4);
 * assert.equal(begunUnits("a < b", ["<think>"]), 0);
 * ```
 */
export function begunUnits(text: string, signs: readonly string[]): number {
  const longest = Math.max(0, ...signs.map(({ length }) => length - 1));
  for (let units = Math.min(longest, text.length); units > 0; units--) {
    if (signs.some((sign) => sign.length > units && sign.startsWith(text.slice(-units)))) return units;
  }
  return 0;
}
