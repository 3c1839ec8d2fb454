/**
 * A JSON Schema in the subset that OpenAI enforces with `strict`.
 *
 * @see openai/openai-openapi:openapi.yaml and the guide on structured outputs, of 2026-02
 *
 * @module
 */

import type { JsonSchema } from "../../core/code/constraint.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import { checkOpenAiLimits } from "./openai_limits.ts";
import { isSchema, pointer, typeOf, typesOf } from "./subschemas.ts";

/** What is taken as it stands. */
const TAKEN = new Set([
  ...[
    "$ref",
    "const",
    "description",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maximum",
    "maxItems",
  ],
  ...["minimum", "minItems", "multipleOf", "pattern", "required", "title", "type"],
]);
/** What says nothing about the answer, and is left out. */
const LEFT_OUT = new Set([
  ...[
    "$anchor",
    "$comment",
    "$id",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
  ],
  ...["deprecated", "examples", "readOnly", "writeOnly"],
]);
const FORMATS = ["date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uuid"];

/**
 * The schema rewritten where no answer becomes legal that was not: objects are closed, types of values named, lengths
 * written as patterns.
 *
 * @example
 * ```ts
 * import { openAiStrict } from "./openai_strict.ts";
 * import assert from "node:assert/strict";
 *
 * const schema = { type: "object", properties: { kind: { const: "a" } }, required: ["kind"] };
 * assert.deepEqual(openAiStrict(schema), {
 *   type: "object",
 *   properties: { kind: { const: "a", type: "string" } },
 *   required: ["kind"],
 *   additionalProperties: false,
 * });
 * ```
 *
 * @throws {MazeError} `constraint/schema`, with the keyword and its path, where that can not be done: an optional
 * property is not one that may be null.
 */
export function openAiStrict(schema: JsonSchema): JsonSchema {
  if (schema["type"] !== "object") {
    throw refusal(
      "#",
      `its type is ${JSON.stringify(schema["type"]) ?? "not named"}`,
      "OpenAI takes objects alone: wrap it",
    );
  }
  for (const keyword of ["anyOf", "$ref"]) {
    if (keyword in schema) throw refusal(`#/${keyword}`, `"${keyword}" at the root`, "Wrap it in an object");
  }
  const strict = rewritten(schema, "#");
  checkOpenAiLimits(strict);
  return strict;
}

function rewritten(schema: unknown, path: string): JsonSchema {
  if (!isSchema(schema)) throw refusal(path, "it takes any value or none", "Name what it takes");
  const strict: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (LEFT_OUT.has(keyword) || keyword.startsWith("x-")) continue;
    if (TAKEN.has(keyword)) strict[keyword] = value;
    else Object.assign(strict, parts(keyword, schema, path));
  }
  checkFormat(schema, path);
  checkArray(schema, path);
  const types = namedTypes(schema, path);
  if (types.length > 0) strict["type"] = types.length === 1 ? types[0] : types;
  else if (!("anyOf" in schema) && !("$ref" in schema)) throw refusal(path, "it names no type");
  return { ...strict, ...objectOf(schema, path) };
}

/** A keyword that has schemas below it, or another form. */
function parts(keyword: string, schema: JsonSchema, path: string): Record<string, unknown> {
  const value = schema[keyword];
  const below = `${path}/${keyword}`;
  switch (keyword) {
    case "additionalProperties":
      if (typeof value === "boolean") return {};
      throw refusal(below, "properties of any name", "Make it a list of objects with a name and a value");
    case "anyOf":
      return { anyOf: list(value).map((option, at) => rewritten(option, `${below}/${at}`)) };
    case "items":
      return { items: rewritten(value, below) };
    case "$defs":
    case "definitions":
    case "properties":
      return { [keyword]: byName(value, below) };
    case "minLength":
    case "maxLength":
      if ("pattern" in schema) {
        throw refusal(below, `"${keyword}" beside "pattern"`, "Write the length into the pattern");
      }
      return { pattern: lengthPattern(schema) };
    default:
      throw refusal(below, `"${keyword}" is not enforced`);
  }
}

function byName(value: unknown, path: string): Record<string, unknown> {
  const named = isSchema(value) ? Object.entries(value) : [];
  return Object.fromEntries(named.map(([name, part]) => [name, rewritten(part, pointer(path, name))]));
}

/** Characters, not UTF-16 units: so JSON Schema counts, and so do patterns of Rust. */
function lengthPattern({ minLength = 0, maxLength = "" }: JsonSchema): string {
  return `^[\\s\\S]{${minLength},${maxLength}}$`;
}

function objectOf(schema: JsonSchema, path: string): Record<string, unknown> {
  if (!typesOf(schema).includes("object")) return {};
  if (!isSchema(schema["properties"])) throw refusal(path, "it takes any object", "Name the properties");
  const required = list(schema["required"]);
  const names = Object.keys(schema["properties"]);
  const optional = names.find((name) => !required.includes(name));
  if (optional !== undefined) {
    const hint = "Require it; one that may be null is another schema, which you have to want";
    throw refusal(pointer(`${path}/properties`, optional), "the property is optional", hint);
  }
  const unlisted = required.find((name) => !names.includes(String(name)));
  if (unlisted !== undefined) throw refusal(`${path}/required`, `"${unlisted}" is no property`);
  return { required: names, additionalProperties: false };
}

function checkArray(schema: JsonSchema, path: string): void {
  const isOpen = typesOf(schema).includes("array") && !("items" in schema);
  if (isOpen) throw refusal(path, "it takes any list", "Name the items");
}

function checkFormat({ format }: JsonSchema, path: string): void {
  if (format === undefined || FORMATS.some((one) => one === format)) return;
  throw refusal(`${path}/format`, `format "${format}" is not enforced`);
}

/** The types that are named, or those of the values that are listed. */
function namedTypes(schema: JsonSchema, path: string): readonly string[] {
  const named = typesOf(schema);
  const values = "const" in schema ? [schema["const"]] : list(schema["enum"]);
  if (values.some((value) => typeof value === "object" && value !== null)) {
    throw refusal(path, "it lists objects or lists as values", "Describe them by their properties or items");
  }
  return named.length > 0 ? named : [...new Set(values.map(typeOf))];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function refusal(path: string, fault: string, hint?: string): MazeError {
  return new MazeError(`Cannot use schema with OpenAI: ${fault} at ${path}`, {
    code: "constraint/schema",
    hint: hint ?? "OpenAI's strict mode has no such thing; a grammar or another provider may",
  });
}
