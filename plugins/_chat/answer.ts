/**
 * Reads what a chat model answers, piece by piece: the code apart from thinking, fences and the words around them.
 *
 * What is given out is never taken back, so some text waits until it is clear what it is: `fenced.ts` says how much.
 *
 * @module
 */

import type { AnswerReader } from "./answer_reader.ts";
import { FencedCode } from "./fenced.ts";
import { FittedCode } from "./fitted_code.ts";
import type { HolePlace } from "./place.ts";
import { RawText } from "./raw_text.ts";
import { type ThinkingTags, WithThinking } from "./thinking.ts";

export type { AnswerPiece, AnswerReader } from "./answer_reader.ts";

/** What is known of an answer before it comes. */
export interface AnswerOptions {
  /** Tags beside `<think>`. */
  readonly thinking?: readonly ThinkingTags[];
  /** True when the prompt ends in thinking that it began with `<think>`, so that the answer's first text is thinking. */
  readonly isThinking?: boolean;
  /** True when the prompt opened a fence: the answer goes on inside of it, and the closing fence ends it. */
  readonly isInside?: boolean;
  /** True when the answer had to obey a constraint: only thinking before it is split off, all else is the answer. */
  readonly isRaw?: boolean;
  /**
   * Where the code goes. With it code around the hole that the answer repeats is left out, lines begin at the left edge,
   * and the answer is over where what belongs in the hole ends. Not for raw answers.
   */
  readonly place?: HolePlace;
}

/**
 * A reader for one answer. Thinking counts where it comes before the code; in code its tags are code. Without a closing
 * tag all of the rest is thinking, and a closing tag alone makes thinking of what came before it.
 *
 * @example
 * ```ts
 * import { readAnswer } from "./answer.ts";
 * import assert from "node:assert/strict";
 *
 * const reader = readAnswer();
 * assert.deepEqual(reader.push("Sure:\n~~~ts\na + b\n~~"), [{ kind: "text", text: "a + b" }]);
 * assert.deepEqual(reader.push("~\n"), []);
 * assert.ok(reader.isClosed);
 * ```
 */
export function readAnswer(
  { thinking = [], isThinking = false, isInside = false, isRaw = false, place }: AnswerOptions = {},
): AnswerReader {
  const code = isRaw ? new RawText() : new FencedCode(isInside);
  const fitted = place && !isRaw ? new FittedCode(code, place) : code;
  return new WithThinking(fitted, { tags: thinking, isThinking });
}
