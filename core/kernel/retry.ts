/**
 * Tries again, where that can help. Nothing else in Maze does.
 *
 * @module
 */

import { setTimeout as delay } from "node:timers/promises";
import type { Call } from "./hooks.ts";
import { ProviderError } from "./provider_error.ts";

/** How to try again. */
export interface RetryOptions {
  /** Until when; a wait that would not end by then is not begun. */
  readonly call: Call;
  /** Told before each wait. */
  readonly tell: (retry: Retry) => void;
  /** From 0 to 1; `Math.random` when absent. */
  readonly random?: () => number;
  /** Waits, or rejects when the signal is aborted; by the clock when absent. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** One wait. */
export interface Retry {
  /** From 1. */
  readonly attempt: number;
  /** How long is waited. */
  readonly waitMs: number;
  /** Why. */
  readonly error: ProviderError;
}

/** Tries after the first. */
export const MAX_RETRIES = 6;
/** The first wait; each is twice the one before, and between half of that and all of it is waited. */
const FIRST_MS = 500;
const LONGEST_MS = 16_000;

/**
 * The pieces of a stream that is opened again where it fails before its first piece and the fault says that this may
 * help. What was used is never taken back: a stream that fails later has failed.
 */
export async function* retried<Piece>(
  open: () => AsyncIterable<Piece>,
  { call, tell, random = Math.random, wait = byTheClock }: RetryOptions,
): AsyncGenerator<Piece> {
  for (let attempt = 1;; attempt++) {
    let hasBegun = false;
    try {
      for await (const piece of open()) {
        hasBegun = true;
        yield piece;
      }
      return;
    } catch (error) {
      if (!(error instanceof ProviderError) || !error.isRetryable || hasBegun || attempt > MAX_RETRIES) {
        throw error;
      }
      const waitMs = error.retryAfterMs ?? backoff(attempt, random());
      if (performance.now() + waitMs >= call.deadline) throw error;
      tell({ attempt, waitMs, error });
      await wait(waitMs, call.signal).catch(() => call.signal.throwIfAborted());
    }
  }
}

function backoff(attempt: number, chance: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(most * (1 + chance) / 2);
}

function byTheClock(ms: number, signal: AbortSignal): Promise<unknown> {
  return delay(ms, undefined, { signal });
}
