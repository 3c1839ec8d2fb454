/**
 * Edits of calls.
 *
 * @module
 */

import type { Node } from "../node.ts";
import { asOperand, type Operator, type Place, type Swap, textOf } from "./edit.ts";
import { isGivenBack } from "./told.ts";
import { child, list, word } from "../tree.ts";

/** Methods that are taken for one another. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  ceil: ["floor", "round"],
  endsWith: ["startsWith", "includes"],
  every: ["some"],
  filter: ["map"],
  find: ["findLast"],
  findIndex: ["findLastIndex"],
  flatMap: ["map"],
  floor: ["round", "ceil", "trunc"],
  indexOf: ["lastIndexOf"],
  lastIndexOf: ["indexOf"],
  map: ["flatMap"],
  max: ["min"],
  min: ["max"],
  padEnd: ["padStart"],
  padStart: ["padEnd"],
  pop: ["shift"],
  push: ["unshift"],
  replace: ["replaceAll"],
  replaceAll: ["replace"],
  round: ["floor", "ceil"],
  shift: ["pop"],
  slice: ["substring"],
  some: ["every"],
  startsWith: ["endsWith", "includes"],
  toLowerCase: ["toUpperCase"],
  toUpperCase: ["toLowerCase"],
  trim: ["trimEnd", "trimStart"],
  trimEnd: ["trim"],
  trimStart: ["trim"],
  trunc: ["floor", "round"],
  unshift: ["push"],
};

/** The method of a call, and where its name stands. */
function methodOf(
  node: Node,
): { readonly at: Node; readonly name: string; readonly callee: Node } | undefined {
  const callee = child(node, "callee");
  const at = child(callee, "property");
  if (node.type !== "CallExpression" || callee?.type !== "MemberExpression" || !at) return undefined;
  return callee["computed"] === true ? undefined : { at, name: word(at, "name"), callee };
}

/** `min` to `max`, `floor` to `round`, `startsWith` to `endsWith`, and so on. */
export const method: Operator = (node) => {
  const found = methodOf(node);
  if (!found || !Object.hasOwn(METHODS, found.name)) return [];
  return (METHODS[found.name] ?? []).map((other) => [found.at, other]);
};

/** A sort by text to one by number. */
export const order: Operator = (node) => {
  const found = methodOf(node);
  const isPlain = list(node, "arguments").length === 0;
  if (!found || !isPlain || !/^(?:sort|toSorted)$/.test(found.name)) return [];
  const span = { start: found.callee.end, end: node.end };
  return [[span, "((a, b) => a - b)"], [span, "((a, b) => b - a)"]];
};

/** Two neighbours among the arguments, each in the other's place. */
export const given: Operator = (node, place) => {
  const all = list(node, "arguments");
  if (node.type !== "CallExpression" || all.some(({ type }) => type === "SpreadElement")) return [];
  return all.slice(1).flatMap((second, at): Swap[] => {
    const first = all[at];
    if (!first) return [];
    const span = { start: first.start, end: second.end };
    return [[span, `${textOf(place, second)}, ${textOf(place, first)}`]];
  });
};

/** Methods without which there is still a value of the same kind. */
const LEAVABLE: ReadonlySet<string> = new Set(
  ("filter flat reverse slice sort toLowerCase toReversed toSorted toUpperCase trim trimEnd trimStart")
    .split(" "),
);
const ROUNDING = ["floor", "round", "ceil", "abs"];

/** What a method is called on, or what is rounded, without the call. */
export const unwrapping: Operator = (node, place) => {
  const found = methodOf(node);
  const object = child(found?.callee, "object");
  if (!found || !object) return [];
  if (LEAVABLE.has(found.name)) return [[node, textOf(place, object)]];
  const [only, ...others] = list(node, "arguments");
  const isRounding = textOf(place, object) === "Math" && /^(?:abs|ceil|floor|round|trunc)$/.test(found.name);
  return isRounding && only && others.length === 0 ? [[node, asOperand(place, only)]] : [];
};

/** What is given back, or a quotient, in a call of what is often forgotten around it. */
export const wrapping: Operator = (node, place) => {
  const isQuotient = node.type === "BinaryExpression" && word(node, "operator") === "/";
  if (!isQuotient && !isWrapped(node, place)) return [];
  const text = textOf(place, node);
  const operand = asOperand(place, node);
  const rounded = ROUNDING.map((name) => `Math.${name}(${text})`);
  if (!isWrapped(node, place)) return rounded.map((one) => [node, one]);
  const copied = /^(?:CallExpression|ArrayExpression)$/.test(node.type) ? operand : `${operand}.slice()`;
  const others = [
    ...rounded,
    ...[`-${operand}`, `${operand} + 1`, `${operand} - 1`],
    ...[`${copied}.reverse()`, `${copied}.sort()`, `${copied}.sort((a, b) => a - b)`],
    ...[`${operand}.trim()`, `${operand}.toLowerCase()`, `[...new Set(${text})]`],
  ];
  return others.map((one) => [node, one]);
};

/** A difference that is compared, without its sign. */
export const distance: Operator = (node, place) => {
  const [parent] = place.above;
  const isCompared = parent?.type === "BinaryExpression" &&
    /^(?:[<>]=?|[!=]==?)$/.test(word(parent, "operator"));
  const isDifference = node.type === "BinaryExpression" && word(node, "operator") === "-";
  return isCompared && isDifference ? [[node, `Math.abs(${textOf(place, node)})`]] : [];
};

/** Values that are written out are no mistake of this kind, and one that is made of them says nothing of an input. */
function isWrapped(node: Node, { above }: Place): boolean {
  const isPlain = /^(?:Literal|ObjectExpression|ConditionalExpression|LogicalExpression|UnaryExpression)$/
    .test(
      node.type,
    );
  const isStatement = /(?:Statement|Declaration)$|^(?:Program|FunctionBody|SpreadElement|VariableDeclarator)$/
    .test(node.type);
  return !isPlain && !isStatement && !/Function/.test(node.type) && above[0]?.type !== "UnaryExpression" &&
    isGivenBack(node, above);
}
