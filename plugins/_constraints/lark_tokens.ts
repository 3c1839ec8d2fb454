/**
 * The words of a Lark grammar as llguidance cuts them.
 *
 * @see guidance-ai/llguidance:parser/src/lark/lexer.rs, of 2026-09
 *
 * @module
 */

import { grammarFault } from "./grammar_fault.ts";

/** What a word is. `rule` and `terminal` are names; `line` is an end of line. */
export type LarkKind =
  | "line"
  | "string"
  | "regex"
  | "directive"
  | "rule"
  | "terminal"
  | "number"
  | "special"
  | "reference"
  | "sign"
  | "json";

/** A word, and where it begins: 0-based, in UTF-16 units. */
export interface LarkToken {
  readonly kind: LarkKind;
  readonly text: string;
  readonly at: number;
}

/** In the order in which they are tried. */
const WORDS: readonly (readonly [LarkKind | "blank", RegExp])[] = [
  ["line", /(?:\r?\n)+[ \t]*/y],
  ["blank", /[ \t]+|(?:#|\/\/)[^\n]*/y],
  // deno-lint-ignore no-control-regex -- a string may hold none of them
  ["string", /"(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2})|[^"\\\0-\x1f\x7f])*"i?/y],
  ["regex", /\/(?:\\[^]|[^/\\])+\/[imslux]*/y],
  ["directive", /%[a-z]+/y],
  ["rule", /!?[_?]?[a-z][_a-z\d-]*/y],
  ["terminal", /_?[A-Z][_A-Z\d-]*/y],
  ["number", /[+-]?\d+(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?/y],
  ["special", /<[^<>\s]+>/y],
  ["sign", /->|\.\.|@[{}]|[:,.(){}[\]~|=&+*?]/y],
  ["reference", /@[\w-]+/y],
];

/** Directives with a JSON value behind them. */
const WITH_JSON = /^%(?:json|regex|llguidance)$/;

/**
 * The words of a grammar, without blanks and comments.
 *
 * @throws {MazeError} `constraint/grammar` where no word begins.
 */
export function larkTokens(text: string): LarkToken[] {
  const tokens: LarkToken[] = [];
  for (let at = 0; at < text.length;) {
    const word = wordAt(text, at);
    if (!word) {
      const is = `${JSON.stringify(text[at])} begins no word`;
      throw grammarFault({ dialect: "lark", text }, at, {
        is,
        hint: "A string has JSON's escapes, on one line",
      });
    }
    if (word.kind !== "blank") tokens.push({ kind: word.kind, text: word.text, at });
    at += word.text.length;
    if (!WITH_JSON.test(word.text)) continue;
    const end = jsonEnd(text, at);
    tokens.push({ kind: "json", text: text.slice(at, end), at });
    at = end;
  }
  return tokens;
}

function wordAt(
  text: string,
  at: number,
): { readonly kind: LarkKind | "blank"; readonly text: string } | undefined {
  for (const [kind, pattern] of WORDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return { kind, text: found };
  }
  return undefined;
}

/** Where the JSON object ends that begins here. */
function jsonEnd(text: string, at: number): number {
  let depth = 0;
  for (const { 0: part, index } of text.slice(at).matchAll(/"(?:[^"\\]|\\[^])*"|[{}[\]]/g)) {
    if (part === "{" || part === "[") depth++;
    if (part === "}" || part === "]") depth--;
    if (depth <= 0) return at + index + part.length;
  }
  throw grammarFault({ dialect: "lark", text }, at, { is: "the JSON behind a directive is not closed" });
}
