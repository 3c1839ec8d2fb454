/**
 * What an answer's start and the text before the hole have in common: models that are shown a file like to begin with the
 * statement, or the function, in which the hole is.
 *
 * @module
 */

import { type Piece, piecesOf } from "./pieces.ts";

/** So many lines before the hole may be repeated. */
const LINES = 40;
/** A declaration, a property or an assignment whose value is missing: `const name: Type =`. */
const VALUE = /^\s*(?:[a-z]+\s+)*([\w$]+)\s*(?::[^=]*)?[:=]\s*$/;
/** Words before a name that declare it. */
const DECLARING = ["const", "let", "var", "export", "pub", "mut", "static", "readonly"];
const DECLARED = new RegExp(`^\\s*(?:(?:${DECLARING.join("|")})\\s+)*`);
/** What stands between a name and its value: a type as well. */
const TO_VALUE = /^\s*(?:=(?![=>])|:(?![:=])(?:[^=\r\n]*[^=\r\n<>!]=(?![=>]))?)/;

/**
 * How long the beginning of an answer is that repeats the text before the hole: from the start of one of its lines to its
 * end, white space aside; or the name of the value that is missing, with `=` or `:` behind it and whatever type between.
 *
 * @example
 * ```ts
 * import { echoLength } from "./echo.ts";
 * import assert from "node:assert/strict";
 *
 * const before = "{\n  const sum: number = ";
 * assert.equal(echoLength("const sum = a + b", before, { isWhole: true }), "const sum =".length);
 * assert.equal(echoLength("a + b", before, { isWhole: true }), 0);
 * assert.equal(echoLength("const su", before, { isWhole: false }), undefined);
 * ```
 *
 * @param before The text before the hole, what is written in it included.
 * @param options `isWhole`: no text follows.
 * @returns A length, 0 where nothing is repeated; `undefined` while the answer's next text decides it.
 */
export function echoLength(
  answer: string,
  before: string,
  { isWhole }: { readonly isWhole: boolean },
): number | undefined {
  const own = new Beginning(answer, isWhole);
  const lengths = tailsOf(before).map((tail) => own.repeats(tail));
  if (lengths.includes(undefined)) return undefined;
  const length = Math.max(0, ...lengths.map((one) => one ?? 0));
  return length > 0 ? own.withSpace(length, before) : own.names(before);
}

/** The pieces from the start of each line to the end; the last line's also from what it is to be the value of. */
function tailsOf(before: string): Piece[][] {
  const starts = [...before.matchAll(/(?<=^|\n)[ \t]*(?=[^ \t\r\n])/g)].slice(-LINES).map(({ index }) =>
    index
  );
  const lastLine = before.lastIndexOf("\n") + 1;
  const value = /^\s*return\s+|^.*[^=!<>]=\s+/.exec(before.slice(lastLine))?.[0];
  const all = [...starts, ...(value ? [lastLine + value.length] : [])].map((at) =>
    piecesOf(before.slice(at))
  );
  return all.filter((tail) => tail.some(({ text }) => isWord(text)));
}

function isWord(text: string): boolean {
  return /^[\p{ID_Continue}$]/u.test(text);
}

/** The beginning of an answer. */
class Beginning {
  readonly #text: string;
  readonly #isWhole: boolean;
  readonly #pieces: readonly Piece[];

  constructor(text: string, isWhole: boolean) {
    this.#text = text;
    this.#isWhole = isWhole;
    this.#pieces = piecesOf(text);
  }

  /** How long the repetition of one tail is: 0 where there is none, `undefined` while there may be. */
  repeats(tail: readonly Piece[]): number | undefined {
    for (const [index, { text }] of tail.entries()) {
      const piece = this.#pieces[index];
      const isOpen = this.#isOpen(piece);
      if (piece?.text === text && !(isOpen && isWord(text))) continue;
      return isOpen && text.startsWith(piece?.text ?? "") ? undefined : 0;
    }
    const last = this.#pieces[tail.length - 1];
    return last ? last.at + last.text.length : 0;
  }

  /** The length with the white space in which both go on. */
  withSpace(length: number, before: string): number | undefined {
    const space = /\s*$/.exec(before)?.[0] ?? "";
    const rest = this.#text.slice(length);
    if (!this.#isWhole && rest.length < space.length && space.startsWith(rest)) return undefined;
    let shared = 0;
    while (shared < space.length && space[shared] === rest[shared]) shared++;
    return length + shared;
  }

  /** How long a repetition of the missing value's name is, with what stands between it and the value. */
  names(before: string): number | undefined {
    const name = VALUE.exec(before.slice(before.lastIndexOf("\n") + 1))?.[1];
    if (name === undefined) return 0;
    const head = DECLARED.exec(this.#text)?.[0] ?? "";
    const rest = this.#text.slice(head.length);
    if ([...DECLARING, name].some((word) => word.startsWith(rest))) return this.#isWhole ? 0 : undefined;
    const value = rest.slice(name.length);
    if (!rest.startsWith(name) || !/^\s*(?:[:=]|$)/.test(value)) return 0;
    if (!this.#isWhole && !/\S[^\n]*\n/.test(value)) return undefined;
    const found = TO_VALUE.exec(value)?.[0];
    return found === undefined ? 0 : head.length + name.length + found.length;
  }

  /** True for a piece that the next text may make longer, and for one that has not come yet. */
  #isOpen(piece: Piece | undefined): boolean {
    return !this.#isWhole && (piece === undefined || piece.at + piece.text.length === this.#text.length);
  }
}
