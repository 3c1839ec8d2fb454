/**
 * The portable regex of a constraint in the notations that servers and JavaScript read.
 *
 * @module
 */

import { type CharSet, listed, onlyChar } from "./char_set.ts";
import { readRegex } from "./read_regex.ts";
import type { RegexRepeat, RegexTree } from "./regex_tree.ts";

/**
 * The pattern for JavaScript, matching whole.
 *
 * V8 goes back over what it has read: a pattern like `(a+)+b` takes time exponential in the text.
 *
 * @example
 * ```ts
 * import { regexToJs } from "./regex.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok(regexToJs("a|bc").test("bc"));
 * assert.ok(!regexToJs("a|bc").test("abc"));
 * ```
 *
 * @throws {MazeError} `constraint/regex` when it is not portable.
 */
export function regexToJs(pattern: string): RegExp {
  readRegex(pattern);
  return new RegExp(`^(?:${pattern})$`, "u");
}

/**
 * The pattern in notation that Rust's regex (llguidance, outlines), xgrammar and JavaScript's flag `u` read alike. It
 * matches whole where the server matches whole, as all of them do; `.` is written out, since it matches line breaks in
 * xgrammar and some of them in Rust.
 *
 * @example
 * ```ts
 * import { regexToServer } from "./regex.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(regexToServer("(a|)\\x2d[^\\n]"), "a?-[^\\n]");
 * ```
 *
 * @throws {MazeError} `constraint/regex` when it is not portable.
 * @see mlc-ai/xgrammar:cpp/regex_converter.cc (0.2.1, 0.2.8), rust-lang/regex:regex-syntax/src/ast/parse.rs
 */
export function regexToServer(pattern: string): string {
  return written(readRegex(pattern));
}

/** A tree in the notation of `regexToServer`. */
export function written(tree: RegexTree): string {
  switch (tree.kind) {
    case "chars":
      return classOf(tree.set);
    case "sequence":
      return tree.parts.map((part) => part.kind === "choice" ? grouped(part) : written(part)).join("");
    case "choice":
      return tree.options.map(written).join("|");
    case "repeat":
      return `${tree.part.kind === "chars" ? written(tree.part) : grouped(tree.part)}${times(tree)}`;
  }
}

/** How often, as all notations write it. */
export function times({ least, most }: Pick<RegexRepeat, "least" | "most">): string {
  if (least === 0 && most === 1) return "?";
  if (most === Infinity) return least === 0 ? "*" : least === 1 ? "+" : `{${least},}`;
  return least === most ? `{${least}}` : `{${least},${most}}`;
}

function grouped(tree: RegexTree): string {
  return `(?:${written(tree)})`;
}

function classOf(set: CharSet): string {
  const char = onlyChar(set);
  if (char !== undefined) return escaped(char, /[$()*+./?[\\\]^{|}]/);
  const { ranges, isNegated } = listed(set);
  const members = ranges.map(([first, last]) => {
    const [from, to] = [first, last].map((code) => escaped(String.fromCodePoint(code), /[[\\\]^-]/));
    return first === last ? from : last === first + 1 ? `${from}${to}` : `${from}-${to}`;
  });
  return `[${isNegated ? "^" : ""}${members.join("")}]`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(char: string, special: RegExp): string {
  const code = char.codePointAt(0) ?? 0;
  if (special.test(char)) return `\\${char}`;
  if (ESCAPES[char]) return ESCAPES[char];
  const isVisible = code === 0x20 || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char);
  if (isVisible) return char;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
