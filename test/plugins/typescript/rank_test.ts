import assert from "node:assert/strict";
import fc from "fast-check";
import { partsOf } from "../../../plugins/_words/words.ts";
import { costsOf, nameFeatures } from "../../../plugins/typescript/rank.ts";

Deno.test("partsOf() splits names by case, digits' neighbours and underscores", () => {
  assert.deepEqual(partsOf("maxRetryCount"), ["max", "retry", "count"]);
  assert.deepEqual(partsOf("MAX_SIZE"), ["max", "size"]);
  assert.deepEqual(partsOf("parseHTTPHeader"), ["parse", "http", "header"]);
});

Deno.test("nameFeatures() sees equal names, shared parts and short forms", () => {
  assert.equal(nameFeatures(["options"], "options").sameName, 1);
  assert.equal(nameFeatures(["firstSortDirection"], "getFirstSortDir").alikeName, 0.75);
  assert.equal(nameFeatures(["userName"], "name").sameLast, 1);
  assert.deepEqual(nameFeatures(["size"], "colour"), {});
});

Deno.test("costsOf() gives likelihoods that sum to one, in the order of the scores", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1 }), (scores) => {
      const costs = costsOf(scores);
      const sum = costs.reduce((all, cost) => all + Math.exp(-cost), 0);
      assert.ok(Math.abs(sum - 1) < 1e-9, String(sum));
      scores.forEach((score, at) =>
        scores.forEach((other, to) => {
          if (score > other) assert.ok((costs[at] ?? 0) < (costs[to] ?? 0));
        })
      );
    }),
  );
});
