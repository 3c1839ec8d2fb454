import assert from "node:assert/strict";
import type { Scope } from "../../../../core/code/scope.ts";
import { type Seeds, seedsOf } from "../../../../plugins/typescript/related/seeds.ts";

const NO_SCOPE: Scope = { bindings: [], isCapped: false };

function seeds(text: string, scope: Scope = NO_SCOPE, intent = ""): Seeds {
  const start = text.indexOf("hole()");
  const hole = { id: "a.ts:1:1", file: "a.ts", span: { start, end: start + 6 }, snapshot: "", intent };
  const kind = "expression" as const;
  return seedsOf(text, { ...hole, language: "typescript", kind, examples: [] }, scope);
}

Deno.test("seedsOf() weighs the head of the function above its body, and that above the rest of the file", () => {
  const { words } = seeds(
    "import { Far } from './far.ts';\nconst other: Other = 1;\n" +
      "function f(item: Item): Out { near(item); return hole(); }\n",
  );
  const weights = ["Item", "near", "Other"].map((word) => words.get(word)?.weight ?? 0);
  assert.deepEqual(weights, weights.toSorted((a, b) => b - a));
  assert.equal(new Set(weights).size, 3);
  assert.equal(words.get("Out")?.reason, 'stands in the head of "f"');
  assert.equal(words.get("Far"), undefined);
});

Deno.test("seedsOf() knows the class around, its parts, and what is called with what is missing", () => {
  const found = seeds("class A extends B { c: C; d(e: E) { return this.c.send(hole()); } }\n");
  assert.deepEqual([found.className, found.name, found.head], ["A", "d", "(e: E) "]);
  assert.equal(found.words.get("B")?.reason, 'the class "A" is made from it');
  assert.equal(found.words.get("C")?.reason, 'part of "A"');
  assert.equal(found.words.get("send")?.reason, "called with what is missing");
});

Deno.test("seedsOf() reads types from the scope, and words from the intent and the doc comment", () => {
  const scope: Scope = {
    bindings: [{ name: "order", type: "Order[]", kind: "local", distance: 0 }],
    expected: { key: "", type: "Promise<Total>" },
    isCapped: false,
  };
  const text = "/** Adds up {@link Line}. */\nexport const total = (order) => hole();\n";
  const { words, wanted } = seeds(text, scope, "sum of prices");
  assert.equal(words.get("Order")?.reason, 'type of "order"');
  assert.equal(words.get("Total")?.reason, "the expected type");
  assert.equal(words.get("Line")?.reason, "named in words");
  assert.deepEqual(wanted, ["total", "order", "sum", "of", "prices"]);
});

Deno.test("seedsOf() passes over the types of variables of the file: they are visible everywhere", () => {
  const binding = (name: string) => ({ name, type: `Type_${name}`, kind: "local" as const, distance: 0 });
  const scope = { bindings: [binding("top"), binding("own")], isCapped: false };
  const { words } = seeds("export const top = 1;\nfunction f() { const own = 2; return hole(); }\n", scope);
  assert.deepEqual([words.has("Type_top"), words.has("Type_own")], [false, true]);
});

Deno.test("seedsOf() names a function without a name after what is made of it", () => {
  assert.equal(seeds("export const Big = make('Big', (a) => { hole(); });\n").name, "Big");
  assert.equal(seeds("make({ big: wrap(function () { hole(); }) });\n").name, "big");
  assert.equal(seeds("make(() => hole());\n").name, "");
});

Deno.test("seedsOf() tells nothing of the hole's own text", () => {
  assert.equal(seeds("function f() { return hole(); }\n").words.has("hole"), false);
});
