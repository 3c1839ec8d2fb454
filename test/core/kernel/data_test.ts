import assert from "node:assert/strict";
import fc from "fast-check";
import { canonical, copyData, mismatch } from "../../../core/kernel/data.ts";
import { MazeError } from "../../../core/kernel/errors.ts";

Deno.test("copyData() gives an equal value that shares nothing and can not be changed", () => {
  fc.assert(
    fc.property(fc.jsonValue().filter((value) => !JSON.stringify(value).includes("__proto__")), (value) => {
      const copy = copyData(value, "answer");
      assert.equal(JSON.stringify(copy), JSON.stringify(value));
      assert.ok(Object.isFrozen(copy));
      if (typeof value === "object" && value !== null) assert.notEqual(copy, value);
    }),
  );
});

class Box {
  inside = 1;
}
const cycle: unknown[] = [];
cycle.push({ again: cycle });

const refused: readonly (readonly [string, unknown, string])[] = [
  ["a method", { items: [{ run() {} }] }, "answer.items[0].run"],
  ["an instance of a class", { box: new Box() }, "answer.box"],
  ["a signal", { signal: new AbortController().signal }, "answer.signal"],
  ["a symbol", { [Symbol("x")]: 1 }, "answer"],
  ["a getter that JSON does not see", Object.defineProperty({}, "x", { get: () => 1 }), "answer"],
  ["a hole in a list", { list: Array(2) }, "answer.list"],
  ["undefined in a list", [undefined], "answer[0]"],
  ["Infinity", { cost: Infinity }, "answer.cost"],
  ["a cycle", cycle, "answer[0].again"],
  ["a Map", new Map(), "answer"],
  ["a property named __proto__", JSON.parse('{"a":{"__proto__":{"x":1}}}'), "answer.a.__proto__"],
  ["a big integer", 1n, "answer"],
];

for (const [what, value, path] of refused) {
  Deno.test(`copyData() refuses ${what} and names its path`, () => {
    assert.throws(() => copyData(value, "answer"), (error) => {
      assert.ok(error instanceof MazeError);
      assert.equal(error.code, "hook/not-data");
      assert.ok(error.message.startsWith(`Cannot take ${path} as data:`), error.message);
      return true;
    });
  });
}

Deno.test("copyData() takes the same object twice, and drops properties that are undefined", () => {
  const span = { start: 0, end: 1 };
  assert.deepEqual(copyData({ a: span, b: span, c: undefined }, "answer"), { a: span, b: span });
});

Deno.test("canonical() sorts names and writes times as 0", () => {
  const text = canonical({ b: [{ z: 1, a: 2 }], a: "x", elapsedMs: 12.5, nested: { budgetMs: 3, ms: 4 } });
  assert.equal(text, '{"a":"x","b":[{"a":2,"z":1}],"elapsedMs":0,"nested":{"budgetMs":0,"ms":4}}');
});

Deno.test("mismatch() names the first difference, and lets more properties pass", () => {
  const shape = { state: "string", items: [{ code: "string" }], "passed?": "number" } as const;
  assert.equal(mismatch({ state: "valid", items: [], more: 1 }, shape, "answer"), undefined);
  assert.equal(mismatch("valid", shape, "answer"), "answer is string, not object");
  assert.equal(
    mismatch({ state: "valid", items: {} }, shape, "answer"),
    "answer.items is object, not a list",
  );
  const wrong = { state: "valid", items: [{ code: "a" }, { code: 2 }] };
  assert.equal(mismatch(wrong, shape, "answer"), "answer.items[1].code is number, not string");
  assert.equal(
    mismatch({ state: "x", items: [], passed: "1" }, shape, "a"),
    "a.passed is string, not number",
  );
});
