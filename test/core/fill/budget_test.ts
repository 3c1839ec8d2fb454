import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { Budget, GRACE_MS } from "../../../core/fill/budget.ts";

Deno.test("Budget is full after so many candidates", () => {
  const budget = new Budget({ maxMs: 60_000, maxCandidates: 2 });
  const full = [budget.isFull];
  for (let count = 0; count < 2; count++) {
    budget.judged();
    full.push(budget.isFull);
  }
  assert.deepEqual(full, [false, false, true]);
  assert.equal(budget.cost.candidates, 2);
});

Deno.test("Budget never has less than no time left, and waits for an answer a grace longer", async () => {
  const budget = new Budget({ maxMs: 20, maxCandidates: 9 });
  const { leftMs } = budget;
  assert.ok(leftMs <= 20, String(leftMs));
  await delay(30);
  assert.deepEqual([budget.leftMs, budget.deadlineMs], [0, GRACE_MS]);
  const { elapsedMs } = budget.cost;
  assert.ok(elapsedMs >= 20 && elapsedMs < performance.now(), String(elapsedMs));
});

Deno.test("Budget adds up what providers use, and believes their own last word", () => {
  const budget = new Budget({ maxMs: 1, maxCandidates: 1 });
  const [one, two] = [budget.open(9, undefined), budget.open(0, undefined)];
  one.wrote(7);
  one.used({ inputTokens: 4, outputTokens: 1 });
  one.used({ inputTokens: 5, outputTokens: 1 });
  two.wrote(1);
  two.used({ inputTokens: 6, outputTokens: 2 });
  const { inputTokens, outputTokens, candidates } = budget.cost;
  assert.deepEqual([inputTokens, outputTokens, candidates], [11, 3, 0]);
});

Deno.test("Budget says which bound left answers, one or more", () => {
  const full = new Budget({ maxMs: 60_000, maxCandidates: 1 });
  full.judged();
  assert.deepEqual(full.noteOn(1), { code: "not-judged", text: "1 answer was not judged: at most 1 are" });
  const late = new Budget({ maxMs: 1_500, maxCandidates: 9 });
  assert.deepEqual(late.noteOn(2), {
    code: "out-of-time",
    text: "2 answers were not judged: the time for this hole was over",
  });
});
