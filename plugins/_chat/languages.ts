/**
 * What differs between languages when code is put into words and read back: one row each.
 *
 * @module
 */

/** A form in which text, not code, stands in code. */
export interface Quote {
  /** What begins it. */
  readonly open: string;
  /** What ends it. */
  readonly close: string;
  /** True when a backslash takes the next character's meaning. */
  readonly hasEscapes: boolean;
  /** What begins code inside of it, which ends with a closing brace. */
  readonly inset?: string;
  /** True when it ends with its line in any case. */
  readonly isLine: boolean;
  /** True when it holds one character: a mark that nothing closes so is no quote, as in Rust's lifetimes. */
  readonly isChar?: boolean;
}

/** One language. */
export interface LanguageForm {
  /** The tag of a fenced block. */
  readonly fence: string;
  /** What begins a comment to the line's end. */
  readonly comment: string;
  /** What begins and ends a comment of any length, where there is one. */
  readonly block?: readonly [open: string, close: string];
  /** How much deeper the lines of a block mostly stand than its head. */
  readonly step: string;
  /** Forms of strings. */
  readonly quotes: readonly Quote[];
  /** True when a slash may begin a regular expression. */
  readonly hasRegex: boolean;
  /** True when outside of brackets and type arguments a comma is no part of an expression. */
  readonly isEndedByComma: boolean;
  /**
   * The first word, or the first run of operators, of a line that goes on with the expression of the line before; absent
   * where a line's end is the expression's.
   */
  readonly goesOn?: RegExp;
}

const line = (open: string): Quote => ({ open, close: open, hasEscapes: true, isLine: true });
const long = (open: string, close = open): Quote => ({ open, close, hasEscapes: false, isLine: false });
const character: Quote = { ...line("'"), isChar: true };
const SLASHES = { comment: "//", block: ["/*", "*/"], hasRegex: false, isEndedByComma: false } as const;

/** By the names that indexers give languages. */
const FORMS = new Map<string, LanguageForm>(Object.entries({
  typescript: {
    ...SLASHES,
    fence: "ts",
    step: "  ",
    quotes: [{ ...long("`"), hasEscapes: true, inset: "${" }, line('"'), line("'")],
    hasRegex: true,
    isEndedByComma: true,
    goesOn: /^(?:\.|\?|\?\.|:|&&|\|\|?|\?\?|[-+*%&^]|\*\*|as|in|instanceof|satisfies)$/,
  },
  python: {
    fence: "python",
    comment: "#",
    step: "    ",
    quotes: [...['"""', "'''"].map((mark) => ({ ...long(mark), hasEscapes: true })), line('"'), line("'")],
    hasRegex: false,
    isEndedByComma: false,
  },
  rust: {
    ...SLASHES,
    fence: "rust",
    step: "    ",
    quotes: [
      ...["##", "#", ""].map((marks) => long(`r${marks}"`, `"${marks}`)),
      { ...long('"'), hasEscapes: true },
      character,
    ],
    goesOn: /^(?:\.|\?|\?\.|&&|\|\||[+%^]|as|else)$/,
  },
  go: {
    ...SLASHES,
    fence: "go",
    step: "\t",
    isEndedByComma: true,
    quotes: [long("`"), line('"'), line("'")],
  },
  zig: {
    fence: "zig",
    comment: "//",
    step: "    ",
    quotes: [{ ...line("\\\\"), close: "\n", hasEscapes: false }, line('"'), character],
    hasRegex: false,
    isEndedByComma: false,
    goesOn: /^(?:\.|[+%^]|and|or|orelse|catch|else)$/,
  },
}));

/**
 * The form of a language; of one that has no row the fence is named like it, and the rest is what most languages share.
 *
 * @example
 * ```ts
 * import { formOf } from "./languages.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(formOf("typescript").fence, "ts");
 * assert.equal(formOf("kotlin").fence, "kotlin");
 * ```
 *
 * @param language As indexers name it.
 */
export function formOf(language: string): LanguageForm {
  return FORMS.get(language) ?? { ...SLASHES, fence: language, step: "  ", quotes: [line('"'), line("'")] };
}
