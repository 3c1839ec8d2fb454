/**
 * What a server says to one request, as it comes or as it came: it can be heard by several, each from its beginning.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";
import type { Exchange } from "../../core/testing/exchange.ts";

/** An exchange of the pool. */
export interface Recorded extends Exchange {
  /** True where the server was made to stop: it would have said more. */
  readonly isCut?: boolean;
}

/** How many times as fast as it came; 0 for all at once; `steady` for a piece every few milliseconds, however it came. */
export type Speed = number | "steady";

/** Between two pieces of a steady stream: a fast server's. */
const STEADY_MS = 10;

/** How to hear it. */
export interface Hearing {
  readonly speed: Speed;
  readonly signal?: AbortSignal | undefined;
}

/** One answer. */
export class Tape {
  readonly #about: Omit<Recorded, "pieces" | "isCut">;
  readonly #pieces: (readonly [number, string])[] = [];
  #more = Promise.withResolvers<void>();
  #end: "whole" | "cut" | "open" = "open";

  /** @param about The request, and the answer's head. */
  constructor(about: Omit<Recorded, "pieces" | "isCut">) {
    this.#about = about;
  }

  /** One that has ended. */
  static of({ pieces, isCut = false, ...about }: Recorded): Tape {
    const tape = new Tape(about);
    tape.#pieces.push(...pieces);
    tape.#end = isCut ? "cut" : "whole";
    return tape;
  }

  /** HTTP status and content type of the answer. */
  get head(): Pick<Exchange, "status" | "type"> {
    return this.#about;
  }

  /** True where all of it is there, or comes. */
  get isWhole(): boolean {
    return this.#end !== "cut";
  }

  /** As a line of the pool. */
  get recorded(): Recorded {
    return { ...this.#about, pieces: this.#pieces, ...(this.isWhole ? {} : { isCut: true }) };
  }

  /** Takes a piece. */
  push(atMs: number, text: string): void {
    if (text !== "") this.#pieces.push([Math.round(atMs), text]);
    this.#wake();
  }

  /** Nothing more comes. */
  end(how: "whole" | "cut"): void {
    this.#end = how;
    this.#wake();
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }

  /**
   * The pieces, when they came.
   *
   * @throws {Error} Behind the last piece of one that was cut: nobody knows how it goes on.
   */
  async *hear({ speed, signal }: Hearing): AsyncGenerator<string> {
    const start = performance.now();
    const left = Promise.withResolvers<void>();
    signal?.addEventListener("abort", () => left.resolve(), { once: true });
    for (let at = 0;; at++) {
      while (at >= this.#pieces.length && this.#end === "open") {
        await Promise.race([this.#more.promise, left.promise]);
        signal?.throwIfAborted();
      }
      const [atMs, text] = this.#pieces[at] ?? [0, undefined];
      if (text === undefined) break;
      const dueMs = speed === "steady" ? at * STEADY_MS : speed === 0 ? 0 : atMs / speed;
      const waitMs = dueMs - (performance.now() - start);
      if (waitMs > 0) await delay(waitMs, undefined, signal ? { signal } : {});
      signal?.throwIfAborted();
      yield text;
    }
    if (!this.isWhole) {
      throw new Error("Cannot go on with a recorded stream: the server was made to stop here");
    }
  }
}
