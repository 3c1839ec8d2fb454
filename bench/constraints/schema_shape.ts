/**
 * Small JSON Schemas drawn at random, each with a check of its own that no library has a part in.
 *
 * @module
 */

import fc from "fast-check";
import type { JsonSchema } from "../../core/code/constraint.ts";

/** A schema, and whether a value obeys it. */
export interface CheckedSchema {
  readonly schema: JsonSchema;
  readonly isObeyed: (value: unknown) => boolean;
}

const WORDS = ["red", "green", "blue", "a b", "it's", 'say "x"', "c:\\d", "é", "日本", "two\nlines", ""];
const NAMES = ["id", "name", "kind", "count", "is ok", "größe", "a-b"];

const word = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 4 }).map((
  values,
): CheckedSchema => ({
  schema: { type: "string", enum: values },
  isObeyed: (value) => values.some((one) => one === value),
}));
const integer = fc.tuple(fc.integer({ min: -20, max: 50 }), fc.integer({ min: 1, max: 400 })).map((
  [least, more],
): CheckedSchema => ({
  schema: { type: "integer", minimum: least, maximum: least + more },
  isObeyed: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= least + more,
}));
const boolean = fc.constant<CheckedSchema>({
  schema: { type: "boolean" },
  isObeyed: (value) => typeof value === "boolean",
});
const text = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 4 })).map((
  [least, more],
): CheckedSchema => ({
  schema: { type: "string", minLength: least, maxLength: least + more },
  isObeyed: (value) => {
    const length = typeof value === "string" ? Array.from(value).length : -1;
    return length >= least && length <= least + more;
  },
}));
const pattern = fc.constantFrom("^[a-z]{2,5}$", "^[0-9]{4}-[0-9]{2}$", "^(?:up|down)$", "^#[0-9a-f]{6}$")
  .map((pattern): CheckedSchema => ({
    schema: { type: "string", pattern },
    isObeyed: (value) => typeof value === "string" && new RegExp(pattern, "u").test(value),
  }));

const { object } = fc.letrec<{ value: CheckedSchema; list: CheckedSchema; object: CheckedSchema }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    word,
    integer,
    boolean,
    text,
    pattern,
    tie("list"),
    tie("object"),
  ),
  list: fc.tuple(fc.oneof(word, integer, boolean), fc.integer({ min: 0, max: 2 })).map((
    [item, least],
  ): CheckedSchema => ({
    schema: { type: "array", items: item.schema, minItems: least, maxItems: least + 1 },
    isObeyed: (value) =>
      Array.isArray(value) && value.length >= least && value.length <= least + 1 &&
      value.every(item.isObeyed),
  })),
  object: fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), tie("value")), {
    minLength: 1,
    maxLength: 3,
    selector: ([name]) => name,
  }).map(objectOf),
}));

/** Objects whose properties are all required and no others are allowed: what every server takes. */
export const checkedSchemas: fc.Arbitrary<CheckedSchema> = object;

function objectOf(properties: readonly (readonly [name: string, value: CheckedSchema])[]): CheckedSchema {
  const names = properties.map(([name]) => name);
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(properties.map(([name, { schema }]) => [name, schema])),
      required: names,
      additionalProperties: false,
    },
    isObeyed: (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const found = new Map<string, unknown>(Object.entries(value));
      return found.size === names.length &&
        properties.every(([name, part]) => found.has(name) && part.isObeyed(found.get(name)));
    },
  };
}
