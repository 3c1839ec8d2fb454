/**
 * A choice between texts in the forms that servers take.
 *
 * @module
 */

import type { JsonSchema } from "../../core/code/constraint.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import { bnfLiteral } from "./bnf_text.ts";
import { charSet } from "./char_set.ts";
import { written } from "./regex.ts";
import { choice, sequence } from "./regex_tree.ts";

/**
 * A grammar that derives one of the options: GBNF of llama.cpp and EBNF of xgrammar alike.
 *
 * @example
 * ```ts
 * import { choiceToBnf } from "./choice.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(choiceToBnf(["yes", "no", ""]), 'root ::= "yes" | "no" | ""');
 * ```
 *
 * @throws {MazeError} `constraint/choice` when there is no option, or one holds NUL or a lone surrogate.
 */
export function choiceToBnf(options: readonly string[]): string {
  return `root ::= ${checked(options, { isNulTaken: false }).map(bnfLiteral).join(" | ")}`;
}

/**
 * A portable regex that matches the options whole, for `regexToServer` and its like; it is of their notation already.
 *
 * @throws {MazeError} `constraint/choice` when there is no option, or one holds NUL or a lone surrogate.
 */
export function choiceToRegex(options: readonly string[]): string {
  const texts = checked(options, { isNulTaken: false });
  return written(choice(texts.map((text) => sequence(Array.from(text, charTree)))));
}

/**
 * A Lark grammar that derives one of the options.
 *
 * @throws {MazeError} `constraint/choice` when there is no option, or one holds a lone surrogate.
 */
export function choiceToLark(options: readonly string[]): string {
  const literals = checked(options, { isNulTaken: true })
    .map((text) => JSON.stringify(text).replaceAll("\x7f", "\\u007f"));
  return `start: ${literals.join(" | ")}`;
}

/**
 * A JSON Schema of the options. An answer is the option as JSON: in quotes, with escapes.
 *
 * @throws {MazeError} `constraint/choice` when there is no option, or one holds a lone surrogate.
 */
export function choiceToSchema(options: readonly string[]): JsonSchema {
  return { type: "string", enum: checked(options, { isNulTaken: true }) };
}

/**
 * True when vLLM's own field `choice` carries the options: it escapes quotes and backslashes, and nothing else.
 *
 * @see vllm-project/vllm:vllm/v1/structured_output/utils.py, `choice_as_grammar`, of 2026-08
 */
export function isPlainChoice(options: readonly string[]): boolean {
  return options.length > 0 &&
    options.every((option) => option !== "" && /^[^\p{C}\u2028\u2029]+$/u.test(option));
}

/** The options, each once. */
function checked(options: readonly string[], { isNulTaken }: { readonly isNulTaken: boolean }): string[] {
  if (options.length === 0) {
    throw refusal("there is no option", "A constraint that nothing obeys can not be met");
  }
  for (const option of options) {
    if (!option.isWellFormed()) {
      throw refusal(
        `option ${JSON.stringify(option)} has half of a surrogate pair`,
        "UTF-8 can not carry it",
      );
    }
    if (!isNulTaken && option.includes("\0")) {
      throw refusal(`option ${JSON.stringify(option)} has a NUL`, "No grammar of the server can write it");
    }
  }
  return [...new Set(options)];
}

function charTree(char: string) {
  const code = char.codePointAt(0) ?? 0;
  return { kind: "chars", set: charSet([[code, code]]) } as const;
}

function refusal(fault: string, hint: string): MazeError {
  return new MazeError(`Cannot use choice: ${fault}`, { code: "constraint/choice", hint });
}
