/**
 * One check after another, each within its time, and a reason in words where one comes to nothing.
 *
 * @module
 */

import type { Call } from "../../core/kernel/hooks.ts";
import { openLimit } from "../../core/kernel/limit.ts";
import type { Answer, Silence } from "./compiler.ts";

/** Time left to say so when a check has come to the end of its time. */
const SPARE_MS = 500;

/** The checks of one compiler. */
export class Turns {
  readonly #checkMs: number;
  readonly #closing = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  /** @param checkMs Time one check may take, milliseconds. */
  constructor(checkMs: number) {
    this.#checkMs = checkMs;
  }

  /**
   * Does one check when those before it are done.
   *
   * @param name Who checks, in words that follow "by".
   * @param check Ends with its signal.
   */
  take<Found extends Answer | Silence | undefined>(
    name: string,
    call: Call,
    check: (signal: AbortSignal) => Promise<Found>,
  ): Promise<Found | Silence> {
    const found = this.#last.then(() => this.#inTime(name, call, check));
    this.#last = found.catch(() => undefined);
    return found;
  }

  /** Ends the check that is under way, and waits for its end. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#last;
  }

  async #inTime<Found>(
    name: string,
    call: Call,
    check: (signal: AbortSignal) => Promise<Found>,
  ): Promise<Found | Silence> {
    const left = Math.min(this.#checkMs, call.deadline - performance.now() - SPARE_MS);
    const deadlineMs = Math.max(1, Math.round(left));
    using limit = openLimit({
      signal: AbortSignal.any([call.signal, this.#closing.signal]),
      deadlineMs,
    });
    const silent = (why: string): Silence => ({ reason: `by ${name}: ${why}`, isOwed: true });
    try {
      return await check(limit.call.signal);
    } catch (error) {
      if (limit.isLate()) return silent(`it took longer than ${deadlineMs} ms`);
      limit.call.signal.throwIfAborted();
      if (error instanceof Error) return silent(error.message);
      throw error;
    }
  }
}
