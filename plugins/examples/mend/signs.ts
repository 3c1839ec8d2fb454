/**
 * Edits of signs and of what stands on their sides.
 *
 * @module
 */

import type { Node } from "../node.ts";
import { asOperand, type Operator, type Place, type Swap, textOf } from "./edit.ts";
import { child, word } from "../tree.ts";

type Signs = Readonly<Record<string, readonly string[]>>;

const BOUNDS: Signs = { "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"] };
const REVERSALS: Signs = {
  "<": [">", ">="],
  "<=": [">=", ">"],
  ">": ["<", "<="],
  ">=": ["<=", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "==": ["!="],
  "!=": ["=="],
};
const ARITHMETIC: Signs = {
  "+": ["-", "*"],
  "-": ["+"],
  "*": ["+", "/", "**"],
  "/": ["*", "%"],
  "%": ["/"],
  "**": ["*"],
  "&": ["|"],
  "|": ["&", "^"],
  "^": ["|"],
  "<<": [">>"],
  ">>": ["<<", ">>>"],
  "+=": ["-=", "="],
  "-=": ["+=", "="],
  "*=": ["+=", "="],
  "/=": ["*="],
  "++": ["--"],
  "--": ["++"],
};
const LOGIC: Signs = { "&&": ["||"], "||": ["&&", "??"], "??": ["||"] };

/** `<` to `<=`, `>=` to `>`, and the other way round. */
export const bound: Operator = (node, place) => otherSigns(node, place, BOUNDS);

/** `<` to `>` and `>=`; `===` to `!==`. */
export const reversal: Operator = (node, place) => otherSigns(node, place, REVERSALS);

/** `+` to `-` and `*`, `+=` to `-=`, `++` to `--`, and so on. */
export const arithmetic: Operator = (node, place) => otherSigns(node, place, ARITHMETIC);

/** `&&` to `||`, or one of its sides alone. */
export const logic: Operator = (node, place) => {
  if (node.type !== "LogicalExpression") return [];
  const sides = ["left", "right"].flatMap((side) => child(node, side) ?? []);
  // `??` stands beside neither of the others without parentheses.
  const isAlone = [place.above[0], ...sides].every((one) => one?.type !== "LogicalExpression");
  const isMixed = (text: string) => text === "??" || word(node, "operator") === "??";
  return [
    ...otherSigns(node, place, LOGIC).filter(([, text]) => isAlone || !isMixed(text)),
    ...sides.map((side): Swap => [node, textOf(place, side)]),
  ];
};

function otherSigns(node: Node, place: Place, signs: Signs): readonly Swap[] {
  if (!/^(?:Binary|Logical|Assignment|Update)Expression$/.test(node.type)) return [];
  const sign = word(node, "operator");
  const isPrefix = node.type === "UpdateExpression" && node["prefix"] === true;
  const before = child(node, "left") ?? child(node, "argument");
  const start = isPrefix ? node.start : place.text.indexOf(sign, before?.end);
  return (signs[sign] ?? []).map((other) => [{ start, end: start + sign.length }, other]);
}

/** What is compared with a bound, an index or an argument, one more and one less. */
export const shift: Operator = (node, place) => {
  const [parent] = place.above;
  if (!parent || !isShifted(node, parent)) return [];
  const text = textOf(place, node);
  return [[node, `${text} + 1`], [node, `${text} - 1`]];
};

function isShifted(node: Node, parent: Node): boolean {
  if (!/^(?:Identifier|MemberExpression|BinaryExpression|CallExpression)$/.test(node.type)) return false;
  const isSum = node.type === "BinaryExpression";
  // The number in `n + 1` has other values itself.
  if (isSum && (!/^[-+*/%]$/.test(word(node, "operator")) || child(node, "right")?.type === "Literal")) {
    return false;
  }
  switch (parent.type) {
    case "BinaryExpression":
      return /^[<>]=?$/.test(word(parent, "operator")) && child(parent, "right") === node;
    case "MemberExpression":
      return parent["computed"] === true && child(parent, "property") === node;
    case "CallExpression":
      return child(parent, "callee") !== node && node.type !== "CallExpression";
    case "VariableDeclarator":
      return isLength(node);
    default:
      return false;
  }
}

function isLength(node: Node): boolean {
  return node.type === "MemberExpression" && /^(?:length|size)$/.test(word(child(node, "property"), "name"));
}

/** The two sides of `-`, `/` and `%`, each in the other's place. */
export const sides: Operator = (node, place) => {
  const [left, right] = [child(node, "left"), child(node, "right")];
  const sign = word(node, "operator");
  if (node.type !== "BinaryExpression" || !/^[-/%]$/.test(sign) || !left || !right) return [];
  return [[node, `${asOperand(place, right)} ${sign} ${asOperand(place, left)}`]];
};
