/**
 * Parts a model's thinking from what it answers.
 *
 * @module
 */

import type { AnswerPiece, AnswerReader } from "./answer_reader.ts";
import { begunUnits, heldUnits } from "./waiting_units.ts";

/** What begins and ends thinking. */
export interface ThinkingTags {
  /** As `<think>`. */
  readonly open: string;
  /** As `</think>`. */
  readonly close: string;
}

/** Takes what is not thinking, and gives what of it is code. */
export interface CodeReader {
  /** True as long as no code has begun: thinking may still come. */
  readonly isWaiting: boolean;
  /** True when nothing but white space waits. */
  readonly isBlank: boolean;
  /** True when the code is over. */
  readonly isClosed: boolean;
  /** What is clear with this text. */
  push(text: string): string;
  /** The rest, when no text follows. */
  end(): string;
  /** What waits, which is forgotten: it was thinking. */
  withdraw(): string;
}

/** What is known of the thinking. */
export interface ThinkingOptions {
  /** Tags beside `<think>`. */
  readonly tags: readonly ThinkingTags[];
  /** True when the text begins inside of thinking. */
  readonly isThinking: boolean;
}

const THINK: ThinkingTags = { open: "<think>", close: "</think>" };

/** Gives all that is not thinking to a reader of code. */
export class WithThinking implements AnswerReader {
  readonly #code: CodeReader;
  readonly #tags: readonly ThinkingTags[];
  /** What ends the thinking that is being read. */
  #close: string | undefined;
  #rest = "";
  /** True behind thinking: white space there belongs to nobody. */
  #skipsSpace = false;
  #isEnd = false;
  #pieces: AnswerPiece[] = [];

  constructor(code: CodeReader, { tags, isThinking }: ThinkingOptions) {
    this.#code = code;
    this.#tags = [THINK, ...tags];
    this.#close = isThinking ? THINK.close : undefined;
  }

  get isClosed(): boolean {
    return this.#code.isClosed;
  }

  push(text: string): readonly AnswerPiece[] {
    this.#rest += text;
    return this.#read();
  }

  end(): readonly AnswerPiece[] {
    this.#isEnd = true;
    const pieces = this.#read();
    const text = this.#close === undefined ? this.#code.end() : "";
    return text === "" ? pieces : [...pieces, { kind: "text", text }];
  }

  #read(): AnswerPiece[] {
    while (
      this.#rest !== "" && (this.#close === undefined ? this.#readCode() : this.#readThinking(this.#close))
    );
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  /** Takes thinking up to its end; false when all of it is taken and the end is not in sight. */
  #readThinking(close: string): boolean {
    const at = this.#rest.indexOf(close);
    const held = this.#isEnd ? 0 : Math.max(begunUnits(this.#rest, [close]), heldUnits(this.#rest));
    this.#give("thinking", this.#cut(at < 0 ? this.#rest.length - held : at));
    if (at < 0) return false;
    this.#cut(close.length);
    this.#close = undefined;
    this.#skipsSpace = this.#code.isBlank;
    return true;
  }

  /** Gives the text before the next tag to the reader of code, and asks it whether that is a tag. */
  #readCode(): boolean {
    if (this.#skipsSpace) this.#rest = this.#rest.trimStart();
    if (this.#rest === "") return false;
    this.#skipsSpace = false;
    const tag = this.#code.isWaiting ? this.#nextTag() : undefined;
    if (!tag) {
      const held = this.#isEnd || !this.#code.isWaiting ? 0 : begunUnits(this.#rest, this.#allTags());
      this.#give("text", this.#code.push(this.#cut(this.#rest.length - held)));
      return held > 0 && !this.#code.isWaiting;
    }
    this.#give("text", this.#code.push(this.#cut(tag.at)));
    if (this.#code.isWaiting) this.#enter(tag.text);
    return true;
  }

  #enter(tag: string): void {
    this.#cut(tag.length);
    const own = this.#tags.find(({ open }) => open === tag);
    this.#close = own?.close;
    if (own) return;
    this.#give("thinking", this.#code.withdraw());
    this.#skipsSpace = true;
  }

  #allTags(): string[] {
    return this.#tags.flatMap(({ open, close }) => [open, close]);
  }

  /** The first tag that is there; of two at one place the shorter, which is whole before the other. */
  #nextTag(): { readonly text: string; readonly at: number } | undefined {
    return this.#allTags().map((text) => ({ text, at: this.#rest.indexOf(text) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || a.text.length - b.text.length)[0];
  }

  #cut(length: number): string {
    const text = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length);
    return text;
  }

  #give(kind: AnswerPiece["kind"], text: string): void {
    if (text !== "") this.#pieces.push({ kind, text });
  }
}
