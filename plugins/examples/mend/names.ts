/**
 * The names that may stand in the place of another: those that the text in a hole or the parameters around it declare.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import type { Node } from "../node.ts";
import type { Operator, Swap } from "./edit.ts";
import { child, childrenOf, isFunction, isLoop, list, namesIn, word } from "../tree.ts";

/** A name, and where it may be used. */
export interface Local {
  readonly name: string;
  readonly scope: Span;
}

/** The names that are declared within a span, and the parameters of the functions around it. */
export function localsOf(program: Node, span: Span): readonly Local[] {
  const found: Local[] = [];
  const visit = (node: Node, above: readonly Node[]) => {
    if (node.end <= span.start || node.start >= span.end) return;
    if (isFunction(node)) found.push(...scoped(list(node, "params"), node));
    const isWritten = node.start >= span.start && node.end <= span.end;
    const scope = above.find((one) => SCOPES.test(one.type) || isLoop(one)) ?? program;
    if (isWritten && node.type === "VariableDeclarator") found.push(...scoped(list(node, "id"), scope));
    if (isWritten && node.type === "CatchClause") found.push(...scoped(list(node, "param"), node));
    for (const one of childrenOf(node)) visit(one, [node, ...above]);
  };
  visit(program, []);
  return found;
}

const SCOPES = /^(?:Program|BlockStatement|FunctionBody|SwitchStatement)$/;

function scoped(patterns: readonly Node[], scope: Span): Local[] {
  return patterns.flatMap((pattern) =>
    (pattern.type === "TSParameterProperty" ? list(pattern, "parameter") : [pattern]).flatMap(namesIn)
  ).map((name) => ({ name, scope }));
}

/** Another name in the place of one that is read or written. */
export const otherName: Operator = (node, place): readonly Swap[] => {
  if (node.type !== "Identifier" || !isUse(node, place.above)) return [];
  const own = word(node, "name");
  const names = place.names();
  if (!names.includes(own)) return [];
  return names.filter((name) => name !== own).map((name) => [node, name]);
};

/** False where a name is declared, called, or the name of a member. */
function isUse(node: Node, [parent, outer]: readonly Node[]): boolean {
  if (!parent || DECLARING.test(parent.type) && child(parent, "init") !== node) return false;
  if (outer?.type === "ObjectPattern") return false;
  if (isFunction(parent)) return child(parent, "body") === node;
  if (parent.type === "CallExpression") return child(parent, "callee") !== node;
  if (parent.type === "MemberExpression" && child(parent, "property") === node) {
    return parent["computed"] === true;
  }
  return parent.type !== "Property" || child(parent, "value") === node && parent["shorthand"] !== true;
}

const DECLARING =
  /^(?:VariableDeclarator|CatchClause|LabeledStatement|ArrayPattern|ObjectPattern|RestElement|AssignmentPattern)$/;
