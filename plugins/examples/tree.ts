/**
 * Ways around a syntax tree.
 *
 * @module
 */

import { visitorKeys } from "oxc-parser";
import { isNode, type Node } from "./node.ts";

/** The nodes directly below a node, in order of the grammar. */
export function childrenOf(node: Node): Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((field) => list(node, field));
}

/** A child by the name of its field; `undefined` where there is none. */
export function child(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

/** Children by the name of their field; a single one is a list of itself. */
export function list(node: Node | undefined, field: string): Node[] {
  return [node?.[field]].flat().filter(isNode);
}

/** A field that holds a text, as `name` or `operator`; empty where it holds none. */
export function word(node: Node | undefined, field: string): string {
  const value = node?.[field];
  return typeof value === "string" ? value : "";
}

/** True for what has parameters and a body. */
export function isFunction({ type }: Node): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);
}

/** True for what runs its body again and again. */
export function isLoop({ type }: Node): boolean {
  return /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type);
}

/** True for what holds statements one after another. */
export function holdsStatements({ type }: Node): boolean {
  return /^(?:Program|BlockStatement|FunctionBody|SwitchCase|StaticBlock)$/.test(type);
}

/** Names that a pattern declares. */
export function namesIn(pattern: Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [word(pattern, "name")];
    case "Property":
      return list(pattern, "value").flatMap(namesIn);
    case "AssignmentPattern":
      return list(pattern, "left").flatMap(namesIn);
    case "ObjectPattern":
    case "ArrayPattern":
    case "RestElement":
      return childrenOf(pattern).flatMap(namesIn);
    default:
      return [];
  }
}
