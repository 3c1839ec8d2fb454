/**
 * Reads the tokens of a TOML text that a parser has accepted: keys, values, white space.
 *
 * @see https://toml.io/en/v1.1.0
 * @module
 */

import type { Span } from "@maze/maze/plugin";
import { parse } from "smol-toml";

/** One part of a dotted key. */
export interface KeyPart {
  readonly name: string;
  readonly span: Span;
}

const VOID = /(?:[ \t\r\n\uFEFF]|#[^\n]*)*/y;
const BLANK = /[ \t]*/y;
const BARE_KEY = /[A-Za-z0-9_-]+/y;
// A date and its time may be parted by one space; anything else ends at white space, structure or a comment.
const SCALAR = /\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d[^\s,\]}#]*|[^\s,\]}#]+/y;
const STRINGS = [
  /"""(?:[^\\]|\\[^])*?"""(?:"{0,2})/y,
  /'''[^]*?'''(?:'{0,2})/y,
  /"(?:[^"\\\n]|\\.)*"/y,
  /'[^'\n]*'/y,
];

/** Walks over a text from its start. Offsets are UTF-16 units, 0-based. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character at the place reached; empty at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  /** Passes white space, ends of lines and comments. */
  skipVoid(): void {
    this.#take(VOID);
  }

  /** Passes one expected piece of text. */
  expect(piece: string): void {
    if (!this.text.startsWith(piece, this.at)) throw this.#unexpected(`"${piece}"`);
    this.at += piece.length;
  }

  /** Passes a dotted key, with white space around it, and returns its parts. */
  key(): readonly KeyPart[] {
    const parts: KeyPart[] = [];
    do {
      if (parts.length > 0) this.expect(".");
      this.#take(BLANK);
      parts.push(this.#keyPart());
      this.#take(BLANK);
    } while (this.next === ".");
    return parts;
  }

  /** Passes a string, number, boolean or date. */
  scalar(): Span {
    const start = this.at;
    if (this.#string() || this.#take(SCALAR) !== "") return { start, end: this.at };
    throw this.#unexpected("a value");
  }

  #keyPart(): KeyPart {
    const start = this.at;
    const isQuoted = this.#string();
    if (!isQuoted && this.#take(BARE_KEY) === "") throw this.#unexpected("a key");
    const span = { start, end: this.at };
    const raw = this.text.slice(start, this.at);
    return { name: isQuoted ? String(parse(`key = ${raw}`).key) : raw, span };
  }

  #string(): boolean {
    if (this.next !== '"' && this.next !== "'") return false;
    return STRINGS.some((pattern) => this.#take(pattern) !== "");
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.text)?.[0] ?? "";
    this.at += taken.length;
    return taken;
  }

  #unexpected(wanted: string): SyntaxError {
    return new SyntaxError(`Cannot find ${wanted} at offset ${this.at}: found "${this.next}"`);
  }
}
