import assert from "node:assert/strict";
import { BY_KIND, canonical, copyData, dig, mismatch, type Shape } from "../../../core/kernel/data.ts";

const kinds: readonly (readonly [value: unknown, kind: string])[] = [
  ["", "string"],
  [0, "number"],
  [NaN, "NaN"],
  [-Infinity, "-Infinity"],
  [true, "boolean"],
  [null, "null"],
  [undefined, "undefined"],
  [[], "list"],
  [{}, "object"],
  [Object.create(null), "object"],
  [() => {}, "function"],
  [1n, "bigint"],
  [new Map(), "an instance of Map"],
  [Array(1), "an instance of Array"],
];

for (const [value, kind] of kinds) {
  Deno.test(`mismatch() calls ${kind} what is ${kind}`, () => {
    const simple = ["string", "number", "boolean", "object", "list", "function"] as const;
    for (const shape of simple) {
      assert.equal(mismatch(value, shape, "it"), shape === kind ? undefined : `it is ${kind}, not ${shape}`);
    }
    if (kind !== "object") assert.equal(mismatch(value, {}, "it"), `it is ${kind}, not object`);
    if (!Array.isArray(value)) assert.equal(mismatch(value, ["string"], "it"), `it is ${kind}, not a list`);
  });
}

Deno.test("mismatch() looks into lists of lists and optional parts, and names the first fault", () => {
  const shape: Shape = { rows: [[{ at: "number" }]], "more?": { deep: ["string"] } };
  const wrong = (value: unknown) => mismatch(value, shape, "answer");
  assert.equal(wrong({ rows: [] }), undefined);
  assert.equal(wrong({ rows: [[], [{ at: 1 }]], more: { deep: ["a"] } }), undefined);
  assert.equal(wrong({ rows: [[], [{ at: 1 }, {}]] }), "answer.rows[1][1].at is undefined, not number");
  assert.equal(wrong({ rows: [], more: { deep: ["a", 1, 2] } }), "answer.more.deep[1] is number, not string");
  assert.equal(wrong({ more: {} }), "answer.rows is undefined, not a list");
  assert.equal(wrong({ rows: [], more: null }), "answer.more is null, not object");
});

Deno.test("mismatch() takes the shape that the value's own kind names", () => {
  const shape: Shape = { [BY_KIND]: { dot: { at: "number" }, line: { from: "number", to: "number" } } };
  const wrong = (value: unknown) => mismatch(value, shape, "it");
  assert.equal(wrong({ kind: "dot", at: 1 }), undefined);
  assert.equal(wrong({ kind: "line", from: 1 }), "it.to is undefined, not number");
  assert.equal(wrong({ kind: "area" }), 'it.kind is "area", not one of dot, line');
  assert.equal(wrong({ at: 1 }), "it.kind is undefined, not one of dot, line");
  assert.equal(wrong("dot"), "it is string, not object");
});

Deno.test("dig() goes down a way of names, and ends where it ends", () => {
  const value = { a: { b: [7] }, text: "four" };
  assert.equal(dig(value, "a", "b", "0"), 7);
  assert.equal(dig(value, "text", "length"), 4);
  assert.equal(dig(value), value);
  for (const way of [["x"], ["a", "x", "y"], ["a", "b", "1", "z"]]) {
    assert.equal(dig(value, ...way), undefined);
  }
  assert.equal(dig(null, "a"), undefined);
  assert.equal(dig(undefined, "a", "b"), undefined);
});

Deno.test("copyData() takes all that JSON holds, writes -0 as 0, and freezes every level", () => {
  const value = { text: "a", count: -0, isOpen: false, none: null, list: [[1], { a: {} }] };
  const copy = copyData(value, "it");
  assert.deepEqual(copy, { ...value, count: 0 });
  assert.ok(Object.is(dig(copy, "count"), 0));
  for (const way of [[], ["list"], ["list", "0"], ["list", "1"], ["list", "1", "a"]]) {
    assert.ok(Object.isFrozen(dig(copy, ...way)), way.join("."));
  }
});

Deno.test("copyData() names the way to a fault behind others that are good", () => {
  const cases: readonly (readonly [unknown, RegExp])[] = [
    [{ a: [1, { b: 2 }], c: { d: NaN } }, /^Cannot take it\.c\.d as data: it is NaN$/],
    [[[0], [0, [() => {}]]], /^Cannot take it\[1\]\[1\]\[0\] as data: it is function$/],
    [new Date(0), /^Cannot take it as data: it is an instance of Date$/],
    [undefined, /^Cannot take it as data: it is undefined$/],
  ];
  for (const [value, message] of cases) {
    assert.throws(() => copyData(value, "it"), { code: "hook/not-data", message, hint: /^Data is JSON/ });
  }
  const twice = { a: {}, b: [{}] };
  assert.deepEqual(copyData([twice, twice, { twice }], "it"), [twice, twice, { twice }]);
});

Deno.test("canonical() is the same for equal data, and keeps numbers whose names do not end like times", () => {
  assert.equal(canonical({ b: 1, a: [{ d: 1, c: 2 }] }), canonical({ a: [{ c: 2, d: 1 }], b: 1 }));
  assert.equal(canonical({ Ms: 5, ms: 5, Msx: 5, textMs: "5" }), '{"Ms":0,"Msx":5,"ms":5,"textMs":"5"}');
  assert.equal(canonical([null, "b", 1]), '[null,"b",1]');
});
