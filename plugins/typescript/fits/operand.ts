/**
 * Places beside an operator, and the parentheses that keep what is put there together.
 *
 * @module
 */

import type { Place, Production } from "./place.ts";

/** What binds looser than some operator that may stand beside it. */
const LOOSE = new Set([
  "BinaryExpression",
  "LogicalExpression",
  "ConditionalExpression",
  "AssignmentExpression",
  "ArrowFunctionExpression",
]);

/** True for a place beside or under an operator, before a dot or before arguments. */
export function isOperand({ wanted: { keys } }: Place): boolean {
  return /^(left|right|of\b|callee|test\?|under:(?!SpreadElement|YieldExpression))/.test(keys[0] ?? "");
}

/** A production for such a place: in parentheses where it binds looser than its surroundings might. */
export function inParentheses(production: Production, place: Place): Production {
  const { parts, shape } = production;
  // A condition's test takes operators as they are: only another condition or an assignment would be read apart.
  if (place.wanted.keys[0] === "test?" && /^(Binary|Logical)/.test(shape)) return production;
  if (!LOOSE.has(shape) && !parts[0]?.startsWith("yield")) return production;
  const made = [...parts];
  made[0] = `(${made[0]}`;
  made.push(`${made.pop()})`);
  return { ...production, parts: made };
}
