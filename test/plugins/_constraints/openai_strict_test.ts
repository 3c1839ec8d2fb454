import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import type { JsonSchema } from "../../../core/code/constraint.ts";
import { openAiStrict } from "../../../plugins/_constraints/openai_strict.ts";

const within = (value: JsonSchema): JsonSchema => ({
  type: "object",
  properties: { v: value },
  required: ["v"],
});

Deno.test("openAiStrict() closes objects and leaves out what says nothing about the answer", () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    title: "Pair",
    properties: {
      a: { type: "integer", default: 3, "x-order": 1, minimum: 0 },
      b: { type: "array", items: { type: "object", properties: {}, additionalProperties: true } },
    },
    required: ["b", "a"],
  };
  assert.deepEqual(openAiStrict(schema), {
    type: "object",
    title: "Pair",
    properties: {
      a: { type: "integer", minimum: 0 },
      b: {
        type: "array",
        items: { type: "object", properties: {}, required: [], additionalProperties: false },
      },
    },
    required: ["a", "b"],
    additionalProperties: false,
  });
});

const rewritten: readonly (readonly [from: JsonSchema, to: JsonSchema])[] = [
  [{ const: "a" }, { const: "a", type: "string" }],
  [{ enum: ["a", 1, null] }, { enum: ["a", 1, null], type: ["string", "integer", "null"] }],
  [{ type: "string", maxLength: 20 }, { type: "string", pattern: "^[\\s\\S]{0,20}$" }],
  [{ type: "string", minLength: 1, maxLength: 20 }, { type: "string", pattern: "^[\\s\\S]{1,20}$" }],
  [{ anyOf: [{ type: "null" }, { const: 3 }] }, { anyOf: [{ type: "null" }, { const: 3, type: "integer" }] }],
  [{ type: "string", format: "date", pattern: "^2" }, { type: "string", format: "date", pattern: "^2" }],
];

for (const [from, to] of rewritten) {
  Deno.test(`openAiStrict() writes ${JSON.stringify(from)} as ${JSON.stringify(to)}`, () => {
    assert.deepEqual(openAiStrict(within(from))["properties"], { v: to });
  });
}

Deno.test("openAiStrict() follows definitions, recursive ones too", () => {
  const node = {
    type: "object",
    properties: { next: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] } },
    required: ["next"],
  };
  const strict = openAiStrict({ ...within({ $ref: "#/$defs/node" }), $defs: { node } });
  assert.deepEqual(strict["$defs"], { node: { ...node, additionalProperties: false } });
});

const refused: readonly (readonly [schema: JsonSchema, fault: string])[] = [
  [{ type: "array", items: { type: "string" } }, 'its type is "array" at #'],
  [{ anyOf: [] }, "its type is not named at #"],
  [{ ...within({ type: "string" }), anyOf: [] }, '"anyOf" at the root at #/anyOf'],
  [{ type: "object" }, "it takes any object at #"],
  [{ type: "object", properties: { a: { type: "string" } } }, "the property is optional at #/properties/a"],
  [{ type: "object", properties: {}, required: ["a"] }, '"a" is no property at #/required'],
  [within({ type: "string", format: "uri" }), 'format "uri" is not enforced at #/properties/v/format'],
  [within({ oneOf: [{ type: "string" }] }), '"oneOf" is not enforced at #/properties/v/oneOf'],
  [
    within({ type: "array", items: { type: "string", not: {} } }),
    '"not" is not enforced at #/properties/v/items/not',
  ],
  [
    within({ type: "object", additionalProperties: { type: "string" } }),
    "properties of any name at #/properties/v/additionalProperties",
  ],
  [within({ type: "array" }), "it takes any list at #/properties/v"],
  [within({}), "it names no type at #/properties/v"],
  [within({ const: {} }), "it lists objects or lists as values at #/properties/v"],
  [within({ type: "array", items: true }), "it takes any value or none at #/properties/v/items"],
  [
    within({ type: "string", pattern: "a", minLength: 2 }),
    '"minLength" beside "pattern" at #/properties/v/minLength',
  ],
];

for (const [schema, fault] of refused) {
  Deno.test(`openAiStrict() refuses ${JSON.stringify(schema)}`, () => {
    assert.throws(() => openAiStrict(schema), (error) => {
      assert.ok(error instanceof MazeError);
      assert.equal(error.code, "constraint/schema");
      assert.equal(error.message, `Cannot use schema with OpenAI: ${fault}`);
      return true;
    });
  });
}

const words = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => String(at).padStart(length, "x"));
const nested = (levels: number): JsonSchema => levels === 0 ? { type: "string" } : within(nested(levels - 1));

Deno.test("openAiStrict() keeps to the limits of size", () => {
  openAiStrict(within({ enum: words(1000, 10) }));
  assert.throws(() => openAiStrict(within({ enum: words(1001, 4) })), /1001 listed values at #$/);
  openAiStrict(within({ enum: words(250, 100) }));
  assert.throws(
    () => openAiStrict(within({ enum: words(251, 100) })),
    /25100 characters .* at #\/properties\/v$/,
  );
  openAiStrict(nested(10));
  assert.throws(() => openAiStrict(nested(11)), /11 levels at #$/);
});
