/**
 * Expressions around other expressions: negation, comparison, alternatives, `await`.
 *
 * @module
 */

import { TypeFlags } from "../compiler.ts";
import type { Survey } from "../survey.ts";
import { type Counts, roleClass } from "./features.ts";
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
  {
    parts: ["", " ? ", " : ", ""],
    shape: "ConditionalExpression",
    keys: [["test?", "test"], ["arm"], ["arm"]],
    makes: ["boolean", "string", "number", "union", "object", "none"],
    isSame: true,
  },
  binary("??", ["none", "union", "string", "number", "object", "boolean"], "LogicalExpression"),
];

/** The operators that may make a value for the place. */
export function operatorsFor(place: Place, survey: Survey, counts: Counts): Production[] {
  if (place.depth > 1) return [];
  const kind = kindOf(place.type);
  const found = OPERATORS.filter(({ makes }) => makes.includes(kind))
    .filter(({ shape }) => isUsual(shape, place, counts)).map((operator) =>
      productionOf(operator, place, counts)
    );
  if (place.type && place.type.flags & TypeFlags.Void) return found;
  const isWaiting = place.wanted.keys[0] === "under:AwaitExpression";
  if (survey.isAwaitAllowed && !isWaiting && isUsual("AwaitExpression", place, counts)) {
    found.push(productionOf(waiting("await "), place, counts));
  }
  if (survey.isYieldAllowed && place.depth === 0) found.push(productionOf(waiting("yield* "), place, counts));
  return found;
}

/**
 * In a slot, where little else may fit, an operator needs an example: the project wrote its like at such a place. Of a
 * condition a comparison is what is usual everywhere.
 */
function isUsual(shape: string, { depth, wanted }: Place, { statistics }: Counts): boolean {
  return depth === 0 || (wanted.keys[0] === "test?" && shape === "BinaryExpression") ||
    wanted.keys.slice(0, 2).some((key) => statistics.shapes(key, shape) > 0);
}

function waiting(head: string): Operator {
  return {
    parts: [head, ""],
    shape: "AwaitExpression",
    keys: [["under:AwaitExpression"]],
    makes: [],
    isSame: false,
  };
}

/** What an operator needs of its operand. */
function needOf(sign: string, at: number): Pick<Place, "needs"> {
  if (sign === "??" && at === 0) return { needs: "nullable" };
  return sign === "await" ? { needs: "thenable" } : {};
}

function productionOf({ parts, shape, keys, isSame }: Operator, place: Place, counts: Counts): Production {
  const sign = parts.join("").trim();
  return {
    parts,
    shape,
    slots: keys.map((own, at) => ({
      key: `${sign}\0${at}\0${place.depth}\0${isSame}\0${place.wanted.keys[0]}`,
      place: {
        type: isSame && own[0] !== "test?" ? place.type : undefined,
        ...needOf(sign, at),
        wanted: {
          keys: own[0] === "arm" ? [...place.wanted.keys, "arm"] : [...own, "operand"],
          words: place.wanted.words,
        },
        depth: place.depth + 1,
        inner: place.inner,
      },
    })),
    features: [counts.shape(place, shape), {
      [`operator${shape === "AwaitExpression" ? "await" : sign}`]: 1,
      [`${roleClass(place.wanted)}|operator${sign}`]: 1,
      [`${kindOf(place.type)}|operator${sign}`]: 1,
      operatorRate: Math.log1p(counts.statistics.places(keys[0]?.[0] ?? "").total),
    }],
  };
}
