/**
 * Texts as the compiler is shown them: where a comment asks for an expression, a name stands that is declared nowhere. It
 * may be anything, so that one open hole makes no faults around another.
 *
 * @module
 */

import { standInsOf, withStandIns } from "../_holes/stand_ins.ts";
import { parsed } from "./recent.ts";

/** The files of a session whose comments ask for expressions. */
export class Asking {
  /** The text of each such file as it was read last, and the comments that asked in it. */
  readonly #files = new Map<string, { readonly text: string; readonly comments: ReadonlySet<string> }>();

  /** Takes a text that was read, by its absolute path. */
  note(path: string, text: string): void {
    if (this.#files.get(path)?.text === text) return;
    this.#files.delete(path);
    if (standInsOf(text).length === 0) return;
    const { standIns } = parsed(path, text);
    if (standIns.length === 0) return;
    const comments = standIns.map(({ start, end }) => text.slice(start, end));
    this.#files.set(path, { text, comments: new Set(comments) });
  }

  /** The texts, and those of all files that ask. Only comments that asked before stand for something: code has to be whole. */
  asPrograms(texts: ReadonlyMap<string, string>): Map<string, string> {
    const shown = new Map(texts);
    for (const [path, { text, comments }] of this.#files) {
      const own = texts.get(path) ?? text;
      const open = parsed(path, own).standIns.filter(({ start, end }) => comments.has(own.slice(start, end)));
      shown.set(path, withStandIns(own, open));
    }
    return shown;
  }
}
