/**
 * How large a JSON Schema OpenAI takes.
 *
 * @see the guide on structured outputs, of 2026-02
 *
 * @module
 */

import type { JsonSchema } from "../../core/code/constraint.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import { isSchema, partsOf, subschemasOf } from "./subschemas.ts";

const MOST_PROPERTIES = 5000;
const MOST_LEVELS = 10;
/** Characters of names and listed values together. */
const MOST_CHARACTERS = 120_000;
/** Listed values of the whole schema. */
const MOST_VALUES = 1000;
/** From so many values on, those of one list may have so many characters together. */
const LONG_LIST = { values: 250, characters: 15_000 };

/**
 * Checks a strict schema against OpenAI's limits.
 *
 * @throws {MazeError} `constraint/schema` where it is too large.
 */
export function checkOpenAiLimits(schema: JsonSchema): void {
  const schemas = [...subschemasOf(schema)];
  const names = schemas.flatMap(({ schema }) =>
    ["properties", "$defs", "definitions"].flatMap((one) => namesOf(schema[one]))
  );
  const lists = schemas.map(({ path, schema }) => ({ path, values: valuesOf(schema) }));
  const values = lists.flatMap((one) => one.values);
  const properties = schemas.reduce((sum, { schema }) => sum + namesOf(schema["properties"]).length, 0);
  check("#", { count: properties, most: MOST_PROPERTIES, what: "properties" });
  check("#", { count: levelsOf(schema, "#"), most: MOST_LEVELS, what: "levels" });
  check("#", { count: values.length, most: MOST_VALUES, what: "listed values" });
  check("#", {
    count: lengthOf([...names, ...values]),
    most: MOST_CHARACTERS,
    what: "characters of names and values",
  });
  for (const { path, values } of lists.filter(({ values }) => values.length > LONG_LIST.values)) {
    check(path, {
      count: lengthOf(values),
      most: LONG_LIST.characters,
      what: "characters in a long list of values",
    });
  }
}

function check(
  path: string,
  { count, most, what }: { readonly count: number; readonly most: number; readonly what: string },
) {
  if (count <= most) return;
  throw new MazeError(`Cannot use schema with OpenAI: ${count} ${what} at ${path}`, {
    code: "constraint/schema",
    hint: `OpenAI takes ${most}`,
  });
}

function namesOf(value: unknown): string[] {
  return isSchema(value) ? Object.keys(value) : [];
}

function valuesOf(schema: JsonSchema): unknown[] {
  if (Array.isArray(schema["enum"])) return schema["enum"];
  return "const" in schema ? [schema["const"]] : [];
}

function lengthOf(values: readonly unknown[]): number {
  return values.reduce<number>(
    (sum, value) => sum + (typeof value === "string" ? value : JSON.stringify(value)).length,
    0,
  );
}

/** Objects within objects. */
function levelsOf(schema: JsonSchema, path: string): number {
  const below = [...partsOf(schema, path)].map((part) => levelsOf(part.schema, part.path));
  return Math.max(0, ...below) + ("properties" in schema ? 1 : 0);
}
