/**
 * Takes from the lines of code what they stand deeper in a file, or in an answer, than code at the left edge. Lines inside
 * of strings stay: their white space is their content.
 *
 * @module
 */

import type { Mark } from "./scan.ts";

/** What is known of the lines. */
export interface DedentOptions {
  /** How deep lines stand behind the first one, where that begins at its place in the file; else empty. */
  readonly indent: string;
  /** True when nothing is written yet: white space before the first sign is dropped. */
  readonly isFresh: boolean;
}

/** Dedents piece by piece: by how deep the first line stands, where the text shows it. */
export class Dedent {
  #indent: string;
  #isFresh: boolean;
  #hasLineEnd = false;
  /** White space at the start of the line that is being read; absent behind its first sign. */
  #start: string | undefined;

  constructor({ indent, isFresh }: DedentOptions) {
    this.#indent = indent;
    this.#isFresh = isFresh;
    this.#start = isFresh ? "" : undefined;
  }

  /** The piece as it is given out. */
  take(mark: Mark): string {
    if (mark.kind === "line-end") {
      this.#start = "";
      this.#hasLineEnd = true;
      return this.#isFresh ? "" : mark.text;
    }
    if (this.#start === undefined) return mark.text;
    if (mark.kind === "space") {
      this.#start += mark.text;
      return this.#isFresh || this.#indent.startsWith(this.#start) ? "" : mark.text;
    }
    if (this.#isFresh && (this.#hasLineEnd || this.#indent === "")) this.#indent = this.#start;
    this.#isFresh = false;
    this.#start = undefined;
    return mark.text;
  }
}
