/**
 * Expressions around other expressions: negation, comparison, alternatives, `await`.
 *
 * @module
 */

import { TypeFlags } from "../compiler.ts";
import type { Survey } from "../survey.ts";
import type { Counts } from "./features.ts";
import { kindOf, type Place, type Production } from "./place.ts";

interface Operator {
  readonly parts: readonly string[];
  readonly shape: string;
  readonly keys: readonly (readonly string[])[];
  /** Kinds of types it may make; see `kindOf`. */
  readonly makes: readonly string[];
  /** True when the operands have the type of the whole. */
  readonly isSame: boolean;
}

const ANY = ["none", "union", "other", "object"];

function binary(operator: string, makes: readonly string[], shape: string, isSame = false): Operator {
  const keys = [[`left${operator}`], [`right${operator}`]];
  return { parts: ["", ` ${operator} `, ""], shape, keys, makes, isSame };
}

const OPERATORS: readonly Operator[] = [
  {
    parts: ["!", ""],
    shape: "UnaryExpression",
    keys: [["under:!"]],
    makes: ["boolean", ...ANY],
    isSame: false,
  },
  ...["===", "!==", "<", ">", "<=", ">=", "instanceof", "in"].map((operator) =>
    binary(operator, ["boolean", "none", "union", "other"], "BinaryExpression")
  ),
  ...["+", "-", "*", "/", "%"].map((operator) =>
    binary(operator, ["number", "none"], "BinaryExpression", true)
  ),
  binary("+", ["string"], "BinaryExpression"),
  binary("&&", ["boolean", "none", "union"], "LogicalExpression"),
  binary("||", ["boolean", "none", "union", "string", "number", "object"], "LogicalExpression"),
  binary("??", ["none", "union", "string", "number", "object", "boolean"], "LogicalExpression"),
];

/** The operators that may make a value for the place. */
export function operatorsFor(place: Place, survey: Survey, counts: Counts): Production[] {
  if (place.depth > 1) return [];
  const kind = kindOf(place.type);
  const found = OPERATORS.filter(({ makes }) => makes.includes(kind)).map((operator) =>
    productionOf(operator, place, counts)
  );
  if (survey.isAwaitAllowed && !(place.type && place.type.flags & TypeFlags.Void)) {
    found.push(productionOf(
      {
        parts: ["await ", ""],
        shape: "AwaitExpression",
        keys: [["under:AwaitExpression"]],
        makes: [],
        isSame: false,
      },
      place,
      counts,
    ));
  }
  return found;
}

function productionOf({ parts, shape, keys, isSame }: Operator, place: Place, counts: Counts): Production {
  const sign = parts.join("").trim();
  return {
    parts,
    shape,
    slots: keys.map((own, at) => ({
      key: `${sign}\0${at}\0${place.depth}\0${isSame}`,
      place: {
        type: isSame ? place.type : undefined,
        wanted: { keys: [...own, "operand"], words: place.wanted.words },
        depth: place.depth + 1,
      },
    })),
    features: { ...counts.common(place, sign, shape), [`operator${sign}`]: 1 },
  };
}
