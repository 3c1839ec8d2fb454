/**
 * The code of an answer, fitted into its hole.
 *
 * @module
 */

import { Fitting } from "./fitting.ts";
import type { HolePlace } from "./place.ts";
import type { CodeReader } from "./thinking.ts";

/** Gives what another reader finds to be code through a fitting. */
export class FittedCode implements CodeReader {
  readonly #code: CodeReader;
  readonly #fitting: Fitting;

  constructor(code: CodeReader, place: HolePlace) {
    this.#code = code;
    this.#fitting = new Fitting(place, { mayEcho: true });
  }

  get isWaiting(): boolean {
    return this.#code.isWaiting;
  }

  get isBlank(): boolean {
    return this.#code.isBlank;
  }

  get isClosed(): boolean {
    return this.#fitting.isOver;
  }

  push(text: string): string {
    if (this.isClosed) return "";
    const given = this.#fitting.push(this.#code.push(text));
    return this.#code.isClosed ? given + this.#fitting.end() : given;
  }

  end(): string {
    return this.#fitting.push(this.#code.end()) + this.#fitting.end();
  }

  withdraw(): string {
    return this.#code.withdraw();
  }
}
