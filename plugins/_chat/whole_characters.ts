/**
 * Keeps together what is one character, or one line's end, in two units.
 *
 * @module
 */

/**
 * How many units at a text's end wait for a second one: the first half of a surrogate pair, or a carriage return.
 *
 * @example
 * ```ts
 * import { heldUnits } from "./whole_characters.ts";
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
