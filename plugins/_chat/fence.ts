/**
 * Fences: the lines of marks around a block of code in Markdown. More is taken for one than CommonMark does: any
 * indentation, and a tag that the model has put a space before.
 *
 * @module
 */

/** The line that opens a block. */
export interface Fence {
  /** Which mark. */
  readonly mark: "`" | "~";
  /** How many of it; at least 3. */
  readonly length: number;
  /** White space before it. */
  readonly indent: string;
  /** What is said of the block, as `ts`. */
  readonly info: string;
}

/** What a line opens, if it opens a block. */
export function openingOf(line: string): Fence | undefined {
  const [, indent = "", marks = "", info = ""] = /^([ \t]*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line) ?? [];
  if (marks === "") return undefined;
  return { mark: marks.startsWith("`") ? "`" : "~", length: marks.length, indent, info: info.trim() };
}

/** True for a line that holds as many marks as the opening, or more, and nothing else. */
export function isClosing(line: string, { mark, length }: Fence): boolean {
  const marks = line.trim();
  return marks.length >= length && marks === mark.repeat(marks.length);
}

/** True when what follows can still make the beginning of a line the closing one. */
export function mayBeClosing(start: string, { mark, length }: Fence): boolean {
  const marks = start.trimStart();
  const only = marks.trimEnd();
  return only === mark.repeat(only.length) && (only.length >= length || only === marks);
}

/**
 * The shortest fence that no line of a text closes.
 *
 * @example
 * ```ts
 * import { fenceAround } from "./fence.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(fenceAround("a + b"), "`".repeat(3));
 * assert.equal(fenceAround("`".repeat(3)), "`".repeat(4));
 * ```
 */
export function fenceAround(text: string): string {
  const runs = [...text.matchAll(/^[ \t*/#]*(`{3,})/gm)].map(([, run = ""]) => run.length + 1);
  return "`".repeat(Math.max(3, ...runs));
}
