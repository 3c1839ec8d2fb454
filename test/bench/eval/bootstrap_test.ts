import assert from "node:assert/strict";
import { bootstrap, bootstrapNested, generator } from "../../../bench/eval/bootstrap.ts";

const mean = (items: readonly number[]) => items.reduce((sum, item) => sum + item, 0) / items.length;

Deno.test("bootstrap() gives the mean of many independent numbers an interval of two standard errors each way", () => {
  const random = generator(7);
  // Uniform from 0 to 1: the standard error of the mean of 400 is 1 / sqrt(12 * 400).
  const clusters = Array.from({ length: 400 }, () => [random()]);
  const { value, low, high } = bootstrap(clusters, mean);
  const error = 1 / Math.sqrt(12 * 400);
  assert(Math.abs(value - 0.5) < 3 * error, String(value));
  assert(Math.abs((high - low) / (2 * 1.96 * error) - 1) < 0.1, `${low} ${high}`);
  assert(low < value && value < high);
});

Deno.test("bootstrap() draws clusters, not their items: what is alike within a task adds no certainty", () => {
  const random = generator(7);
  const single = Array.from({ length: 50 }, () => [random()]);
  const repeated = single.map(([item = 0]) => Array.from({ length: 10 }, () => item));
  const [once, often] = [bootstrap(single, mean), bootstrap(repeated, mean)];
  assert.deepEqual([often.low, often.high].map((end) => end.toFixed(6)), [
    once.low.toFixed(6),
    once.high.toFixed(6),
  ]);
});

Deno.test("bootstrap() gives the same interval each time, and none where there is nothing to draw", () => {
  const clusters = [[1], [2, 3], [8]];
  assert.deepEqual(bootstrap(clusters, mean), bootstrap(clusters, mean));
  assert.deepEqual(bootstrap([], mean), { value: NaN, low: NaN, high: NaN });
});

Deno.test("bootstrap() leaves out draws that say nothing", () => {
  // A ratio without a denominator is not a number.
  const ratio = (items: readonly number[]) => items.includes(1) ? mean(items) : NaN;
  const { low } = bootstrap([[1], [0], [0]], ratio);
  assert(low >= 1 / 3 - 1e-9, String(low));
});

Deno.test("bootstrapNested() draws groups and then their clusters: few groups that differ leave much open", () => {
  const few = [[[0], [0], [0], [0]], [[1], [1], [1], [1]]];
  const many = [[[0], [1], [0], [1]], [[1], [0], [1], [0]]];
  const [apart, alike] = [bootstrapNested(few, mean), bootstrapNested(many, mean)];
  assert.deepEqual([apart.value, alike.value], [0.5, 0.5]);
  assert.deepEqual([apart.low, apart.high], [0, 1]);
  assert(alike.high - alike.low < 0.8, `${alike.low} ${alike.high}`);
  assert.deepEqual(bootstrapNested(few.flat().map((one) => [one]), mean), bootstrap(few.flat(), mean));
});
