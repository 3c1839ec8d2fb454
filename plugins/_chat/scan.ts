/**
 * Reads code piece by piece as far as its brackets: what is code, what is white space or a comment, what is text in
 * quotes. It knows no grammar, so that it can read code that has no beginning and no end.
 *
 * @module
 */

import type { LanguageForm, Quote } from "./languages.ts";
import { heldUnits } from "./waiting_units.ts";

/** A piece of code that nothing behind it changes. */
export interface Mark {
  /**
   * `code` is a word, a run of operators or another sign; `open` and `close` are brackets, an inset in a string included.
   */
  readonly kind: "space" | "line-end" | "comment" | "code" | "quote" | "open" | "close";
  /** Its text. */
  readonly text: string;
  /** Brackets that are open behind it; below 0 where one was closed that nothing opened. */
  readonly depth: number;
}

/** What may stand before an operand, so that a slash there begins a regular expression. */
const BEFORE_OPERAND = /^(?:|[([{,;}]|.*[-:=!&|?+*%<>~^]|return|typeof|case|in|of|void|await|yield)$/;
const WORD = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u;
const OPERATORS = /^[-+*%&|^=<>!?:.~]+/;
/** A Rust or Zig character. */
const CHARACTER = /^'(?:\\(?:u\{\w*\}|x\w\w|[^])|[^'\\\r\n])'/u;
/** As long as the longest character: `'\u{10ffff}'`. */
const CHARACTER_UNITS = 12;

/** Reads one text; the pieces it gives are the same however the text is cut. */
export class Scan {
  readonly #form: LanguageForm;
  /** Openings of all that is not code, longest first. */
  readonly #openings: readonly string[];
  #rest = "";
  /** The string or comment that is being read. */
  #inside: Quote | undefined;
  #isComment = false;
  /** Innermost last: what is open, and for an inset the string around it. */
  #open: (Quote | undefined)[] = [];
  #depth = 0;
  /** The last piece that is no white space and no comment. */
  #last = "";

  constructor(form: LanguageForm) {
    this.#form = form;
    const all = [
      form.comment,
      ...(form.block ? [form.block[0]] : []),
      ...form.quotes.map(({ open }) => open),
    ];
    this.#openings = all.sort((a, b) => b.length - a.length);
  }

  /** True where the text ends in a string or a comment that has no end yet. */
  get isInside(): boolean {
    return this.#inside !== undefined;
  }

  /** Pieces that are complete now. */
  push(text: string): Mark[] {
    this.#rest += text;
    return this.#take(false);
  }

  /** The rest, when no text follows. */
  end(): Mark[] {
    return this.#take(true);
  }

  #take(isEnd: boolean): Mark[] {
    const marks: Mark[] = [];
    while (this.#rest !== "") {
      const mark = this.#inside ? this.#quoted(this.#inside, isEnd) : this.#next(isEnd);
      if (!mark) break;
      marks.push(mark);
    }
    return marks;
  }

  #mark(kind: Mark["kind"], length: number): Mark {
    const text = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length);
    if (kind !== "space" && kind !== "line-end" && kind !== "comment") this.#last = text;
    return { kind, text, depth: this.#depth };
  }

  #next(isEnd: boolean): Mark | undefined {
    const rest = this.#rest;
    const lineEnd = /^(?:\r\n|\n)/.exec(rest)?.[0];
    if (lineEnd) return this.#mark("line-end", lineEnd.length);
    if (rest === "\r" && !isEnd) return undefined;
    if (/^\s/.test(rest)) return this.#mark("space", 1);
    if (!isEnd && this.#openings.some((open) => open !== rest && open.startsWith(rest))) return undefined;
    const opening = this.#openings.find((open) => rest.startsWith(open));
    if (opening !== undefined) return this.#begin(opening, isEnd);
    if (rest.startsWith("/") && this.#form.hasRegex) return this.#slash(isEnd);
    return this.#bracket(rest.charAt(0)) ?? this.#run(isEnd);
  }

  /** A name is one piece, so that what begins a string in it does not: `bar"` holds no `r"`. */
  #run(isEnd: boolean): Mark | undefined {
    const run = (WORD.exec(this.#rest) ?? OPERATORS.exec(this.#rest))?.[0];
    if (run === undefined) return this.#one("code", isEnd);
    return run.length === this.#rest.length && !isEnd ? undefined : this.#mark("code", run.length);
  }

  /** One character, both halves of it. */
  #one(kind: Mark["kind"], isEnd: boolean): Mark | undefined {
    const length = /^[\ud800-\udbff]/.test(this.#rest) ? 2 : 1;
    return length > this.#rest.length && !isEnd ? undefined : this.#mark(kind, length);
  }

  #begin(opening: string, isEnd: boolean): Mark | undefined {
    const { comment, block, quotes } = this.#form;
    const quote = quotes.find(({ open }) => open === opening);
    if (quote?.isChar) return this.#character(isEnd);
    this.#isComment = quote === undefined;
    const close = opening === block?.[0] ? block[1] : "\n";
    this.#inside = quote ?? { open: opening, close, hasEscapes: false, isLine: opening === comment };
    return this.#mark(quote ? "quote" : "comment", opening.length);
  }

  #character(isEnd: boolean): Mark | undefined {
    const found = CHARACTER.exec(this.#rest)?.[0];
    if (found) return this.#mark("quote", found.length);
    const mayGrow = this.#rest.length < CHARACTER_UNITS && !/[\r\n]/.test(this.#rest);
    return mayGrow && !isEnd ? undefined : this.#mark("code", 1);
  }

  /** A regular expression, where an operand is due and the line has its end; else a division. */
  #slash(isEnd: boolean): Mark | undefined {
    if (!BEFORE_OPERAND.test(this.#last)) return this.#mark("code", 1);
    const found = /^\/(?:\\.|\[(?:\\.|[^\]\\\r\n])*\]|[^/\\[\r\n])+\//.exec(this.#rest)?.[0];
    if (found) return this.#mark("quote", found.length);
    return /[\r\n]/.test(this.#rest) || isEnd ? this.#mark("code", 1) : undefined;
  }

  #bracket(sign: string): Mark | undefined {
    if ("([{".includes(sign)) {
      this.#open.push(undefined);
      this.#depth++;
      return this.#mark("open", 1);
    }
    if (!")]}".includes(sign)) return undefined;
    this.#inside = this.#open.pop();
    this.#isComment = false;
    this.#depth--;
    return this.#mark("close", 1);
  }

  /** The next piece of a string or comment: up to an inset, or its end. */
  #quoted(quote: Quote, isEnd: boolean): Mark | undefined {
    const rest = this.#rest;
    const kind = this.#isComment ? "comment" : "quote";
    if (quote.hasEscapes && rest.startsWith("\\")) {
      const escape = /^\\(?:\r\n|[^])?/u.exec(rest)?.[0] ?? "";
      const mayGrow = escape === rest && (escape.length === 1 || heldUnits(escape) > 0);
      return mayGrow && !isEnd ? undefined : this.#mark(kind, escape.length);
    }
    if (quote.isLine && /^(?:\r\n|\n)/.test(rest)) {
      this.#inside = undefined;
      return this.#next(isEnd);
    }
    if (rest.startsWith(quote.close)) {
      this.#inside = undefined;
      return this.#mark(kind, quote.close.length);
    }
    if (quote.inset && rest.startsWith(quote.inset)) return this.#inset(quote, quote.inset);
    const mayBe = [quote.close, ...(quote.inset ? [quote.inset] : []), ...(quote.isLine ? ["\r\n"] : [])];
    if (!isEnd && mayBe.some((sign) => sign.startsWith(rest))) return undefined;
    return this.#one(kind, isEnd);
  }

  #inset(quote: Quote, sign: string): Mark {
    this.#open.push(quote);
    this.#depth++;
    this.#inside = undefined;
    return this.#mark("open", sign.length);
  }
}
