/**
 * Code up to the fence that closes it.
 *
 * @module
 */

import { type Fence, isClosing, mayBeClosing, openingOf } from "./fence.ts";
import { heldUnits } from "./waiting_units.ts";

/** In code without a fence of its own any line that begins so ends it. */
const ANY_FENCE = /^[ \t]*(?:`{3}|~{3})/;
const MAY_BE_ANY = /^[ \t]*(?:`{0,2}|~{0,2})$/;
/** The fence that a prompt opens. */
const PROMPTED: Fence = { mark: "`", length: 3, indent: "", info: "" };

/**
 * Reads code line by line. The start of a line waits while it may still be the closing fence, and a line's end waits for
 * the next line: the one before the closing fence is not part of the code.
 */
export class CodeBlock {
  /** Absent where none opened the code. */
  #fence: Fence | undefined;
  /** True before the first line behind a fence that the prompt opened: some models open it again. */
  #mayReopen: boolean;
  #rest = "";
  #isEnd = false;
  #isClosed = false;
  #hasBegun: boolean;
  #isAtLineStart = true;
  /** A line's end that waits. */
  #lineEnd = "";

  /** @param fence What opened the code: a line of the answer, the prompt, or nothing. */
  constructor(fence: Fence | "prompt" | undefined) {
    this.#mayReopen = fence === "prompt";
    this.#fence = fence === "prompt" ? PROMPTED : fence;
    this.#hasBegun = fence !== "prompt";
  }

  /** False while behind a fence of the prompt nothing but white space has come. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** True when the closing fence came. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What is code for sure with this text. */
  push(text: string): string {
    this.#rest += text;
    return this.#read();
  }

  /** The rest, when no text follows. */
  end(): string {
    this.#isEnd = true;
    const text = this.#read();
    return this.#isClosed ? text : text + this.#lineEnd;
  }

  #read(): string {
    let text = "";
    while (this.#rest !== "" && !this.#isClosed) {
      const more = this.#isAtLineStart ? this.#startLine() : this.#goOn();
      if (more === undefined) break;
      text += more;
    }
    if (this.#isClosed) this.#rest = "";
    this.#hasBegun ||= this.#isClosed || text.trim() !== "";
    return text;
  }

  /** Decides what a line is; nothing while its beginning does not tell. */
  #startLine(): string | undefined {
    const [start = ""] = /^[^\n]*/.exec(this.#rest) ?? [];
    const isWhole = this.#isEnd || start.length < this.#rest.length;
    const line = start.replace(/\r$/, "");
    if (this.#mayReopen && /^[ \t]*[`~]/.test(line)) {
      if (!isWhole) return undefined;
      const again = openingOf(line);
      if (again && again.info !== "") return this.#reopen(again, start);
    }
    if (isWhole ? this.#closes(line) : this.#mayClose(line)) {
      this.#isClosed = isWhole;
      return isWhole ? "" : undefined;
    }
    if (line.trim() !== "") this.#mayReopen = false;
    return this.#openLine(line);
  }

  #reopen(fence: Fence, line: string): "" {
    this.#fence = fence;
    this.#mayReopen = false;
    this.#hasBegun = true;
    this.#rest = this.#rest.slice(line.length).replace(/^\n/, "");
    return "";
  }

  /** The line's end before, and the line without the indentation of its fence. */
  #openLine(line: string): string {
    const text = this.#lineEnd;
    this.#lineEnd = "";
    this.#isAtLineStart = false;
    this.#rest = this.#rest.slice(sharedUnits(line, this.#fence?.indent ?? ""));
    return text;
  }

  /** Gives out the line up to its end. */
  #goOn(): string | undefined {
    const end = /\r?\n/.exec(this.#rest);
    if (end) {
      this.#lineEnd = end[0];
      this.#isAtLineStart = true;
      return this.#cut(end.index, end[0].length);
    }
    const length = this.#rest.length - (this.#isEnd ? 0 : heldUnits(this.#rest));
    return length > 0 ? this.#cut(length) : undefined;
  }

  #cut(length: number, dropped = 0): string {
    const text = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length + dropped);
    return text;
  }

  #closes(line: string): boolean {
    return this.#fence ? isClosing(line, this.#fence) : ANY_FENCE.test(line);
  }

  #mayClose(start: string): boolean {
    return this.#fence ? mayBeClosing(start, this.#fence) : MAY_BE_ANY.test(start) || ANY_FENCE.test(start);
  }
}

/** How many units two texts begin with in common. */
function sharedUnits(one: string, two: string): number {
  let units = 0;
  while (units < two.length && one[units] === two[units]) units++;
  return units;
}
