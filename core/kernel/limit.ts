/**
 * Ends what takes too long or is no longer wanted.
 *
 * @module
 */

import type { Call } from "./hooks.ts";

/** How long an answer is waited for. */
export interface LimitOptions {
  /** The caller's own signal. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from now. */
  readonly deadlineMs: number;
}

/** One stretch of waiting. Disposing stops its clock; it aborts nothing. */
export interface Limit extends Disposable {
  /** What plugins are given to know of it. */
  readonly call: Call;
  /** Milliseconds from its start. */
  readonly deadlineMs: number;
  /** True when the deadline, not the caller, ended it. */
  isLate(): boolean;
  /** Ends it before its time, as nobody waits any more. */
  end(): void;
  /** Settles as the promise does, or rejects with the signal's reason when the limit comes first. */
  race<T>(promise: Promise<T>): Promise<T>;
}

const MAX_TIMER_MS = 2 ** 31 - 1; // a longer timer fires at once

/** Starts the clock. */
export function openLimit({ signal, deadlineMs }: LimitOptions): Limit {
  const late = new DOMException(`No answer within ${deadlineMs} ms`, "TimeoutError");
  const control = new AbortController();
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => {}); // with nobody in a race the end is no fault
  control.signal.addEventListener("abort", () => ended.reject(control.signal.reason));
  const stop = () => control.abort(signal?.reason);
  const timer = setTimeout(() => control.abort(late), Math.min(deadlineMs, MAX_TIMER_MS));
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  return {
    call: { signal: control.signal, deadline: performance.now() + deadlineMs },
    deadlineMs,
    isLate: () => control.signal.reason === late,
    end: () => control.abort(),
    race: (promise) => Promise.race([promise, ended.promise]),
    [Symbol.dispose]() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    },
  };
}

/** What is left of a call's time, for a question that is asked on its behalf. */
export function timeLeft({ signal, deadline }: Call): { signal: AbortSignal; deadlineMs: number } {
  return { signal, deadlineMs: Math.max(0, Math.round(deadline - performance.now())) };
}
