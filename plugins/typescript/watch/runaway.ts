/**
 * Code that goes on for ever without saying anything: white space, or the same text again and again.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";

/** White space at the end of what is written, in units: no one writes so much between two tokens. */
const MOST_SPACE = 256;
/**
 * The same text at the end of what is written: so often, and so long. In the 2,951 source files of rxjs, immer, openai,
 * zod and fast-check nothing of 500 units or more repeats itself even four times.
 */
const LEAST_REPEATS = 8;
const LEAST_LENGTH = 400;
/** How far back is looked. */
const WINDOW = 4_000;

/** Code that does not end by itself. */
export interface Runaway {
  readonly code: "watch/space" | "watch/repetition";
  readonly span: Span;
  readonly message: string;
}

/** Finds what runs on at the end of a text; `undefined` where nothing does. */
export function runawayIn(text: string): Runaway | undefined {
  const end = text.length;
  const space = end - text.trimEnd().length;
  if (space > MOST_SPACE) {
    const message = `Nothing but white space in the last ${space} characters`;
    return { code: "watch/space", span: { start: end - space, end }, message };
  }
  const found = repetitionAtEnd(text.slice(-WINDOW));
  if (!found) return undefined;
  const { length, period } = found;
  const message = `The same ${period} characters ${Math.floor(length / period)} times in a row`;
  return { code: "watch/repetition", span: { start: end - length, end }, message };
}

/** The shortest period with which a text's end repeats itself often enough. */
function repetitionAtEnd(text: string): { readonly length: number; readonly period: number } | undefined {
  const common = commonWithEnd(text);
  const most = Math.floor(text.length / LEAST_REPEATS);
  for (let period = 1; period <= most; period++) {
    const length = period + (common[period] ?? 0);
    if (length >= LEAST_LENGTH && length >= period * LEAST_REPEATS) return { length, period };
  }
  return undefined;
}

/**
 * For each distance from the end: how many units before there are the same as at the end, read backwards.
 *
 * @see Gusfield, Algorithms on Strings, Trees, and Sequences, 1.4: the Z values of the text read backwards
 */
function commonWithEnd(text: string): Int32Array {
  const last = text.length - 1;
  const unit = (at: number) => text.charCodeAt(last - at);
  const common = new Int32Array(text.length);
  let [start, end] = [0, 0];
  for (let at = 1; at <= last; at++) {
    let length = at < end ? Math.min(end - at, common[at - start] ?? 0) : 0;
    while (at + length <= last && unit(length) === unit(at + length)) length++;
    common[at] = length;
    if (at + length > end) [start, end] = [at, at + length];
  }
  return common;
}
