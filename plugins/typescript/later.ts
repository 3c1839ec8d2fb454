/**
 * What the code behind a hole does with the variable that the hole gives its value to: where nothing is declared, that
 * says what is wanted.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import { child, childrenOf, isFunction, list, patternNames, type SyntaxNode, word } from "./syntax.ts";

/** Uses of one variable behind its declaration. */
export interface LaterUses {
  /** Members that are read of it. */
  readonly members: readonly string[];
  /** True when it is called. */
  readonly isCalled: boolean;
  /** Where it stands as a value that something asks for: an argument, a property, what is returned. */
  readonly passed: readonly Span[];
}

/** More say no more, and each place where it is passed costs a question. */
const MAX_MEMBERS = 8;
const MAX_PASSED = 4;

/** The later uses of the variable that the last node of a path initialises; none for other places. */
export function laterUses(path: readonly SyntaxNode[]): LaterUses {
  const members = new Set<string>();
  const passed: Span[] = [];
  let isCalled = false;
  const [scope, , declarator, hole] = path.slice(-4);
  const id = declarator?.type === "VariableDeclarator" && child(declarator, "id");
  if (!scope || !hole || !id || id.type !== "Identifier" || child(id, "typeAnnotation")) {
    return { members: [], isCalled, passed };
  }
  const name = word(id, "name");
  const visit = (node: SyntaxNode, parent: SyntaxNode) => {
    if (node.end <= hole.end) return;
    if (isFunction(node) && list(node, "params").flatMap(patternNames).includes(name)) return;
    if (node.type === "Identifier" && word(node, "name") === name && node.start > hole.end) {
      const member = memberOf(node, parent);
      if (member) members.add(member);
      else if (child(parent, "callee") === node) isCalled = true;
      else if (isPassed(node, parent)) passed.push({ start: node.start, end: node.end });
    }
    childrenOf(node).forEach((one) => visit(one, node));
  };
  childrenOf(scope).forEach((one) => visit(one, scope));
  return { members: [...members].slice(0, MAX_MEMBERS), isCalled, passed: passed.slice(0, MAX_PASSED) };
}

function memberOf(node: SyntaxNode, parent: SyntaxNode): string | undefined {
  if (parent.type !== "MemberExpression" || parent.object !== node || parent.computed === true) {
    return undefined;
  }
  const property = child(parent, "property");
  return property?.type === "Identifier" ? word(property, "name") : undefined;
}

function isPassed(node: SyntaxNode, parent: SyntaxNode): boolean {
  switch (parent.type) {
    case "CallExpression":
    case "NewExpression":
      return list(parent, "arguments").includes(node);
    case "Property":
      return parent.value === node;
    case "AssignmentExpression":
      return parent.right === node;
    case "ReturnStatement":
    case "ArrayExpression":
      return true;
    case "ArrowFunctionExpression":
      return parent.body === node;
    default:
      return false;
  }
}

/** A type that has what is read of the variable; empty where nothing is. */
export function typeTextOf({ members, isCalled }: LaterUses): string {
  const parts = [
    ...(members.length > 0 ? [`{ ${members.map((name) => `${name}: any`).join("; ")} }`] : []),
    ...(isCalled ? ["((...rest: any) => any)"] : []),
  ];
  return parts.join(" & ");
}
