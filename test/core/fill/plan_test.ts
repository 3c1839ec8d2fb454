import assert from "node:assert/strict";
import type { Hole } from "../../../core/code/hole.ts";
import { decidersOf, plan } from "../../../core/fill/plan.ts";

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
    plan(holes, pairs.map(([hole, on]) => ({ hole: `${hole}:0`, on: `${on}:0`, kind: "uses" as const }))).map(
      ({ file }) => file,
    )
      .join("");
  assert.equal(order(), "abcd");
  assert.equal(order(["a", "c"], ["c", "d"]), "bdca");
  assert.equal(order(["a", "b"], ["b", "a"]), "cdab");
  assert.equal(order(["a", "a"], ["b", "x"]), "abcd");
});

Deno.test("plan() goes by place where one file only reads another", () => {
  const holes = [hole("a", 0, 1), hole("b", 0, 1)];
  assert.deepEqual(plan(holes, [{ hole: "a:0", on: "b:0", kind: "sees" }]), holes);
});

Deno.test("decidersOf() follows filled holes that decide types, and no others", () => {
  const leaning = (hole: string, on: string, kind: "uses" | "binds" | "sees" = "binds") => ({
    hole,
    on,
    kind,
  });
  const all = [
    leaning("a", "b"),
    leaning("b", "c"),
    leaning("c", "a"),
    leaning("a", "d", "uses"),
    leaning("a", "e"),
  ];
  assert.deepEqual(decidersOf("a", all, new Set(["b", "c", "d"])), ["b", "c"]);
  assert.deepEqual(decidersOf("a", all, new Set(["c", "d"])), []);
  assert.deepEqual(decidersOf("d", all, new Set(["a"])), []);
});
