import assert from "node:assert/strict";
import { countIn, overHoles, shareOf } from "../../../bench/context/recall.ts";

Deno.test("countIn() counts names that stand as words", () => {
  assert.deepEqual(countIn(["one", "two", "$x"], "oneself two.$x()"), { found: 2, of: 3 });
});

Deno.test("shareOf() weighs names alike, and is 0 without any", () => {
  assert.equal(shareOf([{ found: 1, of: 1 }, { found: 0, of: 3 }]), 0.25);
  assert.equal(shareOf([]), 0);
});

Deno.test("overHoles() gives the value of all holes, how many they are, and the same spread each time", () => {
  const init = { name: "x", unit: "", lower_is_better: false };
  const counts = [{ found: 1, of: 1 }, { found: 0, of: 1 }, { found: 1, of: 2 }];
  const one = overHoles(init, counts, shareOf);
  assert.deepEqual([one.value, one.n], [0.5, 3]);
  assert.ok(one.spread > 0);
  assert.deepEqual(overHoles(init, counts, shareOf), one);
  assert.equal(overHoles(init, [counts[0], counts[0]], () => 1).spread, 0);
});
