import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { show } from "../../../plugins/examples/inside/show.ts";

const anything = fc.anything({
  withMap: true,
  withSet: true,
  withBigInt: true,
  withDate: true,
  withTypedArray: true,
  withSparseArray: true,
});

Deno.test("show() prints equal values the same", () => {
  fc.assert(fc.property(anything, (value) => {
    let copy: unknown;
    try {
      copy = structuredClone(value);
    } catch {
      return;
    }
    if (isDeepStrictEqual(value, copy)) assert.equal(show(copy), show(value));
  }));
});

Deno.test("show() prints small unequal values differently", () => {
  const small = fc.anything({ maxDepth: 1, maxKeys: 2, withMap: true, withSet: true, withBigInt: true });
  fc.assert(
    fc.property(small, small, (a, b) => {
      if (!isDeepStrictEqual(a, b)) assert.notEqual(show(a), show(b));
    }),
    { numRuns: 500 },
  );
});

class Money {
  constructor(readonly amount: number) {}
}

const cyclic: Record<string, unknown> = { a: 1 };
cyclic["self"] = cyclic;

const prints: readonly (readonly [value: unknown, print: string])[] = [
  [new Map([["b", 1], ["a", 2]]), 'Map { "a" => 2, "b" => 1 }'],
  [new Set([2, 1]), "Set { 1, 2 }"],
  [undefined, "undefined"],
  [[NaN, -0, 0, 1n], "[NaN, -0, 0, 1n]"],
  [cyclic, "{ a: 1, self: [Circular 0] }"],
  [new Money(3), "Money { amount: 3 }"],
  [() => 1, "[Function anonymous]"],
  [[function named() {}], "[[Function named]]"],
  [new RangeError("no"), "[RangeError: no]"],
  [{ "b-c": "x", a: null }, '{ a: null, "b-c": "x" }'],
  [Object.create(null), "[no prototype] {}"],
  [[1, , 3], "[1, <empty>, 3]"],
  [new Date(0), "Date(1970-01-01T00:00:00.000Z)"],
  [{
    get a() {
      throw new Error("never called");
    },
  }, "{ a: [Getter] }"],
  [Symbol("s"), "Symbol(s)"],
  [new Uint8Array([1, 2]), "Uint8Array(2) [1, 2]"],
];

for (const [value, print] of prints) {
  Deno.test(`show() prints ${print}`, () => assert.equal(show(value), print));
}

Deno.test("show() cuts what is long and still ends", () => {
  assert.ok(show(Array.from({ length: 1_000_000 }, (_, i) => i)).length < 8001);
  assert.ok(show("x".repeat(1_000_000)).length < 8001);
});
