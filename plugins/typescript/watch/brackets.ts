/**
 * Code whose meaning a later sign decides: parentheses that an arrow behind them makes parameters of, and comparisons
 * that turn out to be type arguments.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { BEFORE_OPERAND, type Reading, type Token } from "./tokens.ts";

/** Stretches of what was read that may still mean something else; `end` is `Infinity` for those that are open. */
export function undecided({ tokens }: Reading, cut: number): Span[] {
  const read = tokens.filter(({ end }) => end <= cut);
  return read.flatMap((token, at): Span[] => {
    if (token.kind !== "punct") return [];
    if (token.text === "<") return [{ start: token.end, end: Infinity }];
    if (token.text !== "(" || !isGroup(read[at - 1])) return [];
    const close = read.findIndex((one, later) => later > at && one.open.length < token.open.length);
    if (close < 0) return [{ start: token.start, end: Infinity }];
    const after = read[close + 1];
    const isDecided = after !== undefined && after.text !== ":" && after.text !== "=>";
    return isDecided ? [] : [{ start: token.start, end: read[close]?.end ?? Infinity }];
  });
}

/** True where parentheses hold an expression or parameters: what stands before them calls nothing. */
function isGroup(before: Token | undefined): boolean {
  if (!before) return true;
  if (before.kind === "word") {
    return BEFORE_OPERAND.has(before.text) || before.text === "async" || before.text === "of";
  }
  return before.kind === "punct" && !/^(?:\)|\]|\?\.|!)$/.test(before.text);
}
