/**
 * Edits of literals.
 *
 * @module
 */

import type { Node } from "../node.ts";
import type { Operator, Place, Swap } from "./edit.ts";
import { saysAgain } from "./told.ts";
import { child, list, word } from "../tree.ts";

/** A number to one more and one less. */
export const neighbour: Operator = (node, place) => numbers(node, place, (value) => [value + 1, value - 1]);

/** A number to zero and one. */
export const otherNumber: Operator = (node, place) => numbers(node, place, () => [0, 1]);

/** The number that a variable begins with, to the least or the greatest: what is sought may be below zero. */
export const extreme: Operator = (node, place) => {
  const isBeginning = place.above[0]?.type === "VariableDeclarator";
  return isBeginning && typeof node["value"] === "number" ? [[node, "-Infinity"], [node, "Infinity"]] : [];
};

function numbers(node: Node, place: Place, others: (value: number) => readonly number[]): readonly Swap[] {
  const { value } = node;
  if (node.type !== "Literal" || typeof value !== "number" || isKey(node, place)) return [];
  return swaps(node, place, others(value).filter((one) => one !== value).map(String));
}

/** `true` to `false`, and the other way round. */
export const truth: Operator = (node, place) => {
  const { value } = node;
  return node.type === "Literal" && typeof value === "boolean" ? swaps(node, place, [String(!value)]) : [];
};

const SEPARATORS: readonly string[] = ["", " ", ",", ", "];
/** A longer text says something. */
const MAX_SEPARATOR = 2;

/** What stands between parts to what else often stands there. */
export const separator: Operator = (node, place) => {
  const { value } = node;
  if (node.type !== "Literal" || typeof value !== "string" || isKey(node, place)) return [];
  const isJoining = /^(?:join|split)$/.test(word(child(child(place.above[0], "callee"), "property"), "name"));
  if (!isJoining && value.length > MAX_SEPARATOR) return [];
  const quote = place.text[node.start] === "'" ? "'" : '"';
  const others = isJoining ? SEPARATORS : SEPARATORS.slice(0, 2);
  return swaps(node, place, others.filter((one) => one !== value).map((one) => quote + one + quote));
};

/** The flags `g` and `i` of a pattern, each put there or taken away. */
export const flags: Operator = (node) => {
  const { regex } = node;
  if (node.type !== "Literal" || typeof regex !== "object" || regex === null) return [];
  const had = "flags" in regex ? String(regex.flags) : "";
  const start = node.end - had.length;
  return ["g", "i"].map((flag) => {
    const text = had.includes(flag) ? had.replace(flag, "") : had + flag;
    return [{ start, end: node.end }, text];
  });
};

function swaps(node: Node, place: Place, others: readonly string[]): Swap[] {
  return [...new Set(others)].filter((one) => !saysAgain(one, node, place)).map((one) => [node, one]);
}

/** True for the name of a member. */
function isKey(node: Node, { above: [parent] }: Place): boolean {
  return parent?.type === "Property" && list(parent, "key").includes(node) && parent["computed"] !== true;
}
