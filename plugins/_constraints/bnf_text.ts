/**
 * Writes characters as GBNF and xgrammar's EBNF read alike, and llguidance's converter from GBNF too.
 *
 * What is in common is little: xgrammar reads as many digits behind `\x` as there are, and the converter strips zeros
 * behind `\u`.
 *
 * @see ggml-org/llama.cpp:src/llama-grammar.cpp, mlc-ai/xgrammar:cpp/grammar_parser.cc (0.2.1, 0.2.8) and
 * guidance-ai/llguidance:python/llguidance/gbnf_to_lark.py (1.9.1)
 *
 * @module
 */

import { type CharSet, listed } from "./char_set.ts";

/** The empty text. */
export const EMPTY_BNF = '""';

/**
 * A text as one or more elements: control characters come as classes between literals.
 *
 * @example
 * ```ts
 * import { bnfLiteral } from "./bnf_text.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(bnfLiteral('say "a"\n'), '"say \\"a\\"\\n"');
 * assert.equal(bnfLiteral("a\vb"), '"a" [\\x0b] "b"');
 * ```
 *
 * @param text Without NUL and lone surrogates, which no grammar can carry.
 */
export function bnfLiteral(text: string): string {
  const elements: string[] = [];
  let literal = "";
  for (const char of text) {
    if (!isControl(char)) literal += char;
    else {
      if (literal !== "") elements.push(quoted(literal));
      elements.push(`[${hex(char)}]`);
      literal = "";
    }
  }
  if (literal !== "") elements.push(quoted(literal));
  return elements.length === 0 ? EMPTY_BNF : elements.join(" ");
}

/** A set of characters in brackets. */
export function bnfClass(set: CharSet): string {
  const { ranges, isNegated } = listed(set);
  let text = isNegated ? "[^" : "[";
  for (const [first, last] of ranges) {
    text += member(first, text);
    if (last > first + 1) text += "-";
    if (last > first) text += member(last, text);
  }
  return `${text}]`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

function quoted(text: string): string {
  const inner = Array.from(text, (char) => char === '"' ? '\\"' : ESCAPES[char] ?? visible(char)).join("");
  return `"${inner}"`;
}

/** A member of a class; `before` is what stands to the left of it. */
function member(codePoint: number, before: string): string {
  const char = String.fromCodePoint(codePoint);
  if (ESCAPES[char]) return ESCAPES[char];
  if (char === "[" || char === "]") return `\\${char}`;
  const isSwallowed = /\\x[0-9a-f]{2}$/.test(before) && /[0-9A-Fa-f]/.test(char);
  return isSwallowed || isControl(char) || char === "^" || char === "-" ? hex(char) : visible(char);
}

/** True for a character of ASCII that has neither a shape nor an escape of its own. */
function isControl(char: string): boolean {
  return (char < " " || char === "\x7f") && !ESCAPES[char];
}

/** The character itself, or its code where nobody could see it and the code needs no leading zero. */
function visible(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const isPlain = code < 0x1000 || code > 0xffff || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char);
  return isPlain ? char : `\\u${code.toString(16)}`;
}

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
