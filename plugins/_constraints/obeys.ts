/**
 * Whether a finished answer obeys its constraint.
 *
 * @module
 */

import { z } from "zod";
import type { ConstraintForm, JsonSchema } from "../../core/code/constraint.ts";
import { checkBnf } from "./check_bnf.ts";
import { isExact, isWithinReach } from "./exact_schema.ts";
import { derives } from "./match_bnf.ts";
import { matchesWhole } from "./match_regex.ts";
import { readRegex } from "./read_regex.ts";

/**
 * Whether a whole answer obeys a constraint.
 *
 * @example
 * ```ts
 * import { obeys } from "./obeys.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(obeys({ kind: "regex", pattern: "[0-9]+" }, "12"), true);
 * assert.equal(obeys({ kind: "choice", options: ["yes", "no"] }, "yes."), false);
 * assert.equal(obeys({ kind: "schema", schema: { not: { type: "string" } } }, "1"), undefined);
 * ```
 *
 * @returns `undefined` when nobody here can tell: a grammar in Lark, whose words are cut by rules of the server's own; one
 * with tokens or macros; a schema with keywords that zod reads otherwise than JSON Schema means them.
 * @throws {MazeError} `constraint/regex` or `constraint/grammar` when the constraint itself is wrong.
 */
export function obeys(constraint: ConstraintForm, text: string): boolean | undefined {
  switch (constraint.kind) {
    case "choice":
      return constraint.options.includes(text);
    case "regex":
      return matchesWhole(readRegex(constraint.pattern), text);
    case "schema":
      return obeysSchema(constraint.schema, text);
    case "grammar": {
      const { dialect } = constraint;
      return dialect === "lark" ? undefined : derives(checkBnf(constraint.text, dialect), text);
    }
  }
}

function obeysSchema(schema: JsonSchema, text: string): boolean | undefined {
  const value = parsed(text);
  if (value === undefined) return false;
  return isExact(schema) && isWithinReach(text, value)
    ? z.fromJSONSchema(schema).safeParse(value).success
    : undefined;
}

/** The value; `undefined` for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
