/**
 * Takes an answer as it is.
 *
 * @module
 */

import type { CodeReader } from "./thinking.ts";
import { heldUnits } from "./waiting_units.ts";

/** All text is code, white space at its start included. */
export class RawText implements CodeReader {
  readonly isClosed = false;
  #isWaiting = true;
  #rest = "";

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  get isBlank(): boolean {
    return this.#isWaiting;
  }

  push(text: string): string {
    this.#rest += text;
    this.#isWaiting &&= this.#rest.trim() === "";
    return this.#isWaiting ? "" : this.#cut(heldUnits(this.#rest));
  }

  end(): string {
    return this.#cut(0);
  }

  withdraw(): string {
    return this.#cut(0);
  }

  #cut(held: number): string {
    const text = this.#rest.slice(0, this.#rest.length - held);
    this.#rest = this.#rest.slice(text.length);
    return text;
  }
}
