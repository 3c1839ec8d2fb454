/**
 * How well a text says what is wanted: by its names alone, so any language will do.
 *
 * @module
 */

/**
 * How many words of an intent a text does not say, of those that the texts beside it show can be said.
 *
 * @example
 * ```ts
 * import { unsaid } from "./wording.ts";
 * import assert from "node:assert/strict";
 *
 * const texts = ["price", "price - netOff", "fee"];
 * assert.deepEqual(texts.map((text) => unsaid("the price less what is off", text, texts)), [1, 0, 2]);
 * ```
 */
export function unsaid(intent: string, text: string, texts: readonly string[]): number {
  const sayable = new Set(texts.flatMap(wordsOf));
  const said = new Set(wordsOf(text));
  return new Set(wordsOf(intent)).intersection(sayable).difference(said).size;
}

/** Lower-case words of three letters at least; a name has those of its parts. */
export function wordsOf(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{N}]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
  return parts.filter(({ length }) => length > 2).map((part) => part.toLowerCase());
}
