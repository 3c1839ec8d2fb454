/**
 * Line comments that stand where a doc comment could.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";

/** A comment, as parsers tell it. */
interface Comment extends Span {
  readonly type: "Line" | "Block";
}

/** Nothing but the end of a line, and the indentation of the next one. */
const NEXT_LINE = /^[ \t]*(?:\r\n|\r|\n)[ \t]*$/;

/**
 * The line comments directly above a place, as one: each alone on its line, with nothing between them, not even an
 * empty line. `undefined` where there is none.
 *
 * @example
 * ```ts
 * import { remarkAbove } from "./remark.ts";
 * import assert from "node:assert/strict";
 *
 * const text = "// >>> one()\n// 1\nfunction one() {}\n";
 * const comments = [{ type: "Line" as const, start: 0, end: 12 }, { type: "Line" as const, start: 13, end: 17 }];
 * assert.deepEqual(remarkAbove(18, { comments, text }), { start: 0, end: 17 });
 * ```
 *
 * @param place Where the declaration begins, UTF-16 units.
 * @param file Its text, and its comments in order.
 */
export function remarkAbove(
  place: number,
  { comments, text }: { readonly comments: readonly Comment[]; readonly text: string },
): Span | undefined {
  let above: Span | undefined;
  for (let at = comments.findLastIndex(({ end }) => end <= place); at >= 0; at--) {
    const comment = comments[at];
    const next = above?.start ?? place;
    if (comment?.type !== "Line" || !NEXT_LINE.test(text.slice(comment.end, next))) break;
    const line = text.slice(text.lastIndexOf("\n", comment.start - 1) + 1, comment.start);
    if (line.trim() !== "") break;
    above = { start: comment.start, end: above?.end ?? comment.end };
  }
  return above;
}
