/**
 * JSON as configuration files have it: with comments and trailing commas.
 *
 * @module
 */

import { parseSync } from "oxc-parser";

/** An object of outside data. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads JSON with comments and trailing commas.
 *
 * @returns `undefined` when the text is not an object.
 */
export function readJsonObject(text: string): Fields | undefined {
  const { program, errors } = parseSync("config.js", `(${text.replace(/^\uFEFF/, "")}\n)`);
  const [statement] = program.body;
  if (errors.length > 0 || statement?.type !== "ExpressionStatement") return undefined;
  const { expression } = statement;
  const value = valueOf(expression.type === "ParenthesizedExpression" ? expression.expression : expression);
  return isFields(value) ? value : undefined;
}

/** True for objects that are no arrays. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueOf(node: unknown): unknown {
  if (!isFields(node)) return undefined;
  if (node["type"] === "Literal") return node["value"];
  if (node["type"] === "ArrayExpression") {
    return Array.isArray(node["elements"]) ? node["elements"].map(valueOf) : [];
  }
  if (node["type"] !== "ObjectExpression" || !Array.isArray(node["properties"])) return undefined;
  return Object.fromEntries(
    node["properties"].map((property: Fields) => [keyOf(property["key"]), valueOf(property["value"])]),
  );
}

function keyOf(node: unknown): string {
  if (!isFields(node)) return "";
  return String(node["value"] ?? node["name"]);
}
