/**
 * The last argument of hook calls, for tests that ask a contribution without a kernel.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Call } from "../../core/kernel/hooks.ts";

/** How long an aborted call may take to notice, milliseconds: seconds, because machines are busy. */
const ABORT_MS = 10_000;

/** A call with a minute left. */
export function callNow(): Call {
  return { signal: new AbortController().signal, deadline: performance.now() + 60_000 };
}

/** A call that nobody waits for any more. */
export function abortedCall(): Call {
  return {
    signal: AbortSignal.abort(new DOMException("Nobody waits", "AbortError")),
    deadline: performance.now(),
  };
}

/** Fails when an aborted call neither answers nor throws in time; a throw must carry the abort, not another fault. */
export async function settles(answer: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(late.resolve, ABORT_MS, "late");
  try {
    const ended = answer.then(() => "ended", (error: unknown) => {
      assert.ok(
        error instanceof DOMException && error.name === "AbortError",
        `it failed otherwise: ${error}`,
      );
      return "ended";
    });
    assert.equal(await Promise.race([ended, late.promise]), "ended");
  } finally {
    clearTimeout(timer);
  }
}
