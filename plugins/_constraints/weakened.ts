/**
 * What engines do not keep of a JSON Schema. Every row was tried: xgrammar 0.2.1 and 0.2.8, llguidance 1.9.1 and
 * llama.cpp of 2026-10 were asked for answers that break the keyword.
 *
 * @module
 */

import type { JsonSchema } from "../../core/code/constraint.ts";
import { isOfType, subschemasOf, typesOf } from "./subschemas.ts";

/** An engine that turns schemas into what decoding obeys. */
export type SchemaEngine = "xgrammar" | "llguidance" | "llama.cpp";

/** A keyword that an engine does not keep. */
export interface Weakness {
  /** Of the schema that has the keyword: a JSON pointer from `#`. */
  readonly path: string;
  readonly keyword: string;
  /**
   * `ignored`: answers that break it may come. `narrowed`: answers that obey it may not come. `refused`: the request
   * fails.
   */
  readonly effect: "ignored" | "narrowed" | "refused";
}

/** Whether an engine fails a keyword of a schema. */
type Fails = (schema: JsonSchema) => boolean;

const always: Fails = () => true;
const CONDITIONS = ["dependencies", "dependentRequired", "dependentSchemas", "else", "if", "not", "then"];
/** Of those that an engine reads, it reads the first alone. */
const ALONE = ["$ref", "const", "enum", "anyOf", "oneOf", "allOf"];
/** What says nothing about the answer. */
const ANNOTATIONS = /^(?:\$(?:anchor|comment|defs|id|schema|vocabulary)|x-.*|content.*)$/;
const WITHOUT_MEANING = new Set(["default", "definitions", "deprecated", "description", "examples", "title"])
  .union(new Set(["readOnly", "writeOnly"]));
/** Lookaround, backreferences and word boundaries. */
const NO_AUTOMATON = /\(\?<?[=!]|\\[1-9bBk]/;
/** What llama.cpp reads of a pattern: it has to be anchored, with escapes of few characters and no special groups. */
const LLAMA_PATTERN = /^\^(?:[^\\^$(]|\[\^|\((?!\?)|\(\?:|\\[$()*+.?[\]\\^{|}nrt"-])*\$$/;

const XGRAMMAR_FORMATS = [
  ...[
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "json-pointer",
    "relative-json-pointer",
  ],
  ...["time", "uri", "uri-reference", "uri-template", "uuid"],
];
const LLGUIDANCE_FORMATS = [
  ...["date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uri", "uuid"],
];
const LLAMA_FORMATS = ["date", "date-time", "time", "uuid"];

const IGNORED: Readonly<Record<SchemaEngine, Readonly<Record<string, Fails>>>> = {
  xgrammar: {
    ...table(["contains", "maxContains", "minContains", "multipleOf", "oneOf", "uniqueItems", ...CONDITIONS]),
    // 0.2.1 lets some smaller numbers through.
    minimum: always,
    exclusiveMinimum: always,
    allOf: ({ allOf }) => Array.isArray(allOf) && allOf.length > 1,
    format: (schema) => !isAmong(schema["format"], XGRAMMAR_FORMATS),
    pattern: (schema) => "format" in schema || NO_AUTOMATON.test(String(schema["pattern"])),
    minLength: (schema) => "format" in schema || "pattern" in schema,
    maxLength: (schema) => "format" in schema || "pattern" in schema,
    required: hasUnlisted,
  },
  llguidance: {},
  "llama.cpp": {
    ...table(["contains", "maxContains", "minContains", "multipleOf", "oneOf", "uniqueItems", ...CONDITIONS]),
    ...table(["maxProperties", "minProperties", "patternProperties", "propertyNames"]),
    minimum: isNotInteger,
    maximum: isNotInteger,
    exclusiveMinimum: isNotInteger,
    exclusiveMaximum: isNotInteger,
    allOf: ({ allOf }) => Array.isArray(allOf) && allOf.length > 1,
    format: (schema) => "pattern" in schema || !isAmong(schema["format"], LLAMA_FORMATS),
    pattern: (schema) => !LLAMA_PATTERN.test(String(schema["pattern"])),
    minLength: (schema) => "pattern" in schema || "format" in schema,
    maxLength: (schema) => "pattern" in schema || "format" in schema,
    required: hasUnlisted,
  },
};

const NARROWED: Readonly<Record<SchemaEngine, Readonly<Record<string, Fails>>>> = {
  xgrammar: { pattern: (schema) => !/^\^[^]*\$$/.test(String(schema["pattern"])) },
  llguidance: {},
  "llama.cpp": table(["prefixItems"]),
};

const REFUSED: Readonly<Record<SchemaEngine, Readonly<Record<string, Fails>>>> = {
  xgrammar: {
    items: ({ items }) => Array.isArray(items),
    minItems: (schema) => "type" in schema && !("items" in schema) && !("prefixItems" in schema),
  },
  llguidance: {
    ...table(["contains", "maxContains", "minContains", "propertyNames", "uniqueItems", ...CONDITIONS]),
    // It takes options of which it can see that they exclude each other.
    oneOf: ({ oneOf }) => Array.isArray(oneOf) && oneOf.length > 1,
    ...table(["unevaluatedItems", "unevaluatedProperties"]),
    format: (schema) => !isAmong(schema["format"], LLGUIDANCE_FORMATS),
    pattern: (schema) => NO_AUTOMATON.test(String(schema["pattern"])),
  },
  "llama.cpp": { items: (schema) => "prefixItems" in schema && schema["items"] === false },
};

/**
 * The keywords of a schema that an engine does not keep. Where one is ignored, Maze has to check the answer.
 *
 * @example
 * ```ts
 * import { weakened } from "./weakened.ts";
 * import assert from "node:assert/strict";
 *
 * const schema = { type: "object", properties: { age: { type: "number", minimum: 0 } } };
 * assert.deepEqual(weakened(schema, "llama.cpp"), [
 *   { path: "#/properties/age", keyword: "minimum", effect: "ignored" },
 * ]);
 * ```
 *
 * @returns One for each keyword, outer schemas first.
 */
export function weakened(schema: JsonSchema, engine: SchemaEngine): readonly Weakness[] {
  return [...subschemasOf(schema)].flatMap(({ path, schema }) =>
    Object.keys(schema).flatMap((keyword): Weakness[] => {
      const effect = effectOf(keyword, schema, engine);
      return effect ? [{ path, keyword, effect }] : [];
    })
  );
}

function effectOf(keyword: string, schema: JsonSchema, engine: SchemaEngine): Weakness["effect"] | undefined {
  if (REFUSED[engine][keyword]?.(schema)) return "refused";
  if (engine !== "llguidance" && isOvershadowed(keyword, schema)) return "ignored";
  if (IGNORED[engine][keyword]?.(schema)) return "ignored";
  return NARROWED[engine][keyword]?.(schema) ? "narrowed" : undefined;
}

/** True for a keyword that stands beside one that is read alone, or without a type to which it belongs. */
function isOvershadowed(keyword: string, schema: JsonSchema): boolean {
  if (ANNOTATIONS.test(keyword) || WITHOUT_MEANING.has(keyword)) return false;
  const alone = ALONE.find((one) => one in schema);
  if (alone === undefined) {
    return !["additionalProperties", "items", "properties", "type"].some((one) => one in schema);
  }
  if (alone === keyword) return false;
  const values = alone === "const" ? [schema["const"]] : alone === "enum" ? schema["enum"] : undefined;
  return keyword !== "type" || !Array.isArray(values) || !values.every((value) => isOfType(value, schema));
}

function isNotInteger(schema: JsonSchema): boolean {
  return typesOf(schema).some((type) => type !== "integer");
}

/** True when a property is required that `properties` does not list. */
function hasUnlisted({ required, properties }: JsonSchema): boolean {
  const listed = typeof properties === "object" && properties !== null ? properties : {};
  return Array.isArray(required) && required.some((name) => !Object.hasOwn(listed, name));
}

function isAmong(value: unknown, known: readonly string[]): boolean {
  return known.some((one) => one === value);
}

function table(keywords: readonly string[]): Record<string, Fails> {
  return Object.fromEntries(keywords.map((keyword) => [keyword, always]));
}
