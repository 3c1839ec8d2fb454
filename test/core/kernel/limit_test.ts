import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { openLimit, timeLeft } from "../../../core/kernel/limit.ts";
import { never } from "./toy.ts";

const DAY_MS = 86_400_000;

Deno.test("openLimit() ends late, and not before its deadline", async () => {
  using limit = openLimit({ deadlineMs: 300 });
  assert.deepEqual([limit.isLate(), limit.call.signal.aborted, limit.deadlineMs], [false, false, 300]);
  const left = limit.call.deadline - performance.now();
  assert.ok(left > 0 && left <= 300, String(left));
  assert.equal(await limit.race(delay(1, "in time")), "in time");
  await assert.rejects(limit.race(never()), { name: "TimeoutError", message: "No answer within 300 ms" });
  assert.deepEqual([limit.isLate(), limit.call.signal.aborted], [true, true]);
});

Deno.test("openLimit() waits longer than a timer can", async () => {
  using limit = openLimit({ deadlineMs: 100 * DAY_MS });
  await delay(10);
  assert.deepEqual([limit.isLate(), limit.call.signal.aborted], [false, false]);
});

Deno.test("openLimit() ends with its signal, before or after, and is not late by that", async () => {
  const reason = new Error("enough");
  using before = openLimit({ signal: AbortSignal.abort(reason), deadlineMs: DAY_MS });
  await assert.rejects(before.race(never()), reason);
  const control = new AbortController();
  using after = openLimit({ signal: control.signal, deadlineMs: DAY_MS });
  control.abort(reason);
  await assert.rejects(after.race(never()), reason);
  assert.deepEqual([before, after].map((limit) => [limit.isLate(), limit.call.signal.reason]), [
    [false, reason],
    [false, reason],
  ]);
});

Deno.test("a limit that was ended before its time is not late", () => {
  using limit = openLimit({ deadlineMs: DAY_MS });
  limit.end();
  assert.deepEqual([limit.isLate(), limit.call.signal.aborted], [false, true]);
});

Deno.test("a limit that was disposed hears its signal no more", () => {
  const control = new AbortController();
  const limit = openLimit({ signal: control.signal, deadlineMs: DAY_MS });
  limit[Symbol.dispose]();
  control.abort();
  assert.equal(limit.call.signal.aborted, false);
});

Deno.test("timeLeft() gives whole milliseconds until a call's deadline, and never less than none", () => {
  const { signal } = new AbortController();
  const now = performance.now();
  const { deadlineMs, ...others } = timeLeft({ signal, deadline: now + 5000.4 });
  assert.ok(Number.isInteger(deadlineMs) && deadlineMs > 4000 && deadlineMs <= 5000, String(deadlineMs));
  assert.deepEqual(others, { signal });
  assert.equal(timeLeft({ signal, deadline: now - 1000 }).deadlineMs, 0);
});
