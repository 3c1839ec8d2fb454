/**
 * Fits a text into its hole while it comes: without what stands before and behind the hole already, and from the left edge.
 *
 * @module
 */

import { Dedent } from "./dedent.ts";
import { echoLength } from "./echo.ts";
import { HoleEnd } from "./hole_end.ts";
import { formOf } from "./languages.ts";
import { settledLength, trimOverlap } from "./overlap.ts";
import type { HolePlace } from "./place.ts";
import { type Mark, Scan } from "./scan.ts";

/** What is known of the text. */
export interface FittingOptions {
  /** How deep its lines stand behind the first one; empty where they begin at the left edge. */
  readonly indent?: string;
  /** True when it may begin with the code before the hole. */
  readonly mayEcho?: boolean;
}

/** Reads one text. What it gives out is never taken back. */
export class Fitting {
  readonly #place: HolePlace;
  readonly #scan: Scan;
  readonly #end: HoleEnd;
  readonly #dedent: Dedent;
  /** The beginning, as long as it may repeat the code before the hole. */
  #head: string | undefined;
  /** Units that were written before: they are read, and not given out. */
  #owed: number;
  /** What belongs in the hole so far. */
  #text = "";
  /** Units of it that were given out. */
  #given = 0;
  #isOver = false;

  constructor(place: HolePlace, { indent = "", mayEcho = false }: FittingOptions = {}) {
    this.#place = place;
    this.#scan = new Scan(formOf(place.language));
    this.#end = new HoleEnd(place);
    this.#dedent = new Dedent({ indent, isFresh: place.written === "" });
    this.#head = mayEcho ? "" : undefined;
    this.#owed = place.written.length;
    this.#take(this.#scan.push(place.written));
    this.#isOver = this.#end.isOver;
  }

  /** True when nothing that follows belongs in the hole. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** What belongs in the hole for sure with this text. */
  push(text: string): string {
    if (this.#isOver) return "";
    this.#read(text, false);
    if (this.#end.isOver) return this.#close();
    return this.#give(this.#given + settledLength(this.#text.slice(this.#given), this.#place.after));
  }

  /** The rest, when no text follows. */
  end(): string {
    if (this.#isOver) return "";
    this.#read("", true);
    this.#take(this.#scan.end());
    return this.#close();
  }

  #read(text: string, isWhole: boolean): void {
    if (this.#head === undefined) return this.#take(this.#scan.push(text));
    this.#head += text;
    const { before, written } = this.#place;
    const length = echoLength(this.#head, before + written, { isWhole });
    if (length === undefined) return;
    const rest = this.#head.slice(length);
    this.#head = undefined;
    this.#take(this.#scan.push(rest));
  }

  #close(): string {
    this.#isOver = true;
    const { language, written, after } = this.#place;
    this.#text = trimOverlap(this.#text, after, { language, written });
    return this.#give(this.#text.length);
  }

  #take(marks: readonly Mark[]): void {
    for (const mark of marks.flatMap((one) => this.#end.take(one))) {
      const owed = Math.min(this.#owed, mark.text.length);
      this.#owed -= owed;
      this.#text += this.#dedent.take(mark).slice(owed);
    }
  }

  #give(length: number): string {
    const text = this.#text.slice(this.#given, length);
    this.#given += text.length;
    return text;
  }
}
