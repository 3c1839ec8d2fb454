import assert from "node:assert/strict";
import type { Hole } from "../../../core/code/hole.ts";
import { plan } from "../../../core/fill/plan.ts";

function hole(file: string, start: number, end: number): Hole {
  return {
    id: `${file}:${start}`,
    file,
    span: { start, end },
    snapshot: "",
    language: "none",
    kind: "expression",
    intent: "",
    examples: [],
  };
}

Deno.test("plan() puts a hole before the one around it", () => {
  const outer = hole("a", 0, 20);
  const inner = hole("a", 5, 11);
  assert.deepEqual(plan([outer, inner]), [inner, outer]);
});

Deno.test("plan() goes by file, then by place", () => {
  const holes = [hole("b", 0, 1), hole("a", 9, 10), hole("a", 3, 4)];
  assert.deepEqual(plan(holes).map(({ id }) => id), ["a:3", "a:9", "b:0"]);
});

Deno.test("plan() puts what others lean on first, and breaks circles by place", () => {
  const holes = ["a", "b", "c", "d"].map((file) => hole(file, 0, 1));
  const order = (...pairs: [string, string][]) =>
    plan(holes, pairs.map(([hole, on]) => ({ hole: `${hole}:0`, on: `${on}:0` }))).map(({ file }) => file)
      .join("");
  assert.equal(order(), "abcd");
  assert.equal(order(["a", "c"], ["c", "d"]), "bdca");
  assert.equal(order(["a", "b"], ["b", "a"]), "cdab");
  assert.equal(order(["a", "a"], ["b", "x"]), "abcd");
});
