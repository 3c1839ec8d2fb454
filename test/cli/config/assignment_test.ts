import assert from "node:assert/strict";
import fc from "fast-check";
import { readAssignment, readKey, readValue } from "../../../cli/config/assignment.ts";
import { keyText } from "../../../cli/config/key.ts";

const origin = { layer: "flag" } as const;

Deno.test("readValue() reads TOML values, and plain words as text", () => {
  const cases: [string, unknown][] = [
    ["3", 3],
    ["1_000", 1000],
    ["true", true],
    ['"3"', "3"],
    ['["a", 1]', ["a", 1]],
    ["debug", "debug"],
    ["http://localhost:8080/v1", "http://localhost:8080/v1"],
    ["3 apples", "3 apples"],
    ["1#2", "1#2"],
    ["1\nother = 2", "1\nother = 2"],
    ["", ""],
  ];
  for (const [text, value] of cases) assert.deepEqual(readValue(text, origin), value, text);
});

Deno.test("readValue() refuses a string, list or table that does not end well", () => {
  for (const text of ['"a', '["a"', "{ a = 1", '"a" b', "[1]\nb = 2"]) {
    assert.throws(() => readValue(text, origin), /it starts as a TOML value/, text);
  }
});

Deno.test("readAssignment() takes dotted and quoted keys, and values with =", () => {
  const read = (text: string) => [readAssignment(text).key, readAssignment(text).value];
  assert.deepEqual(read("log.level=debug"), [["log", "level"], "debug"]);
  assert.deepEqual(read('options."a=b".c = "d"'), [["options", "a=b", "c"], "d"]);
  assert.deepEqual(read("options.x.y=a=b"), [["options", "x", "y"], "a=b"]);
});

Deno.test("readAssignment() refuses what has no key or no =", () => {
  for (const text of ["", "=1", "a", "a b=1", "[t]\na=1", "# a=1", "a.=1"]) {
    assert.throws(() => readAssignment(text), /it is not key=value/, text);
  }
});

Deno.test("readKey() reads back what keyText() writes", () => {
  const part = fc.string({ minLength: 1, maxLength: 6 })
    .filter((name) => name !== "__proto__" && name !== "constructor" && !name.includes("\u007f"));
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (key) => {
    assert.deepEqual(readKey(keyText(key)), key);
  }));
});
