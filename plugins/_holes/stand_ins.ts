/**
 * Comments `?? intent` in the place of an expression: `const price: number = /* ?? the price *` + `/;`. A name of the same
 * length takes the comment's place while the text is parsed, so that the tree has a node there and every offset stays.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";

/** A comment that may stand for an expression, by its neighbours alone. */
export interface StandIn extends Span {
  /** False where code follows on the next line: that may be the expression, and the comment a remark on it. */
  readonly isSure: boolean;
  /** True where the text is no program without an expression: an argument or a list's last element may be missing. */
  readonly isRequired: boolean;
}

const ASKING = /\/\*\s*\?\?[\s\S]*?\*\/|\/\/[ \t]*\?\?[^\r\n]*/g;
/** White space and comments. */
const SPACE = String.raw`(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\r\n]*(?=[\r\n]|$))`;
const SPACE_BEFORE = new RegExp(`${SPACE}+$`);
const SPACE_BEHIND = new RegExp(`^${SPACE}+`);
/** What an expression may follow, and what may follow it. */
const BEFORE =
  /(?:[=([,?:{&|+\-*%<>!^~]|(?:^|[^\w$.])(?:return|await|yield|typeof|throw|default|case|in|of))$/;
const BEHIND = /^(?:[;,)\]}:]|$)/;
const REQUIRING = /(?:[=?:&|+\-*%<>!^~]|\$\{)$/;
/** How far back a comment's neighbour is looked for. */
const REACH = 400;

/** The comments of a text that may stand for an expression. */
export function standInsOf(text: string): StandIn[] {
  if (!/\/[*/]\s*\?\?/.test(text)) return [];
  return [...text.matchAll(ASKING)].flatMap(({ index: start, 0: { length } }) => {
    const end = start + length;
    const before = text.slice(Math.max(0, start - REACH), start).replace(SPACE_BEFORE, "");
    const gap = SPACE_BEHIND.exec(text.slice(end))?.[0] ?? "";
    const isSure = BEHIND.test(text.slice(end + gap.length));
    const isRequired = REQUIRING.test(before);
    return BEFORE.test(before) && (isSure || /[\r\n]/.test(gap)) ? [{ start, end, isSure, isRequired }] : [];
  });
}

/**
 * The text as a program, where comments in the place of expressions keep it from being one. What stands for them is
 * declared nowhere: it may be anything, and fails when it is run.
 *
 * @example
 * ```ts
 * import { asProgram } from "./stand_ins.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(asProgram("const a = /* ?? *" + "/;"), "const a = ________;");
 * assert.equal(asProgram("f(/* ?? *" + "/);"), "f(/* ?? *" + "/);");
 * ```
 */
export function asProgram(text: string): string {
  return withStandIns(text, requiredIn(text));
}

/** The same, to be run: each open hole is a call of the marker, which says that it is not filled. */
export function asRunnable(text: string): string {
  return withStandIns(
    text,
    requiredIn(text),
    (length) => length < MARKER.length ? "_".repeat(length) : MARKER.padEnd(length),
  );
}

const MARKER = "hole()";

function requiredIn(text: string): StandIn[] {
  return standInsOf(text).filter(({ isSure, isRequired }) => isSure && isRequired);
}

/** True for the name of a stand-in of so many units. */
export function isStandIn(name: string): boolean {
  return /^_{4,}$/.test(name);
}

/** The text with a name in each place: for a comment of so many units one of as many, so that every offset stays. */
export function withStandIns(
  text: string,
  spans: readonly Span[],
  nameOf = (length: number) => "_".repeat(length),
): string {
  let result = text;
  for (const { start, end } of spans) {
    result = result.slice(0, start) + nameOf(end - start) + result.slice(end);
  }
  return result;
}
