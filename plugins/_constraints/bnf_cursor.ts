/**
 * A place in the text of a grammar, and the characters there.
 *
 * @module
 */

import type { MazeError } from "../../core/kernel/errors.ts";
import type { BnfDialect } from "./bnf.ts";
import { type CharRange, type CharSet, charSet, complementOf } from "./char_set.ts";
import { grammarFault } from "./grammar_fault.ts";

/** Escapes that stand for another character; those that stand for themselves are in `THEMSELVES`. */
const NAMED: Readonly<Record<BnfDialect, Readonly<Record<string, number>>>> = {
  gbnf: { n: 0x0a, r: 0x0d, t: 0x09 },
  ebnf: { n: 0x0a, r: 0x0d, t: 0x09, b: 8, f: 0x0c, v: 0x0b, a: 7, e: 0x1b, "0": 0 },
};

/** In literals, and in brackets. Builds of llama.cpp before 2026-09 do not take `\-`. */
const THEMSELVES: Readonly<Record<BnfDialect, readonly [literal: string, brackets: string]>> = {
  gbnf: ['"\\[]-', '"\\[]-'],
  ebnf: ["\"\\/'?", "\"\\/'?^$.*+()[]{}|-"],
};

/** Digits behind `\x`, `\u` and `\U`: exactly so many, and any number behind xgrammar's `\x`. */
const HEX: Readonly<Record<BnfDialect, Readonly<Record<string, RegExp>>>> = {
  gbnf: { x: /[\da-f]{2}/iy, u: /[\da-f]{4}/iy, U: /[\da-f]{8}/iy },
  ebnf: { x: /[\da-f]+/iy, u: /[\da-f]{4}/iy, U: /[\da-f]{8}/iy },
};

/** Reads a grammar's text from left to right. */
export class BnfCursor {
  /** 0-based, in UTF-16 units. */
  at = 0;
  readonly #text: string;
  readonly #dialect: BnfDialect;

  /** At the text's start. */
  constructor(text: string, dialect: BnfDialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  /** True behind the last character. */
  get isAtEnd(): boolean {
    return this.at >= this.#text.length;
  }

  /** What a sticky pattern matches here; the cursor stays. */
  peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.#text)?.[0];
  }

  /** What a sticky pattern matches here, and past it. */
  take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Past blanks and comments; past line ends where they mean nothing. */
  skip(isOverLines: boolean): void {
    this.take(
      isOverLines || this.#dialect === "ebnf" ? /(?:[ \t\r\n]|#[^\r\n]*)*/y : /(?:[ \t]|#[^\r\n]*)*/y,
    );
  }

  /** True when nothing but blanks is to the left on this line. */
  get isFirstOnLine(): boolean {
    const line =
      Math.max(this.#text.lastIndexOf("\n", this.at - 1), this.#text.lastIndexOf("\r", this.at - 1)) + 1;
    return this.at === 0 || /^[ \t]*$/.test(this.#text.slice(line, this.at));
  }

  /** A literal behind its opening quote, past the closing one. */
  literal(): string {
    const start = this.at - 1;
    let literal = "";
    while (this.take(/"/y) === undefined) {
      if (this.isAtEnd || (this.#dialect === "ebnf" && this.peek(/[\r\n]/y))) {
        throw this.fault("a literal is not closed", { at: start });
      }
      const place = this.at;
      const code = this.#char(false);
      if (code === 0) throw this.fault("a literal holds NUL", { at: place, hint: "No server writes a NUL" });
      literal += String.fromCodePoint(code);
    }
    return literal;
  }

  /** A class behind its opening bracket, past the closing one. */
  class(): CharSet {
    const start = this.at - 1;
    const isNegated = this.take(/\^/y) !== undefined;
    const ranges: CharRange[] = [];
    while (this.take(/\]/y) === undefined) {
      if (this.isAtEnd || (this.#dialect === "ebnf" && this.peek(/[\r\n]/y))) {
        throw this.fault("a class is not closed", { at: start });
      }
      ranges.push(this.#range());
    }
    if (ranges.length > 0) return isNegated ? complementOf(charSet(ranges)) : charSet(ranges);
    if (this.#dialect === "ebnf" && isNegated) return complementOf([]);
    throw this.fault("a class is empty", { at: start, hint: "Any character is [^\\x00]" });
  }

  #range(): CharRange {
    const start = this.at;
    const first = this.#char(true);
    if (this.take(/-(?!\])/y) === undefined) return [first, first];
    const last = this.#char(true);
    if (last < first) throw this.fault("a range ends before it begins", { at: start });
    return [first, last];
  }

  #char(isInClass: boolean): number {
    const start = this.at;
    if (this.take(/\\/y) === undefined) {
      const code = this.#text.codePointAt(start) ?? 0;
      this.at += code > 0xffff ? 2 : 1;
      return code;
    }
    const name = this.take(/[^]/y) ?? "";
    const known = NAMED[this.#dialect][name];
    if (known !== undefined) return known;
    if (name !== "" && THEMSELVES[this.#dialect][isInClass ? 1 : 0].includes(name)) return name.charCodeAt(0);
    const hex = HEX[this.#dialect][name];
    const digits = hex && this.take(hex);
    const code = digits === undefined ? Infinity : parseInt(digits, 16);
    if (code <= 0x10ffff) return code;
    throw this.fault(`"\\${name}" is no escape`, { at: start });
  }

  /** A fault at the cursor, or at another place. */
  fault(
    is: string,
    { at = this.at, hint }: { readonly at?: number; readonly hint?: string } = {},
  ): MazeError {
    const grammar = { dialect: this.#dialect, text: this.#text };
    return grammarFault(grammar, at, hint === undefined ? { is } : { is, hint });
  }
}
