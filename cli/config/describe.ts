/**
 * Says in words what a schema wants and what a value is.
 *
 * @module
 */

import { isTable } from "./key.ts";
import { type JsonSchema, tableAt } from "./json_schema.ts";
import { looksLikeSecret } from "@maze/maze/plugin";

/**
 * What a schema wants: `a whole number from 1 to 9`, `"text" or "json"`, `a list of strings`.
 *
 * @param schemas All schemas that speak about the place; what they say is joined by "or".
 */
export function wantedText(schemas: readonly JsonSchema[]): string {
  const texts = schemas.map(wantedBy).filter((text) => text !== undefined);
  return [...new Set(texts)].join(" or ") || "another value";
}

/** What a value is. Long text is cut, what looks like a secret is not shown. */
export function shownValue(value: unknown): string {
  if (typeof value === "string") {
    if (looksLikeSecret(value)) return "a secret";
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  }
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a date";
  return isTable(value) ? "a table" : String(value);
}

function wantedBy(schema: JsonSchema): string | undefined {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const texts = types.map((type) => typeText(type, schema)).filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join(" or ") : undefined;
}

function typeText(type: unknown, schema: JsonSchema): string | undefined {
  switch (type) {
    case "integer":
      return `a whole number${rangeText(schema)}`;
    case "number":
      return `a number${rangeText(schema)}`;
    case "string":
      return `a string${stringText(schema)}`;
    case "boolean":
      return "true or false";
    case "array":
      return listText(schema);
    case "object":
      return "a table";
    default:
      return undefined;
  }
}

function rangeText(schema: JsonSchema): string {
  // zod writes the bounds of safe integers for every `int()`: no news to anybody.
  const bounds: [string, unknown][] = [
    ["from", schema.minimum],
    ["above", schema.exclusiveMinimum],
    ["to", schema.maximum],
    ["below", schema.exclusiveMaximum],
  ];
  return bounds.map(([word, bound]) =>
    typeof bound === "number" && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? ` ${word} ${bound}` : ""
  ).join("");
}

function stringText(schema: JsonSchema): string {
  if (typeof schema.format === "string") return ` of format "${schema.format}"`;
  if (typeof schema.pattern === "string") return ` that matches ${schema.pattern}`;
  const least = schema.minLength, most = schema.maxLength;
  const from = typeof least === "number" ? ` from ${least}` : "";
  return from === "" && typeof most !== "number"
    ? ""
    : ` of${from}${most === undefined ? "" : ` to ${most}`} units`;
}

function listText(schema: JsonSchema): string {
  const item = wantedBy(tableAt(schema, "items"));
  const least = typeof schema.minItems === "number" ? ` of at least ${schema.minItems}` : "";
  return `a list${least}${item === undefined ? "" : `, each ${item}`}`;
}
