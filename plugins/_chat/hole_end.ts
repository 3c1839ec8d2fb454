/**
 * Where what belongs in a hole ends, told by brackets and line ends alone while it is written. It errs towards more text:
 * whoever knows the language's grammar cuts the rest.
 *
 * @module
 */

import { formOf, type LanguageForm } from "./languages.ts";
import type { HolePlace } from "./place.ts";
import type { Mark } from "./scan.ts";

/** Operators and words that want something behind them. */
const WANTS_MORE = /^(?:.*[-+*%&|^=?:.~,/]|.*=>|<|await|new|typeof|in|of|as|instanceof|not|and|or|else)$/;
const IS_DONE = /^(?:\+\+|--)$/;

/** True for white space, line ends and comments. */
export function isLoose({ kind }: Mark): boolean {
  return kind === "space" || kind === "line-end" || kind === "comment";
}

/**
 * Follows a text to its end. All kinds of holes end at a closing bracket that nothing in them opened. An expression, or a
 * type, ends also at a semicolon outside of brackets and strings, in some languages at a comma there, and with its line where neither its own end nor the
 * next line's start says that it goes on; white space and comments at its end are not part of it.
 */
export class HoleEnd {
  readonly #form: LanguageForm;
  readonly #isExpression: boolean;
  /** White space and comments behind code, until more code shows that they stand inside. */
  #held: Mark[] = [];
  /** The last piece of code. */
  #last: Mark | undefined;
  /** Type arguments that are open: `<` right behind a name, or at the start. */
  #angles = 0;
  #isOver = false;

  constructor({ language, kind }: Pick<HolePlace, "language" | "kind">) {
    this.#form = formOf(language);
    this.#isExpression = kind === "expression" || kind === "type";
  }

  /** True when nothing that follows belongs in the hole. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The pieces up to this one that belong in the hole for sure. */
  take(mark: Mark): readonly Mark[] {
    this.#isOver ||= this.#endsBefore(mark);
    if (this.#isOver) return [];
    if (isLoose(mark) && this.#isExpression && this.#last && mark.depth === 0) {
      this.#held.push(mark);
      return [];
    }
    const marks = [...this.#held, mark];
    this.#count(mark, marks.length === 1);
    this.#held = [];
    if (!isLoose(mark)) this.#last = mark;
    return marks;
  }

  #endsBefore(mark: Mark): boolean {
    if (mark.depth < 0) return true;
    if (!this.#isExpression || isLoose(mark)) return false;
    const isCode = mark.kind === "code";
    if (isCode && mark.depth === 0 && this.#isSeparator(mark.text)) return true;
    if (!this.#held.some(({ kind }) => kind === "line-end") || this.#wantsMore()) return false;
    return !(isCode && this.#form.goesOn?.test(mark.text));
  }

  #isSeparator(sign: string): boolean {
    return sign === ";" || (sign === "," && this.#form.isEndedByComma && this.#angles === 0);
  }

  #count({ kind, text, depth }: Mark, isClose: boolean): void {
    if (kind !== "code" || depth !== 0) return;
    const isName = this.#last === undefined || (isClose && /^[\p{ID_Start}$_]/u.test(this.#last.text));
    if (text === "<" && isName) this.#angles++;
    else if (/^>+/.test(text)) this.#angles = Math.max(0, this.#angles - (/^>+/.exec(text)?.[0].length ?? 0));
  }

  #wantsMore(): boolean {
    if (this.#last?.kind !== "code") return false;
    return WANTS_MORE.test(this.#last.text) && !IS_DONE.test(this.#last.text);
  }
}
