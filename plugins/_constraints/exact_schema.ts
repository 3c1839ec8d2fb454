/**
 * Which JSON Schemas zod takes as JSON Schema means them.
 *
 * @see colinhacks/zod:packages/zod/src/v4/classic/from-json-schema.ts, 4.6.7
 *
 * @module
 */

import type { JsonSchema } from "../../core/code/constraint.ts";
import { isOfType, isSchema, subschemasOf, typesOf } from "./subschemas.ts";

/** Keywords that zod keeps where the type is named. Of what is missing here it leaves out some, and some it reads anew. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  string: ["format", "maxLength", "minLength", "pattern"],
  number: ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"],
  integer: ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"],
  boolean: [],
  null: [],
  object: ["additionalProperties", "properties", "required"],
  array: ["items", "maxItems", "minItems"],
};
/** Beside these zod reads nothing else. */
const ALONE = ["$ref", "const", "enum", "anyOf"];
const ANNOTATIONS = ["$comment", "$schema", "deprecated", "description", "examples", "title"];
/** Those of which zod's opinion is the standard's. */
const FORMATS = [undefined, "date", "ipv4"];
const DIALECTS = [undefined, "https://json-schema.org/draft/2020-12/schema"];

/** True when zod's verdict on a value is JSON Schema's, for values within `isWithinReach`. */
export function isExact(schema: JsonSchema): boolean {
  if (!DIALECTS.some((one) => one === schema["$schema"])) return false;
  return [...subschemasOf(schema)].every(({ path, schema }) => isPartExact(schema, path === "#"));
}

function isPartExact(schema: JsonSchema, isRoot: boolean): boolean {
  const keywords = Object.keys(schema).filter((one) =>
    !ANNOTATIONS.includes(one) && !(isRoot && one === "$defs")
  );
  const alone = keywords.find((one) => ALONE.includes(one));
  if (alone !== undefined) {
    const others = keywords.filter((one) => one !== alone && !(one === "type" && isTypeKept(alone, schema)));
    return others.length === 0 && isAloneExact(alone, schema[alone]);
  }
  if (keywords.length === 0) return true;
  const types = typesOf(schema);
  const known = ["type", ...types.flatMap((type) => BY_TYPE[type] ?? [])];
  if (types.length === 0 || !types.every((one) => Object.hasOwn(BY_TYPE, one))) return false;
  return keywords.every((one) => known.includes(one)) && isPatternExact(schema["pattern"]) &&
    FORMATS.some((one) => one === schema["format"]) && (!types.includes("object") || isObjectExact(schema)) &&
    (!types.includes("array") || "items" in schema);
}

function isAloneExact(keyword: string, value: unknown): boolean {
  if (keyword === "$ref") return /^#\/\$defs\/[\w.-]+$/.test(String(value));
  if (keyword === "anyOf") return Array.isArray(value) && value.length > 0;
  const values: readonly unknown[] = keyword === "enum" && Array.isArray(value) ? value : [value];
  return values.every((one) => typeof one !== "object" || one === null);
}

/** True when the listed values are all of the type that is named, so that zod need not look at it. */
function isTypeKept(alone: string, schema: JsonSchema): boolean {
  const value = schema[alone];
  const values: readonly unknown[] = alone === "enum" && Array.isArray(value) ? value : [value];
  return (alone === "enum" || alone === "const") && values.every((one) => isOfType(one, schema));
}

/** zod asks for listed properties alone, and takes a property of any value for optional. */
function isObjectExact({ properties = {}, required = [] }: JsonSchema): boolean {
  if (!isSchema(properties) || !Array.isArray(required)) return false;
  return required.every((name) => {
    const property = typeof name === "string" && Object.hasOwn(properties, name)
      ? properties[name]
      : undefined;
    return isSchema(property) && Object.keys(property).some((one) => !ANNOTATIONS.includes(one));
  });
}

/** zod has no flag u, which JSON Schema wants. */
function isPatternExact(pattern: unknown): boolean {
  return pattern === undefined || (typeof pattern === "string" && !/\\[pPu]/.test(pattern));
}

/** True for JSON whose numbers and characters zod counts as JSON Schema does. */
export function isWithinReach(text: string, value: unknown): boolean {
  // Beyond the Basic Multilingual Plane zod counts two for one; integers end for it where doubles are exact.
  return !/[\ud800-\udfff]|\\u[dD][89a-fA-F]/.test(text) &&
    numbersOf(value).every((one) => Math.abs(one) <= Number.MAX_SAFE_INTEGER);
}

function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}
