import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJsonc, plain, property, strings } from "../../../../plugins/typescript/project/jsonc.ts";

Deno.test("parseJsonc() reads whatever JSON.stringify writes", () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
    const text = JSON.stringify(value, null, indent);
    const { value: node, faults } = parseJsonc(text);
    assert.deepEqual(faults, []);
    assert.deepEqual(node && plain(node), JSON.parse(text));
  }));
});

Deno.test("parseJsonc() takes comments and trailing commas", () => {
  const { value, faults } = parseJsonc('// head\n{ "files": [ "a.ts", /* b */ ], }\n');
  assert.deepEqual(faults, []);
  assert.deepEqual(strings(property(value, "files")), ["a.ts"]);
});

Deno.test("parseJsonc() names the place of a missing comma and keeps what follows", () => {
  const text = '{ "a": 1 "b": [2] }';
  const { value, faults } = parseJsonc(text);
  assert.deepEqual(faults, [{ span: { start: 9, end: 10 }, message: "',' expected" }]);
  assert.deepEqual(value && plain(value), { a: 1, b: [2] });
});

Deno.test("parseJsonc() ends on any text, with places inside it", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:1a\\/* \n') }), (text) => {
    for (const { span } of parseJsonc(text).faults) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
    }
  }));
});
