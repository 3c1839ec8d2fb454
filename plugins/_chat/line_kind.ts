/**
 * Tells code from words, line by line, in any language. It says `code` only where words never look so: what is taken for
 * code goes out at once, and what is taken for words only waits.
 *
 * @module
 */

/** What a line is: `unclear` may be either. */
export type LineKind = "code" | "words" | "unclear";

/** A comment of any form but `#`, which begins headings as well; a closing bracket; a decorator or a directive. */
const CODE_START = /^(?:\/\/|\/\*|\*\/|[)\]}]|@\w+\(|#!?\[)/;
/** A word that begins statements, with an end that only code has. */
const HEADER =
  /^(?:export|import|async|function|class|interface|if|else|for|while|switch|try|return|throw|pub|fn|func|impl|struct) ?.*[;{([]$/;
/** `Sure! Here`, `The function`, `Answer:`, a heading, an item, a quotation. */
const WORDS_START = /^(?:[A-Z][\w'’]*(?:[,!.:]? +[\w`'"]|[,!.:]$)|#{1,6} |[-*+] |\d+[.)] |> |\*\*)/;
/** Four words in a row. */
const SENTENCE = /(?:\b[a-z'’]+,? ){3}[a-z'’]+\b/;
/** What a statement, or a line that goes on, ends in. */
const CODE_END = /(?:[;{}([]|=>|&&|\|\||[^=]=)$/;
const CALL = /^(?:(?:await|return|yield|throw|new) )*[\w$]+(?:\??\.[\w$]+|::\w+)*\(.*\)$/;
const STATEMENT =
  /^(?:(?:const|let|var|final|pub|mut|static) )+[\w$]+\b|^[\w$.[\]]+ (?:[-+*/%|&^?]{0,3}|:)= \S/;

/**
 * What one line is.
 *
 * @example
 * ```ts
 * import { kindOfLine } from "./line_kind.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(kindOfLine("const sum = a + b;"), "code");
 * assert.equal(kindOfLine("Sure! Here is the code:"), "words");
 * assert.equal(kindOfLine("a + b"), "unclear");
 * ```
 *
 * @param line Without its end.
 */
export function kindOfLine(line: string): LineKind {
  const text = line.trim();
  if (text === "") return "unclear";
  if (CODE_START.test(text) || HEADER.test(text)) return "code";
  const outside = text.replaceAll(/"[^"]*"|'[^']*'|\/\/.*$/g, '""').trim();
  if (WORDS_START.test(text) || SENTENCE.test(outside)) return "words";
  return CODE_END.test(outside) || CALL.test(outside) || STATEMENT.test(outside) ? "code" : "unclear";
}
