import assert from "node:assert/strict";
import { triedUpTo } from "../../../../plugins/examples/explore/tried.ts";

Deno.test("triedUpTo() counts what is no dearer, and goes on as it grew", () => {
  const measure = { counts: [0, 1, 2, 4, 8, 16], surprise: 0 };
  assert.equal(triedUpTo(3, measure), Math.log(4));
  assert.ok(Math.abs(triedUpTo(7, measure) - Math.log(64)) < 1e-9);
  assert.equal(triedUpTo(2, { counts: [], surprise: 0 }) > 0, true);
});
