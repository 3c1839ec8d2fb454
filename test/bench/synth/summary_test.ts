import assert from "node:assert/strict";
import type { Result } from "../../../bench/synth/measure.ts";
import { summary } from "../../../bench/synth/summary.ts";

function result(
  name: string,
  bucket: "1" | "2-3" | "4-5",
  rank: number,
  baselineRank: number,
  stratum = "closed",
): Result {
  assert.ok(stratum === "closed" || stratum === "open" || stratum === "large");
  const site = {
    file: "a",
    start: 0,
    end: 1,
    text: "a",
    size: 1,
    kind: "argument",
    isFlat: true,
    hasLiteral: false,
  };
  return {
    package: name,
    site: { ...site, bucket, stratum },
    rank,
    baselineRank,
    checkedRank: baselineRank,
    elapsedMs: 100,
    phases: [],
    answers: [],
  };
}

function figures(results: readonly Result[]): Record<string, number> {
  return Object.fromEntries(summary(results).map(({ name, value }) => [name, value]));
}

Deno.test("summary() weighs packages and sizes alike, however many sites they have", () => {
  const many = Array.from({ length: 9 }, () => result("a", "1", 0, -1));
  const found = figures([
    ...many,
    result("a", "2-3", -1, -1),
    result("b", "1", -1, -1),
    result("b", "2-3", -1, -1),
  ]);
  assert.equal(found.top10, 25);
  assert.equal(found["size1.top1"], 50);
});

Deno.test("summary() counts the first ten ranks, and the first", () => {
  const found = figures([0, 1, 9, 10, -1].map((rank) => result("a", "1", rank, -1)));
  assert.deepEqual([found.top1, found.top10], [20, 60]);
});

Deno.test("summary() divides by the baseline of the same sites", () => {
  const found = figures([
    result("a", "1", 0, 0),
    result("a", "1", 0, -1),
    result("a", "1", 0, 20),
    result("a", "1", 0, 3),
  ]);
  assert.deepEqual([found["baseline.top10"], found.ratio], [50, 2]);
});

Deno.test("summary() keeps the open and the large stratum apart", () => {
  const found = figures([
    result("a", "1", 0, 0),
    result("a", "1", -1, -1, "open"),
    result("a", "1", -1, -1, "large"),
  ]);
  assert.deepEqual([found.top10, found["open.top10"], found["large.top10"]], [100, 0, 0]);
});
