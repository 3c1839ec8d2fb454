import assert from "node:assert/strict";
import { ProviderError } from "../../../core/kernel/plugin.ts";
import { refuseLosses } from "../../../plugins/llama_local/schema.ts";

const kept: readonly object[] = [
  { type: "string" },
  { type: "string", minLength: 1, maxLength: 3 },
  { type: "string", format: "date" },
  { type: ["string", "null"], description: "words" },
  { const: 3 },
  { type: "string", enum: ["a", "b"] },
  { oneOf: [{ type: "null" }, { type: "integer" }] },
  { type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 },
  { type: "array", prefixItems: [{ type: "number" }] },
  {
    ...{ $schema: "https://json-schema.org/draft/2020-12/schema", title: "T" },
    type: "object",
    properties: { a: { type: "boolean", default: true } },
    required: ["a"],
    additionalProperties: false,
  },
  { type: "object", additionalProperties: { type: "string" }, minProperties: 1 },
  { $defs: { one: { type: "null" } }, type: "array", items: { $ref: "#/$defs/one" } },
];

const lost: readonly (readonly [schema: object, what: RegExp])[] = [
  [{}, /what no known type says at #/],
  [{ anyOf: [{ type: "string" }] }, /what no known type says at #/],
  [{ type: "string", pattern: "^a$" }, /"pattern" at #/],
  [{ type: "string", format: "uuid" }, /"format" at #/],
  [{ type: "string", format: "date", minLength: 3 }, /"minLength" at #/],
  [
    { type: "object", properties: { age: { type: "integer", minimum: 0 } } },
    /"minimum" at #\/properties\/age/,
  ],
  [{ type: ["object", "null"] }, /what no known type says at #/],
  [{ enum: [{ a: 1 }] }, /"enum" at #/],
  [{ const: [1] }, /"const" at #/],
  [{ type: "string", const: "a", minLength: 1 }, /"minLength" at #/],
  [{ type: "object", properties: { any: true } }, /true or false as a schema at #/],
  [{ type: "array", items: false }, /true or false as a schema at #/],
  [{ $ref: "#/$defs/none" }, /what no known type says at #/],
  [{ $ref: "https://example.org/schema" }, /what no known type says at #/],
  [{ type: "array", items: { type: "null" }, uniqueItems: true }, /"uniqueItems" at #/],
];

for (const schema of kept) {
  Deno.test(`refuseLosses() takes ${JSON.stringify(schema).slice(0, 80)}`, () => {
    refuseLosses({ ...schema });
  });
}

for (const [schema, what] of lost) {
  Deno.test(`refuseLosses() refuses ${JSON.stringify(schema)}`, () => {
    assert.throws(() => refuseLosses({ ...schema }), (error) => {
      assert.ok(error instanceof ProviderError && error.code === "provider/constraint");
      assert.match(error.message, what);
      return true;
    });
  });
}
