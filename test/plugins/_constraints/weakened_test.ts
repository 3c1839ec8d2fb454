import assert from "node:assert/strict";
import type { JsonSchema } from "../../../core/code/constraint.ts";
import { type SchemaEngine, weakened } from "../../../plugins/_constraints/weakened.ts";

const ENGINES: readonly SchemaEngine[] = ["xgrammar", "llguidance", "llama.cpp"];
const integer = { type: "integer" };
const objectOf = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  ...{ type: "object", properties, required: Object.keys(properties), additionalProperties: false },
  ...more,
});

/**
 * Engines that let an answer through which breaks the schema: tried with xgrammar 0.2.1 and 0.2.8, llguidance 1.9.1 and
 * llama.cpp of 2026-10, with an answer that breaks it in one way and one that does not.
 */
const letThrough: readonly (readonly [schema: JsonSchema, engines: readonly SchemaEngine[]])[] = [
  [{ type: "string", minLength: 3, maxLength: 5 }, []],
  [{ type: "string", pattern: "^[a-z]+$" }, []],
  [{ type: "string", pattern: "^(?:ab|c){1,2}\\.$" }, []],
  [{ type: "string", pattern: "b" }, ["llama.cpp"]],
  [{ type: "string", pattern: "^\\d+$" }, ["llama.cpp"]],
  [{ type: "string", pattern: "^[\\w.-]+$" }, ["llama.cpp"]],
  [{ type: "string", pattern: "^a\\/b$" }, ["llama.cpp"]],
  [{ type: "string", pattern: "^[a-z]+$", maxLength: 2 }, ["xgrammar", "llama.cpp"]],
  [{ type: "string", format: "date" }, []],
  [{ type: "string", format: "email" }, ["llama.cpp"]],
  [{ type: "string", format: "date", pattern: "^2024" }, ["xgrammar", "llama.cpp"]],
  [{ type: "integer", maximum: 3 }, []],
  [{ type: "integer", minimum: 3 }, ["xgrammar"]],
  [{ type: "number", maximum: 3 }, ["llama.cpp"]],
  [{ type: "integer", multipleOf: 5 }, ["xgrammar", "llama.cpp"]],
  [{ type: "array", items: integer, minItems: 2, maxItems: 3 }, []],
  [{ type: "array", items: integer, uniqueItems: true }, ["xgrammar", "llama.cpp"]],
  [{ type: "array", items: integer, contains: { const: 5 } }, ["xgrammar", "llama.cpp"]],
  [{ type: "object", patternProperties: { "^a": integer } }, ["llama.cpp"]],
  [{ type: "object", additionalProperties: integer, maxProperties: 1 }, ["llama.cpp"]],
  [objectOf({ a: integer }, { required: ["a", "b"] }), ["xgrammar", "llama.cpp"]],
  [objectOf({ a: integer }), []],
  [{ anyOf: [integer, { type: "string" }] }, []],
  [{ oneOf: [{ type: "integer", maximum: 5 }, { type: "integer", maximum: 7 }] }, ["xgrammar", "llama.cpp"]],
  [{ type: "object", properties: { a: integer }, anyOf: [{ required: ["a"] }] }, ["xgrammar", "llama.cpp"]],
  [{ type: "integer", not: { const: 3 } }, ["xgrammar", "llama.cpp"]],
  [{ type: "integer", if: { maximum: 3 }, then: { maximum: 1 } }, ["xgrammar", "llama.cpp"]],
  [{ type: "object", properties: { a: integer }, dependentRequired: { a: ["b"] } }, [
    "xgrammar",
    "llama.cpp",
  ]],
  [{ type: "string", enum: ["a", "b"] }, []],
  [{ type: "string", enum: ["a", 1] }, ["xgrammar", "llama.cpp"]],
  [{ type: "string", enum: ["a", "abc"], minLength: 2 }, ["xgrammar", "llama.cpp"]],
  [{ $defs: { n: integer }, ...objectOf({ a: { $ref: "#/$defs/n", description: "why" } }) }, []],
  [{ $defs: { n: integer }, ...objectOf({ a: { $ref: "#/$defs/n", maximum: 5 } }) }, [
    "xgrammar",
    "llama.cpp",
  ]],
  [{ minItems: 2 }, ["xgrammar", "llama.cpp"]],
];

for (const [schema, engines] of letThrough) {
  Deno.test(`weakened() knows who keeps ${JSON.stringify(schema)}`, () => {
    const found = ENGINES.filter((engine) =>
      weakened(schema, engine).some(({ effect }) => effect === "ignored")
    );
    assert.deepEqual(found, engines);
  });
}

Deno.test("weakened() names the keyword and where it stands", () => {
  const schema = objectOf({ "a/b": { type: "array", items: { type: "number", minimum: 0, multipleOf: 2 } } });
  const path = "#/properties/a~1b/items";
  assert.deepEqual(weakened(schema, "llama.cpp"), [
    { path, keyword: "minimum", effect: "ignored" },
    { path, keyword: "multipleOf", effect: "ignored" },
  ]);
});

Deno.test("weakened() tells what a server refuses, and what it narrows", () => {
  const unique = { type: "array", items: integer, uniqueItems: true };
  assert.deepEqual(weakened(unique, "llguidance"), [{
    path: "#",
    keyword: "uniqueItems",
    effect: "refused",
  }]);
  const search = { type: "string", pattern: "b" };
  assert.deepEqual(weakened(search, "xgrammar"), [{ path: "#", keyword: "pattern", effect: "narrowed" }]);
});
