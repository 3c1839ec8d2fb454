/**
 * Texts cut into pieces, for readers that must not see where.
 *
 * @module
 */

import fc from "fast-check";
import type { AnswerPiece, AnswerReader } from "../../../plugins/_chat/answer_reader.ts";

/** What a reader gives for pieces of a text, neighbours of a kind joined. */
export function readAll(reader: AnswerReader, parts: readonly string[]): AnswerPiece[] {
  const given = [...parts.flatMap((part) => [...reader.push(part)]), ...reader.end()];
  const joined: AnswerPiece[] = [];
  for (const piece of given) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind) joined.splice(-1, 1, { kind: piece.kind, text: last.text + piece.text });
    else joined.push(piece);
  }
  return joined;
}

/** All text of one kind. */
export function textOf(pieces: readonly AnswerPiece[], kind: AnswerPiece["kind"] = "text"): string {
  return pieces.filter((piece) => piece.kind === kind).map(({ text }) => text).join("");
}

/** The text cut at places, in order; between any two units. */
export function cutAt(text: string, places: readonly number[]): string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

/** Places for `cutAt`. */
export const PLACES: fc.Arbitrary<number[]> = fc.array(fc.nat(400), { maxLength: 12 });
