/**
 * One side of a conversation: both sides call, and answer calls, at any time.
 *
 * @module
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { dig } from "../../core/kernel/data.ts";
import { packed, packedError, unpacked, unpackedError } from "./wire.ts";

/** Answers a call of the other side. */
export type Serve = (method: string, args: readonly unknown[], signal: AbortSignal) => unknown;

/** A call that has no answer yet. */
interface Waiting {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
  /** Runs something where the call was made: what it causes on this side belongs to it. */
  inside<T>(body: () => T): T;
}

/** One side. Whoever reads the other side's messages hands them to `take`. */
export class Peer {
  readonly #write: (message: object) => void;
  readonly #serve: Serve;
  readonly #waiting = new Map<number, Waiting>();
  readonly #serving = new Map<number, AbortController>();
  readonly #within = new AsyncLocalStorage<number>();
  #last = 0;
  #end: (() => unknown) | undefined;

  /** @param write Sends a message as a line of its own; throws when it can not be sent. */
  constructor(write: (message: object) => void, serve: Serve) {
    this.#write = write;
    this.#serve = serve;
  }

  /** Asks the other side. The signal is told to it; the answer is waited for all the same. */
  async call(method: string, args: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
    if (this.#end) throw this.#end();
    const id = ++this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const abort = () => this.#say({ abort: id, reason: packedError(signal?.reason) });
    this.#waiting.set(id, { resolve, reject, inside: AsyncLocalStorage.snapshot() });
    try {
      const aborted = signal?.aborted ? packedError(signal.reason) : undefined;
      this.#write({ id, method, args: packed(args), within: this.#within.getStore(), aborted });
      signal?.addEventListener("abort", abort, { once: true });
      return await promise;
    } finally {
      this.#waiting.delete(id);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Says something that has no answer. */
  tell(method: string, args: readonly unknown[]): void {
    this.#say({ method, args: packed(args), within: this.#within.getStore() });
  }

  /** Takes a message of the other side. */
  take(line: string): void {
    const message: unknown = JSON.parse(line);
    const { id, re, abort } = Object(message);
    if (typeof re === "number") this.#settle(re, message);
    else if (typeof abort === "number") this.#abort(abort, dig(message, "reason"));
    else if (typeof id === "number") void this.#answer(id, message);
    else void this.#hear(message);
  }

  /**
   * Ends the conversation: nobody answers any more, and nobody waits.
   *
   * @param reason Makes what a call is rejected with: each has its own, since it is stamped with the call's hook.
   */
  end(reason: () => unknown): void {
    this.#end ??= reason;
    for (const { reject } of this.#waiting.values()) reject(reason());
    for (const control of this.#serving.values()) control.abort(reason());
  }

  #settle(id: number, message: unknown): void {
    const waiting = this.#waiting.get(id);
    const error = dig(message, "error");
    if (error === undefined) waiting?.resolve(dig(message, "value"));
    else waiting?.reject(unpackedError(error));
  }

  #abort(id: number, reason: unknown): void {
    this.#serving.get(id)?.abort(unpackedError(reason));
  }

  /** Who says something waits for no answer, and for no fault. */
  async #hear(message: unknown): Promise<void> {
    const body = async (method: string, args: readonly unknown[]) =>
      await this.#serve(method, args, new AbortController().signal);
    await this.#run(message, body).catch(() => {});
  }

  async #answer(id: number, message: unknown): Promise<void> {
    const control = new AbortController();
    this.#serving.set(id, control);
    const aborted = dig(message, "aborted");
    if (aborted !== undefined) this.#abort(id, aborted);
    const body = (method: string, args: readonly unknown[]) =>
      this.#within.run(id, async () => await this.#serve(method, args, control.signal));
    try {
      this.#say({ re: id, value: await this.#run(message, body) });
    } catch (error) {
      this.#say({ re: id, error: packedError(error) });
    } finally {
      this.#serving.delete(id);
    }
  }

  /** Runs what is asked where its cause was asked: the call of this side that the other side was answering. */
  #run<T>(message: unknown, body: (method: string, args: readonly unknown[]) => T): T {
    const within = dig(message, "within");
    const cause = typeof within === "number" ? this.#waiting.get(within) : undefined;
    const run = () => body(String(dig(message, "method")), unpacked(dig(message, "args")));
    return cause ? cause.inside(run) : run();
  }

  #say(message: object): void {
    if (!this.#end) this.#write(message);
  }
}
