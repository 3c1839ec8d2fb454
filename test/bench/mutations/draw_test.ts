import assert from "node:assert/strict";
import { draw } from "../../../bench/mutations/draw.ts";
import { mutationsOf } from "../../../bench/mutations/operators.ts";

const MUTATIONS = mutationsOf(
  "a.ts",
  Array.from({ length: 40 }, (_, at) => `if (a < ${at}) b();`).join("\n"),
);

Deno.test("draw() gives one mutation of each line", () => {
  const lines = draw(MUTATIONS, 1).map(({ line }) => line);
  assert.deepEqual(lines.toSorted((a, b) => a - b), Array.from({ length: 40 }, (_, at) => at + 1));
});

Deno.test("draw() gives the same for the same seed, and others for another", () => {
  assert.deepEqual(draw(MUTATIONS, 1), draw(MUTATIONS, 1));
  assert.notDeepEqual(draw(MUTATIONS, 1).slice(0, 10), draw(MUTATIONS, 2).slice(0, 10));
});
