import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeDeclarations, encodeDeclarations } from "../../../../plugins/typescript/index/codec.ts";

const span = fc.record({ start: fc.nat(), end: fc.nat() }, { noNullPrototype: true });
const member = fc.record({
  name: fc.string(),
  kind: fc.constantFrom("property", "method", "constructor", "enum member"),
  span,
  isStatic: fc.boolean(),
  isOptional: fc.boolean(),
  isReadonly: fc.boolean(),
  access: fc.constantFrom("public", "protected", "private"),
  signature: fc.string(),
  doc: fc.string(),
}, { noNullPrototype: true });
const declaration = fc.record({
  name: fc.string(),
  kind: fc.constantFrom("function", "class", "const", "var"),
  span,
  nameSpan: span,
  isExported: fc.boolean(),
  container: fc.string(),
  signature: fc.string(),
  doc: fc.string(),
  members: fc.array(member),
}, { noNullPrototype: true });

Deno.test("decodeDeclarations() gives back what encodeDeclarations() was given", () => {
  fc.assert(fc.property(fc.array(declaration), (declarations) => {
    assert.deepEqual(decodeDeclarations(encodeDeclarations(declarations)), declarations);
  }));
});
