/**
 * The lines that a statement has for itself: the comment behind it, and comments above it that speak to tools of it alone.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import type { Syntax } from "./syntax.ts";

/** Comments to tools that hold for the next line. */
const DIRECTIVE =
  /^\s*(?:(?:eslint|oxlint)-disable-next-line|tslint:disable-next-line|deno-(?:lint|fmt)-ignore(?!-)|biome-ignore(?!-)|prettier-ignore(?!-)|@ts-(?:ignore|expect-error|types)|@deno-types)\b/;
/** Comments to the end of a line. */
const BEHIND = /^[ \t]*(?:(?:\/\/[^\r\n]*|\/\*(?:[^*\r\n]|\*(?!\/))*\*\/)[ \t]*)*(?=\r?\n|$)/;
const LINE_END = /^\r?\n/;

/** What goes when a statement is taken out. */
export function spanToRemove(syntax: Syntax, { start, end }: Span): Span {
  const { text } = syntax;
  const last = endWithComments(syntax, { start, end });
  if (!isFirstOnLine(text, start)) return { start: start - blanksAt(text.slice(0, start), /[ \t]*$/), end };
  if (last === undefined) return { start, end: end + blanksAt(text.slice(end), /^[ \t]*/) };
  return {
    start: startWithDirectives(syntax, { start, end }),
    end: last + blanksAt(text.slice(last), LINE_END),
  };
}

/** The start of the first line that belongs to a statement; its own start where other code stands before it. */
export function startWithDirectives({ text, comments }: Syntax, { start }: Span): number {
  if (!isFirstOnLine(text, start)) return start;
  let at = lineStart(text, start);
  for (const { value, start, end } of comments.filter((one) => one.end <= at).reverse()) {
    const isAbove = /^[ \t]*\r?\n$/.test(text.slice(end, at)) && isFirstOnLine(text, start);
    if (!isAbove || !DIRECTIVE.test(value)) break;
    at = lineStart(text, start);
  }
  return at;
}

/** The end of a statement's line before its line end; `undefined` where other code follows. */
export function endWithComments({ text }: Pick<Syntax, "text">, { end }: Span): number | undefined {
  const behind = BEHIND.exec(text.slice(end))?.[0];
  return behind === undefined ? undefined : end + behind.length;
}

function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === "";
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function blanksAt(text: string, pattern: RegExp): number {
  return pattern.exec(text)?.[0].length ?? 0;
}
