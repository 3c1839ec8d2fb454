import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { Meter, moneyFor } from "../../../core/fill/meter.ts";

const price = { input: 2, output: 10 };

Deno.test("moneyFor() goes by a million tokens, and by what was in the cache", () => {
  assert.equal(moneyFor({ inputTokens: 500_000, outputTokens: 100_000 }, price), 2);
  const usage = { inputTokens: 500_000, outputTokens: 0, cachedTokens: 400_000 };
  assert.equal(moneyFor(usage, { ...price, cached: 0.5 }), 0.4);
  assert.equal(moneyFor(usage, price), 1);
  assert.equal(moneyFor(usage, undefined), 0);
});

Deno.test("Meter names the bound that is reached: its own, or that of the run around it", () => {
  const run = new Meter({ maxTokens: 100 });
  const [one, two] = [new Meter({ maxTokens: 60, maxCost: 0.5 }, run), new Meter({}, run)];
  assert.equal(one.bound, undefined);
  one.add(60, 0);
  assert.equal(one.bound, "the 60 tokens for this hole are spent");
  assert.equal(two.bound, undefined);
  two.add(40, 0);
  assert.equal(two.bound, "the 100 tokens for this run are spent");
  const dear = new Meter({ maxCost: 0.5 }, new Meter({}));
  dear.add(1, 0.5);
  assert.equal(dear.bound, "the 0.5 for this hole are spent");
});

Deno.test("Meter tells how many tokens may be written: the fewest of all bounds", () => {
  assert.equal(new Meter({}).leftTokens(10, price), Infinity);
  assert.equal(new Meter({ maxTokens: 100 }).leftTokens(30, price), 70);
  assert.equal(new Meter({ maxTokens: 100 }).leftTokens(300, undefined), 0);
  assert.equal(new Meter({ maxCost: 1 }).leftTokens(0, price), 100_000);
  assert.equal(new Meter({ maxCost: 1 }).leftTokens(250_000, price), 50_000);
  assert.equal(new Meter({ maxCost: 1 }).leftTokens(250_000, undefined), Infinity);
  const run = new Meter({ maxTokens: 50 });
  run.add(20, 0);
  assert.equal(new Meter({ maxTokens: 100 }, run).leftTokens(0, undefined), 30);
});

Deno.test("Meter has no more time than the run around it", async () => {
  const run = new Meter({ maxMs: 20 });
  const hole = new Meter({ maxMs: 60_000 }, run);
  assert.ok(hole.leftMs <= 20);
  await delay(30);
  assert.equal(hole.leftMs, 0);
  assert.equal(new Meter({}).leftMs, Infinity);
});

Deno.test("Meter parts what is left among things that are done at the same time, and counts what they spent", () => {
  const run = new Meter({ maxTokens: 100, maxCost: 1 });
  run.add(20, 0.5);
  const [one, two] = run.parts(2);
  assert.ok(one && two);
  assert.deepEqual([one.leftTokens(0, undefined), two.leftTokens(0, undefined)], [40, 40]);
  one.add(40, 0.25);
  assert.deepEqual([one.leftTokens(0, undefined), two.leftTokens(0, undefined)], [0, 40]);
  assert.equal(run.leftTokens(0, undefined), 80);
  [one, two].forEach((part) => run.join(part));
  assert.deepEqual([run.leftTokens(0, undefined), run.money], [40, 0.75]);
  assert.equal(new Meter({}).parts(3)[2]?.leftTokens(0, undefined), Infinity);
});
