import assert from "node:assert/strict";
import { Graph } from "../../../../plugins/typescript/related/page_rank.ts";

function ranked(edges: readonly (readonly [string, string, number])[], start: string): string[] {
  const graph = new Graph();
  for (const [one, other, weight] of edges) graph.join(one, other, weight);
  return [...graph.ranks(new Map([[start, 1]]))].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

Deno.test("ranks() are larger near the start, and follow weights", () => {
  assert.deepEqual(ranked([["a", "b", 1], ["b", "c", 1], ["c", "d", 1]], "a"), ["a", "b", "c", "d"]);
  assert.deepEqual(ranked([["a", "b", 1], ["a", "c", 5]], "a"), ["a", "c", "b"]);
});

Deno.test("ranks() sum to one, and leave out what the start does not reach", () => {
  const graph = new Graph();
  graph.join("a", "b", 2);
  graph.join("x", "y", 2);
  const ranks = graph.ranks(new Map([["a", 3], ["nowhere", 1]]));
  assert.deepEqual([...ranks.keys()], ["a", "b"]);
  assert.ok(Math.abs([...ranks.values()].reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
});

Deno.test("ranks() are none where no start is in the graph", () => {
  assert.equal(new Graph().ranks(new Map([["a", 1]])).size, 0);
});
