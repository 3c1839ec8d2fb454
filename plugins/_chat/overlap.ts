/**
 * What an answer's end and the start of the text behind the hole have in common: models that are shown both sides write
 * on into what is there already.
 *
 * @module
 */

import { formOf } from "./languages.ts";
import { piecesOf } from "./pieces.ts";
import { Scan } from "./scan.ts";

/** What is known of the place. */
export interface OverlapOptions {
  /** As indexers name it: whose strings and comments may hold brackets. */
  readonly language?: string;
  /** What is written in the hole before the answer. */
  readonly written?: string;
}

/** Overlaps are looked for in so many units at most: more of the file is not written again by chance. */
const REACH = 2_000;

/**
 * The answer without its longest end that repeats how the text behind the hole begins. White space does not count. An
 * end stays where the rest has a bracket or a string open without it, where it would leave nothing, and where it begins
 * in the middle of a line while the text behind the hole is code on a line of its own.
 *
 * @example A bracket that was closed twice, and one that the answer needs
 * ```ts
 * import { trimOverlap } from "./overlap.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(trimOverlap("max(a, b));", ");\n"), "max(a, b)");
 * assert.equal(trimOverlap("max(a, b)", ");\n"), "max(a, b)");
 * ```
 */
export function trimOverlap(
  text: string,
  after: string,
  { language = "", written = "" }: OverlapOptions = {},
): string {
  const behind = piecesOf(after.slice(0, REACH));
  const first = behind[0];
  if (!first) return text;
  const own = piecesOf(text);
  const isOwnLine = /^[ \t]*[\r\n]/.test(after) && !/^[)\]}]/.test(first.text);
  for (let count = Math.min(own.length - 1, behind.length); count > 0; count--) {
    const from = own.length - count;
    const at = own[from]?.at ?? 0;
    const rest = text.slice(0, at);
    if (!own.slice(from).every((piece, index) => piece.text === behind[index]?.text)) continue;
    if (isOwnLine && !/[\r\n][ \t]*$/.test(rest)) continue;
    if (isWhole(written + rest, first.text, language)) return rest.trimEnd();
  }
  return text;
}

/**
 * How much of a text no later overlap can take away.
 *
 * @returns A length; what lies behind it may be the beginning of an overlap.
 */
export function settledLength(text: string, after: string): number {
  const behind = piecesOf(after.slice(0, REACH));
  const own = piecesOf(text);
  const isBegun = (from: number) =>
    own.slice(from).every((piece, index) => {
      const wanted = behind[index]?.text ?? "";
      const isLast = from + index === own.length - 1 && piece.at + piece.text.length === text.length;
      return isLast ? wanted.startsWith(piece.text) : wanted === piece.text;
    });
  const first = Math.max(0, own.length - behind.length);
  const from = own.findIndex((_, index) => index >= first && isBegun(index));
  return from < 0 ? text.trimEnd().length : text.slice(0, own[from]?.at).trimEnd().length;
}

/** True when all that is opened in code is closed: brackets, strings, and the type arguments that a `>` would close. */
function isWhole(code: string, next: string, language: string): boolean {
  const scan = new Scan(formOf(language));
  const marks = [...scan.push(code), ...scan.end()];
  const angles = (sign: string) => marks.filter(({ kind, text }) => kind === "code" && text === sign).length;
  if (next === ">" && angles("<") > angles(">")) return false;
  return !scan.isInside && (marks.at(-1)?.depth ?? 0) <= 0;
}
