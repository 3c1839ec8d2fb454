/**
 * Words and signs of a text, for comparing code without regard to its white space.
 *
 * @module
 */

/** A word, or a sign of one character. */
export interface Piece {
  readonly text: string;
  /** Where it begins, UTF-16 units. */
  readonly at: number;
}

/**
 * The words and signs of a text, in order.
 *
 * @example
 * ```ts
 * import { piecesOf } from "./pieces.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(piecesOf("a1 +b").map(({ text }) => text), ["a1", "+", "b"]);
 * ```
 */
export function piecesOf(text: string): Piece[] {
  return [...text.matchAll(/[\p{ID_Continue}$]+|\S/gu)].map(({ 0: piece, index }) => ({
    text: piece,
    at: index,
  }));
}
