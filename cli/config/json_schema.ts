/**
 * Walks over a JSON Schema along the keys of the config.
 *
 * @module
 */

import { isTable, type Key, type Table } from "./key.ts";

/** A JSON Schema of draft 2020-12, as `zod` writes it. */
export type JsonSchema = Table;

/** A key that may be given, with its schema. Keys that only hold other known keys are left out. */
export interface Setting {
  readonly key: readonly string[];
  readonly schema: JsonSchema;
}

/**
 * Every schema that speaks about a key: one for each branch of `anyOf`, `oneOf` and `allOf` on the way.
 *
 * @returns Empty when the schema does not know the key.
 */
export function schemasAt(root: JsonSchema, key: Key): readonly JsonSchema[] {
  let found = branches(root, root);
  for (const part of key) {
    found = found.flatMap((schema) => child(schema, part)).flatMap((schema) => branches(root, schema));
  }
  return found;
}

/** The names of the keys that a schema knows right below a key, in their order. */
export function knownNames(root: JsonSchema, key: Key): readonly string[] {
  const names = schemasAt(root, key).flatMap((schema) => Object.keys(tableAt(schema, "properties")));
  return [...new Set(names)];
}

/** Every key that may be given and is not only a table of known keys, in order. Each schema is walked once. */
export function settings(root: JsonSchema): readonly Setting[] {
  const known = walked.get(root) ?? settingsBelow(root, []);
  walked.set(root, known);
  return known;
}

const walked = new WeakMap<JsonSchema, readonly Setting[]>();

function settingsBelow(root: JsonSchema, key: readonly string[]): readonly Setting[] {
  return knownNames(root, key).flatMap((name) => {
    const inner = [...key, name];
    const schemas = schemasAt(root, inner);
    // A schema that holds itself has no end; what lies deeper is one value.
    const below = inner.length < 6 ? settingsBelow(root, inner) : [];
    const isValue = below.length === 0 ||
      schemas.some(({ type, enum: values }) => values || (type && type !== "object"));
    return [...(isValue && schemas[0] ? [{ key: inner, schema: schemas[0] }] : []), ...below];
  });
}

/** The table at one keyword of a schema; empty when there is none. */
export function tableAt(schema: JsonSchema, keyword: string): Table {
  const value = schema[keyword];
  return isTable(value) ? value : {};
}

/** A schema itself where it says something, and all its branches, references followed. */
function branches(root: JsonSchema, schema: JsonSchema, depth = 0): readonly JsonSchema[] {
  // A reference may lead back to itself; no honest schema nests deeper.
  if (depth > 16) return [];
  const target = typeof schema.$ref === "string" ? referred(root, schema.$ref) : undefined;
  const inner = [target, ...["anyOf", "oneOf", "allOf"].flatMap((keyword) => listAt(schema, keyword))];
  const found = inner.filter(isTable).flatMap((branch) => branches(root, branch, depth + 1));
  return found.length > 0 ? [schema, ...found] : [schema];
}

function referred(root: JsonSchema, reference: string): JsonSchema | undefined {
  const name = /^#\/\$defs\/(.+)$/.exec(reference)?.[1];
  const target = reference === "#" ? root : name === undefined ? undefined : tableAt(root, "$defs")[name];
  return isTable(target) ? target : undefined;
}

function child(schema: JsonSchema, part: string | number): readonly JsonSchema[] {
  if (typeof part === "number") return [listAt(schema, "prefixItems")[part], schema.items].filter(isTable);
  const properties = tableAt(schema, "properties");
  if (Object.hasOwn(properties, part)) return [properties[part]].filter(isTable);
  return [schema.additionalProperties].filter(isTable);
}

function listAt(schema: JsonSchema, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}
