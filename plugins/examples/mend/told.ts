/**
 * What a mend may not do: say an example again instead of computing it.
 *
 * @module
 */

import type { Example } from "../../../core/code/hole.ts";
import type { Node } from "../node.ts";
import type { Place, Told } from "./edit.ts";
import { child, list } from "../tree.ts";

/** A string in quotes, or a number that is no part of a name. */
export const LITERAL = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?(?<![\w.$])\d+(?:\.\d+)?(?![\w.])/g;
/** Where counting and joining begin: they say nothing of an example. */
const PLAIN: ReadonlySet<string> = new Set(["0", "1", "-1", "true", "false", '""']);

/** The literals of some examples. */
export function toldBy(examples: readonly Pick<Example, "call" | "value">[]): Told {
  return {
    values: new Set(examples.map(({ value }) => plain(value))),
    inputs: new Set(examples.flatMap(({ call }) => call.match(LITERAL) ?? []).map(plain)),
  };
}

/**
 * True where a literal would say an example again: its value where the function gives a value back, or its input where
 * something is compared with a literal. An example's input that is compared with is no other input's either: nothing is
 * known of that one. What a sum or a text begins with may stand there: it is in too many examples.
 */
export function saysAgain(literal: string, node: Node, { above, told, text }: Place): boolean {
  const [said, was] = [plain(literal), plain(text.slice(node.start, node.end))];
  const isToldOf = (one: string, by: ReadonlySet<string>) => !PLAIN.has(one) && by.has(one);
  return isToldOf(said, told.values) && isGivenBack(node, above) ||
    [said, was].some((one) => isToldOf(one, told.inputs)) && isCompared(node, above);
}

function plain(literal: string): string {
  return literal.trim().replaceAll("'", '"');
}

/** True for all that is returned, or one of the values that may be. */
export function isGivenBack(node: Node, above: readonly Node[]): boolean {
  const [parent, ...others] = above;
  if (parent === undefined) return false;
  switch (parent.type) {
    case "ReturnStatement":
      return true;
    case "ArrowFunctionExpression":
      return child(parent, "body") === node;
    case "ConditionalExpression":
      return child(parent, "test") !== node && isGivenBack(parent, others);
    case "UnaryExpression":
    case "LogicalExpression":
    case "ParenthesizedExpression":
    case "TSAsExpression":
      return isGivenBack(parent, others);
    default:
      return false;
  }
}

function isCompared(node: Node, above: readonly Node[]): boolean {
  const [parent] = above;
  return parent?.type === "BinaryExpression" && /^[!=]==?$/.test(String(parent["operator"])) ||
    parent?.type === "SwitchCase" && list(parent, "test").includes(node);
}
