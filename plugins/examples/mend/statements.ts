/**
 * Edits of conditions and statements.
 *
 * @module
 */

import { asOperand, type Operator, type Swap, textOf } from "./edit.ts";
import { isGivenBack } from "./told.ts";
import { child, holdsStatements, isFunction, list, word } from "../tree.ts";

const TESTED = /^(?:IfStatement|WhileStatement|DoWhileStatement|ForStatement|ConditionalExpression)$/;
/** Methods that ask each element. */
const ASKING = /^(?:every|filter|find|findIndex|findLast|findLastIndex|some)$/;

/** A condition, or what is given back as one, to its opposite; a sign in front of a value taken away. */
export const negation: Operator = (node, place) => {
  const [parent, outer] = place.above;
  const isSigned = node.type === "UnaryExpression" && /^[!-]$/.test(word(node, "operator"));
  if (isSigned) return list(node, "argument").map((argument): Swap => [node, textOf(place, argument)]);
  if (!parent || node.type === "BinaryExpression") return []; // another sign says the same
  const isTest = TESTED.test(parent.type) && child(parent, "test") === node;
  const isAsked = parent.type === "ArrowFunctionExpression" && child(parent, "body") === node &&
    ASKING.test(word(child(child(outer, "callee"), "property"), "name"));
  const isSaid = /^(?:Call|Logical)Expression$/.test(node.type) && parent.type !== "UnaryExpression" &&
    isGivenBack(node, place.above);
  return isTest || isAsked || isSaid ? [[node, `!${asOperand(place, node)}`]] : [];
};

const DROPPED =
  /^(?:ExpressionStatement|IfStatement|BreakStatement|ContinueStatement|ThrowStatement|ReturnStatement)$/;

/** A statement left out, or done without its condition. */
export const dropping: Operator = (node, place) => {
  const { text, above } = place;
  const [parent, outer] = above;
  if (!parent || !DROPPED.test(node.type) || child(node, "alternate")) return [];
  // What a function gives back in the end is owed.
  if (node.type === "ReturnStatement" && outer && isFunction(outer)) return [];
  const then = node.type === "IfStatement" ? child(node, "consequent") : undefined;
  const bare: Swap[] = then ? [[node, textOf(place, then)]] : [];
  if (!holdsStatements(parent)) return bare; // its condition is left out with it
  const before = text.slice(0, node.start);
  const indent = before.length - before.trimEnd().length;
  return [[{ start: node.start - indent, end: node.end }, ""], ...bare];
};
