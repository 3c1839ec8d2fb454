/**
 * Which JSON Schemas node-llama-cpp makes a grammar of without losing a word.
 *
 * It reads a schema as one of few kinds and drops all else in silence: `anyOf` becomes `null`, `pattern` any text, a
 * `format` that it does not know the empty text. Every row was tried at 3.20.0.
 *
 * @module
 */

import { type JsonSchema, ProviderError } from "../../core/kernel/plugin.ts";
import { isSchema, subschemasOf } from "../_constraints/subschemas.ts";

/**
 * Refuses a schema that would lose a keyword. What is narrowed is let pass: every listed property is written, and no
 * other unless `additionalProperties` asks for it.
 *
 * @throws {ProviderError} `provider/constraint`
 */
export function refuseLosses(schema: JsonSchema): void {
  for (const { path, schema: part } of subschemasOf(schema)) {
    const lost = lossIn(part, schema);
    if (lost === undefined) continue;
    throw new ProviderError(`Cannot encode a schema: ${lost} at ${path} would not be kept`, {
      ...{ code: "provider/constraint", isRetryable: false },
      hint: "A regex or a grammar can say it too",
    });
  }
}

const ANNOTATIONS =
  /^(?:\$(?:anchor|comment|defs|id|schema)|default|deprecated|description|examples|readOnly|title|writeOnly|x-.*)$/;
const PLAIN = ["string", "number", "integer", "boolean", "null"];
const FORMATS = ["date", "date-time", "time"];

/** What of a schema is lost, in words; its parts are not looked into. */
function lossIn(schema: JsonSchema, root: JsonSchema): string | undefined {
  const kept = keptIn(schema, root);
  if (kept === undefined) return "what no known type says";
  const keyword = Object.keys(schema).find((name) => !ANNOTATIONS.test(name) && !kept.includes(name));
  if (keyword !== undefined) return `"${keyword}"`;
  return partsOf(schema).some((part) => !isSchema(part)) ? "true or false as a schema" : undefined;
}

/** The keywords that are read together; `undefined` where none is. */
function keptIn(schema: JsonSchema, root: JsonSchema): readonly string[] | undefined {
  const { $ref, oneOf, enum: options, type } = schema;
  if ($ref !== undefined) return isDefined($ref, root) ? ["$ref"] : undefined;
  if (oneOf !== undefined) return ["oneOf"];
  if ("const" in schema) return isScalar(schema["const"]) ? ["const", "type"] : [];
  if (Array.isArray(options)) return options.every(isScalar) ? ["enum", "type"] : [];
  if (type === "object") {
    return ["type", "properties", "required", "additionalProperties", "minProperties", "maxProperties"];
  }
  if (type === "array") return ["type", "items", "prefixItems", "minItems", "maxItems"];
  if (type === "string") return ["type", ...keptOfText(schema)];
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.length > 0 && types.every((one) => PLAIN.some((name) => name === one)) ? ["type"] : undefined;
}

function keptOfText({ format }: JsonSchema): readonly string[] {
  if (format === undefined) return ["minLength", "maxLength"];
  return FORMATS.some((name) => name === format) ? ["format"] : [];
}

/** Definitions are found at the top alone. */
function isDefined($ref: unknown, { $defs }: JsonSchema): boolean {
  const [, name] = /^#\/\$defs\/([^/]+)$/.exec(String($ref)) ?? [];
  return name !== undefined && isSchema($defs) && Object.hasOwn($defs, name);
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

/** Where a schema has to stand, and not `true` or `false`. */
function partsOf({ properties, items, prefixItems, oneOf }: JsonSchema): readonly unknown[] {
  return [properties && Object.values(Object(properties)), items, prefixItems, oneOf].flat()
    .filter((part) => part !== undefined);
}
