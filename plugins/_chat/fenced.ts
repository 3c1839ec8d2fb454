/**
 * Finds the code in an answer in Markdown. How much waits, so that nothing is taken back:
 *
 * - inside a fence the start of a line waits while it may still be the closing fence, and each line's end waits for the
 *   next line's start. All else goes out as it comes;
 * - before a fence all waits. Words are dropped when the fence comes;
 * - an answer without a fence waits for the first line that is code for sure, and goes out as it comes from there. One
 *   that begins with words, or has no such line, goes out whole at its end: a fence may come with any line.
 *
 * @module
 */

import { CodeBlock } from "./code_block.ts";
import { openingOf } from "./fence.ts";
import { withoutTicks } from "./inline_code.ts";
import { kindOfLine } from "./line_kind.ts";
import type { CodeReader } from "./thinking.ts";

/** Reads one answer. The first fence counts. */
export class FencedCode implements CodeReader {
  /** Absent before the code. */
  #block: CodeBlock | undefined;
  /** Whole lines before the code. */
  #held = "";
  #hasWords = false;
  /** A line that has no end yet. */
  #line = "";

  /** @param isInside True when the prompt opened a fence. */
  constructor(isInside: boolean) {
    this.#block = isInside ? new CodeBlock("prompt") : undefined;
  }

  get isWaiting(): boolean {
    return !this.#block?.hasBegun;
  }

  get isBlank(): boolean {
    return this.isWaiting && (this.#held + this.#line).trim() === "";
  }

  get isClosed(): boolean {
    return this.#block?.isClosed ?? false;
  }

  push(text: string): string {
    if (this.#block) return this.#block.push(text);
    this.#line += text;
    for (;;) {
      const [whole, line = "", lineEnd = ""] = /^([^\n]*?)(\r?\n)/.exec(this.#line) ?? [];
      if (whole === undefined) return "";
      this.#line = this.#line.slice(whole.length);
      this.#block = this.#blockAt(line);
      if (this.#block) return this.#block.push(this.#held + (openingOf(line) ? "" : whole) + this.#line);
      this.#held += line + lineEnd;
    }
  }

  end(): string {
    if (this.#block) return this.#block.end();
    return openingOf(this.#line) ? "" : withoutTicks(this.#held + this.#line);
  }

  withdraw(): string {
    const text = this.#held + this.#line;
    this.#held = this.#line = "";
    this.#hasWords = false;
    return text;
  }

  /** The block that a line begins; what is held goes into it where no fence opens it. */
  #blockAt(line: string): CodeBlock | undefined {
    const fence = openingOf(line);
    if (fence) {
      this.#held = "";
      return new CodeBlock(fence);
    }
    const kind = kindOfLine(line);
    this.#hasWords ||= kind === "words";
    return kind === "code" && !this.#hasWords ? new CodeBlock(undefined) : undefined;
  }
}
