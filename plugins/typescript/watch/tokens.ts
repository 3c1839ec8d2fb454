/**
 * The tokens of code that may end anywhere, with the brackets that are still open at its end.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { JsxReader } from "./jsx_tokens.ts";

/** One token. */
export interface Token extends Span {
  readonly kind: "word" | "number" | "string" | "template" | "regex" | "punct" | "jsx";
  readonly text: string;
  readonly isAfterNewline: boolean;
  /** The brackets that are open after it, outermost first. */
  readonly open: readonly Bracket[];
}

/**
 * A bracket that is open. `<` is the head of a JSX element, `>` its inside. Angle brackets of types are none: only a
 * parser can tell them from comparisons.
 */
export interface Bracket {
  readonly kind: "(" | "[" | "{" | "${" | "<" | ">";
  /** Where it begins. */
  readonly at: number;
  /** Where what it holds begins. */
  readonly inside: number;
}

/** Why reading stopped before the text's end. */
export interface Stop {
  /** `closer`: a bracket closes what was never opened; the others can be mended by no text that follows. */
  readonly kind: "closer" | "mismatch" | "line-end-in-string";
  readonly at: number;
}

/** What was read. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly open: readonly Bracket[];
  /** Where the last token begins that could still grow; the text's length if there is none. */
  readonly grown: number;
  readonly stop?: Stop;
}

const SPACE = /(?:\s|\/\/[^\r\n\u2028\u2029]*(?=[\r\n\u2028\u2029])|\/\*[\s\S]*?\*\/)+/y;
const WORD = /#?[\p{ID_Start}$_\\][\p{ID_Continue}$\u200c\u200d\\]*/uy;
const NUMBER =
  /(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)n?/y;
const STRING = /"(?:\\(?:\r\n|[\s\S])|[^"\\\r\n])*("?)|'(?:\\(?:\r\n|[\s\S])|[^'\\\r\n])*('?)/y;
const REGEX = /\/(?:\\.|\[(?:\\.|[^\]\\\r\n])*\]|[^/\\[\r\n])+\/[a-z]*/y;
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(`|\$\{|$)/y;
const PUNCT = /\.\.\.|=>|[=!]==?|<<?=?|&&=?|\|\|=?|\?\?=?|\?\.(?!\d)|\*\*=?|\+\+|--|[-+*/%&|^]=|[\s\S]/y;
/** Tokens that nothing written behind them makes into others. */
const WHOLE = /^(?:[()[\]{};:,~@]|\.\.\.|=>|\+\+|--|[=!]==|(?:&&|\|\||\?\?|\*\*|<<)=)$/;
/** Words after which an operand comes, so that a slash begins a regular expression. */
export const BEFORE_OPERAND: ReadonlySet<string> = new Set(
  "return typeof case in of delete void instanceof new throw do else await yield".split(" "),
);

/**
 * Reads code up to its end, or to where it stops to be the inside of a pair of brackets.
 *
 * @param isJsx True where `<` in an operand's place begins an element.
 */
export function readTokens(text: string, isJsx: boolean): Reading {
  return new Reader(text, isJsx).read();
}

class Reader {
  readonly tokens: Token[] = [];
  open: readonly Bracket[] = [];
  readonly text: string;
  readonly #jsx: JsxReader | undefined;
  at = 0;
  #isAfterNewline = false;
  #grown: number | undefined;
  #stop: Stop | undefined;

  constructor(text: string, isJsx: boolean) {
    this.text = text;
    this.#jsx = isJsx ? new JsxReader(this) : undefined;
  }

  read(): Reading {
    while (this.#grown === undefined && !this.#stop) {
      const isTaken = this.#jsx?.inElement() ? this.#jsx.step() : this.#step();
      if (!isTaken) break;
    }
    return {
      tokens: this.tokens,
      open: this.open,
      grown: this.#grown ?? this.text.length,
      ...(this.#stop ? { stop: this.#stop } : {}),
    };
  }

  /** The text at a place, if the pattern matches there. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  /** Takes a token; with a bracket that it opens, or without the innermost one, which it closes. */
  take(kind: Token["kind"], length: number, bracket?: Bracket["kind"] | "close"): void {
    const start = this.at;
    this.at += length;
    if (bracket === "close") this.open = this.open.slice(0, -1);
    else if (bracket) this.open = [...this.open, { kind: bracket, at: start, inside: this.at }];
    const text = this.text.slice(start, this.at);
    const { open } = this;
    this.tokens.push({ kind, text, start, end: this.at, open, isAfterNewline: this.#isAfterNewline });
    this.#isAfterNewline = false;
  }

  /** Takes the end of an element's head: the element's inside is open from now on. */
  turnInside(): void {
    const at = this.open.at(-1)?.at ?? this.at;
    this.take("jsx", 1, "close");
    this.open = [...this.open, { kind: ">", at, inside: this.at }];
    const last = this.tokens.pop();
    if (last) this.tokens.push({ ...last, open: this.open });
  }

  /** The text may still go on with this token: it counts as not written. */
  grow(): false {
    this.#grown = this.at;
    return false;
  }

  #step(): boolean {
    const space = this.match(SPACE)?.[0];
    if (space !== undefined) {
      this.at += space.length;
      this.#isAfterNewline ||= /[\r\n\u2028\u2029]/.test(space);
    }
    if (this.at >= this.text.length) return false;
    const rest = this.text.slice(this.at, this.at + 2);
    if (rest === "//" || rest === "/*") return this.grow(); // a comment that has no end yet
    const word = this.match(WORD)?.[0];
    if (word !== undefined) return this.#growing("word", word);
    const sign = rest.charAt(0);
    const number = /[\d.]/.test(sign) && rest !== ".." ? this.match(NUMBER)?.[0] : undefined;
    if (number !== undefined) return this.#growing("number", number);
    if (sign === '"' || sign === "'") return this.#string();
    if (sign === "`") return this.#template(true);
    if (sign === "/" && this.isOperandNext()) return this.#regex();
    if (sign === "<" && this.#jsx?.begins()) return this.#jsx.enter();
    return this.#punct();
  }

  #growing(kind: Token["kind"], text: string): boolean {
    if (this.at + text.length >= this.text.length) return this.grow();
    this.take(kind, text.length);
    return true;
  }

  #string(): boolean {
    const found = this.match(STRING);
    const [whole = "", double, single] = found ?? [];
    if (double || single) {
      this.take("string", whole.length);
      return true;
    }
    if (/^\\?$/.test(this.text.slice(this.at + whole.length))) return this.grow();
    this.#stop = { kind: "line-end-in-string", at: this.at };
    return false;
  }

  /** A template's next piece: its first one, or one behind a substitution. */
  #template(isFirst: boolean): boolean {
    this.at++;
    const [whole = "", end] = this.match(TEMPLATE) ?? [];
    this.at--;
    if (!end) return this.grow();
    if (!isFirst) this.open = this.open.slice(0, -1);
    this.take("template", 1 + whole.length, end === "${" ? "${" : undefined);
    return true;
  }

  #regex(): boolean {
    const found = this.match(REGEX)?.[0];
    if (found !== undefined) return this.#growing("regex", found);
    const lineEnd = this.text.slice(this.at).search(/[\r\n]/);
    // A slash that ends on no line is a division that was misread.
    return lineEnd < 0 ? this.grow() : this.#punct();
  }

  #punct(): boolean {
    const text = this.match(PUNCT)?.[0] ?? "";
    const isAtEnd = this.at + text.length >= this.text.length;
    if (isAtEnd && !WHOLE.test(text)) return this.grow();
    if (text === ")" || text === "]" || text === "}") return this.#close(text);
    this.take("punct", text.length, text === "(" || text === "[" || text === "{" ? text : undefined);
    return true;
  }

  #close(text: string): boolean {
    const last = this.open.at(-1);
    if (!last || CLOSERS[last.kind] !== text) {
      this.#stop = { kind: last ? "mismatch" : "closer", at: this.at };
      return false;
    }
    if (last.kind === "${") return this.#template(false);
    this.take("punct", 1, "close");
    return true;
  }

  /** True where an operand, not an operator, comes next. */
  isOperandNext(): boolean {
    const last = this.tokens.at(-1);
    if (!last) return true;
    if (last.kind === "word") return BEFORE_OPERAND.has(last.text);
    if (last.kind !== "punct") return last.kind === "template" && last.text.endsWith("${");
    if (last.text === "!") return !this.#isPostfix(last);
    if (last.text === "}") return this.#isAfterNewline;
    return !/^(?:\)|\]|\+\+|--)$/.test(last.text);
  }

  /** True for `!` that says that its operand is there. */
  #isPostfix(mark: Token): boolean {
    const before = this.tokens.at(-2);
    if (!before || before.end !== mark.start) return false;
    return before.kind === "punct" ? /^[)\]}]$/.test(before.text) : !BEFORE_OPERAND.has(before.text);
  }
}

/** The sign that closes a bracket; of an element none does it alone. */
const CLOSERS: Readonly<Record<Bracket["kind"], string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "${": "}",
  "<": "",
  ">": "",
};

export type { Reader };
