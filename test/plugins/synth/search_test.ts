import assert from "node:assert/strict";
import fc from "fast-check";
import type { Term } from "../../../core/code/scope.ts";
import { search } from "../../../plugins/synth/search.ts";

function leaf(text: string, cost: number): Term {
  return { parts: [text], slots: [], cost, form: "", needs: [] };
}

function call(name: string, slots: readonly string[], cost: number): Term {
  const parts = [`${name}(`, ...slots.slice(1).map(() => ", "), ")"];
  return { parts, slots: slots.map((key) => ({ key, type: "" })), cost, form: "", needs: [] };
}

const noSlots = () => Promise.resolve([]);

Deno.test("search() gives whole texts, cheapest first", async () => {
  const found = await search([leaf("b", 2), leaf("a", 1), leaf("c", 3)], noSlots);
  assert.deepEqual(found.map(({ text }) => text), ["a", "b", "c"]);
});

Deno.test("search() fills every slot and adds the costs up", async () => {
  const fits = (key: string) =>
    Promise.resolve(key === "first" ? [leaf("x", 1), leaf("y", 2)] : [leaf("z", 0.5)]);
  const found = await search([call("f", ["first", "second"], 1)], fits);
  assert.deepEqual(found.map(({ text, cost }) => [text, cost]), [["f(x, z)", 2.5], ["f(y, z)", 3.5]]);
});

Deno.test("search() gives equal texts once, at the lower cost", async () => {
  const found = await search([leaf("f(x)", 5), call("f", ["k"], 1)], () => Promise.resolve([leaf("x", 1)]));
  assert.deepEqual(found.map(({ text, cost }) => [text, cost]), [["f(x)", 2]]);
});

Deno.test("search() charges more for the same text twice in a row", async () => {
  const fits = () => Promise.resolve([leaf("x", 1), leaf("y", 1.5)]);
  const found = await search([call("f", ["a", "b"], 0)], fits, { repeatCost: 3 });
  assert.deepEqual(found.map(({ text }) => text), ["f(x, y)", "f(y, x)", "f(x, x)", "f(y, y)"]);
});

Deno.test("search() takes what is whole when its time is over", async () => {
  const endless = () => Promise.resolve([call("f", ["k"], 0.1)]);
  const found = await search([call("f", ["k"], 0), leaf("a", 90)], endless, { maxMs: 5, maxSteps: 1e9 });
  assert.deepEqual(found.map(({ text }) => text), ["a"]);
});

Deno.test("search() takes no more productions for a slot than its breadth", async () => {
  const fits = () => Promise.resolve([leaf("x", 1), leaf("y", 2), leaf("z", 3)]);
  const found = await search([call("f", ["k"], 0)], fits, { breadth: 2 });
  assert.deepEqual(found.map(({ text }) => text), ["f(x)", "f(y)"]);
});

Deno.test("search() carries the imports of all productions", async () => {
  const need = (name: string) => ({ name, from: "./m.ts", kind: "named" as const });
  const outer = { ...call("f", ["k"], 0), needs: [need("f")] };
  const found = await search([outer], () => Promise.resolve([{ ...leaf("x", 1), needs: [need("x")] }]));
  assert.deepEqual(found[0]?.needs.map(({ name }) => name), ["f", "x"]);
});

Deno.test("search() of any leaves is sorted and never longer than asked", async () => {
  await fc.assert(fc.asyncProperty(
    fc.uniqueArray(fc.record({ text: fc.string(), cost: fc.double({ min: 0, max: 50, noNaN: true }) }), {
      selector: ({ text }) => text,
    }),
    fc.integer({ min: 1, max: 20 }),
    async (leaves, most) => {
      const found = await search(leaves.map(({ text, cost }) => leaf(text, cost)), noSlots, { most });
      const costs = leaves.map(({ cost }) => cost).sort((a, b) => a - b).slice(0, most);
      assert.deepEqual(found.slice(0, most).map(({ cost }) => cost), costs);
    },
  ));
});
