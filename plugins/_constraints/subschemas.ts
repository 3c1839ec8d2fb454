/**
 * The schemas within a JSON Schema.
 *
 * @module
 */

import type { JsonSchema } from "../../core/code/constraint.ts";

/** A schema and where it stands: a JSON pointer from `#`. */
export interface Subschema {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Keywords with one schema. `items` has a list in older drafts. */
const ONE = [
  ...["additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not"],
  ...["propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"],
];
/** Keywords with a list of schemas. */
const LIST = ["allOf", "anyOf", "items", "oneOf", "prefixItems"];
/** Keywords with schemas by name. */
const BY_NAME = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

/** True for an object that is no list: a schema that is neither `true` nor `false`. */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A schema and all within it, outer ones first. */
export function* subschemasOf(schema: JsonSchema, path = "#"): Generator<Subschema> {
  yield { path, schema };
  for (const part of partsOf(schema, path)) yield* subschemasOf(part.schema, part.path);
}

/** The schemas right below a schema. */
export function* partsOf(schema: JsonSchema, path: string): Generator<Subschema> {
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    if (LIST.includes(keyword) && Array.isArray(value)) yield* entriesOf(value, `${path}/${keyword}`);
    else if (!isSchema(value)) continue;
    else if (ONE.includes(keyword)) yield { path: `${path}/${keyword}`, schema: value };
    else if (BY_NAME.includes(keyword)) yield* entriesOf(value, `${path}/${keyword}`);
  }
}

function* entriesOf(parts: object, path: string): Generator<Subschema> {
  for (const [name, part] of Object.entries(parts)) {
    if (isSchema(part)) yield { path: pointer(path, name), schema: part };
  }
}

/** A JSON pointer, one step further. */
export function pointer(path: string, name: string): string {
  return `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The types that a schema names; none when it names none. */
export function typesOf({ type }: JsonSchema): readonly string[] {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.filter((one) => typeof one === "string");
}

/** JSON Schema's name for the type of a JSON value. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** True when a schema names the type of a value. */
export function isOfType(value: unknown, schema: JsonSchema): boolean {
  const type = typeOf(value);
  return typesOf(schema).some((one) => one === type || (one === "number" && type === "integer"));
}
