/**
 * Where written code gives values to something that has a type: there `any` passes for whatever is asked for.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { mentions, statementsAfter } from "../slice.ts";
import {
  child,
  childrenOf,
  isFunction,
  pathTo,
  patternNames,
  STATEMENT_LISTS,
  type Syntax,
  type SyntaxNode,
} from "../syntax.ts";

/** An expression that is given. */
export interface GivenValue {
  readonly span: Span;
  readonly node: SyntaxNode;
  /** True for all that was written, and for what its own function returns, unless that is of a type that nobody wrote. */
  readonly isWhole: boolean;
  /** True in `{ name }`: the name is written once for the key and for the value. */
  readonly isShorthand: boolean;
}

/** Expressions that can not be `any`, or are by a word that is judged by itself. */
const PLAIN =
  /^(?:TSAsExpression|TSTypeAssertion|Literal|TemplateLiteral|ObjectExpression|ArrayExpression|\w*FunctionExpression|NewExpression|ClassExpression|SpreadElement|BlockStatement|FunctionBody)$/;

/** Fields whose value is given to what has a type of its own. */
const GIVING: Readonly<Record<string, readonly string[]>> = {
  ArrayExpression: ["elements"],
  ArrowFunctionExpression: ["body"],
  AssignmentExpression: ["right"],
  AssignmentPattern: ["right"],
  CallExpression: ["arguments"],
  JSXExpressionContainer: ["expression"],
  JSXSpreadAttribute: ["argument"],
  NewExpression: ["arguments"],
  Property: ["value"],
  PropertyDefinition: ["value"],
  ReturnStatement: ["argument"],
  SpreadElement: ["argument"],
  VariableDeclarator: ["init"],
  YieldExpression: ["argument"],
};

/** The values that written code gives: all of it where it is an expression, and those that it gives on its way. */
export function valuesIn({ file, program }: Syntax, span: Span): GivenValue[] {
  const found: GivenValue[] = [];
  const visit = (node: SyntaxNode, above: readonly SyntaxNode[], isInner: boolean) => {
    if (node.end <= span.start || node.start >= span.end || node.type === "ImportDeclaration") return;
    const isWritten = node.start >= span.start && node.end <= span.end;
    const isAll = node.start === span.start && node.end === span.end && !isStatement(node);
    const [parent, outer] = above;
    const isFree = parent?.type === "VariableDeclarator" && isUntyped(parent);
    if (isWritten && !PLAIN.test(node.type) && (isAll && !isFree || parent && isGiven(node, parent, outer))) {
      const isReturned = !isInner && parent?.type === "ReturnStatement";
      const isWhole = isAll || isReturned && !isFreeResult(above, file);
      const isShorthand = parent?.shorthand === true;
      found.push({ span: { start: node.start, end: node.end }, node, isWhole, isShorthand });
    }
    const isFurther = isInner || isWritten && isFunction(node);
    childrenOf(node).forEach((one) => visit(one, [node, ...above], isFurther));
  };
  visit(program, [], false);
  return found;
}

/** A name without a written type takes its type from the value: what reads it is judged where it is given on. */
function isGiven(node: SyntaxNode, parent: SyntaxNode, outer: SyntaxNode | undefined): boolean {
  if (parent.type === "VariableDeclarator" && isUntyped(parent)) return false;
  if (parent.type === "PropertyDefinition" && child(parent, "typeAnnotation") === undefined) return false;
  if (parent.type === "Property" && outer?.type === "ObjectPattern") return false;
  return (GIVING[parent.type] ?? []).some((field) => [parent[field]].flat().includes(node));
}

/** True where nobody wrote what the function gives: its type is that of what is returned. Doc comments say it in JavaScript. */
function isFreeResult(above: readonly SyntaxNode[], file: string): boolean {
  const at = above.findIndex(isFunction);
  const [own, holder] = [above[at], above[at + 1]];
  const isDeclared = own?.type === "FunctionDeclaration" || holder?.type === "MethodDefinition";
  return own !== undefined && isDeclared && child(own, "returnType") === undefined &&
    !/\.[cm]?jsx?$/.test(file);
}

function isUntyped(declarator: SyntaxNode): boolean {
  return child(child(declarator, "id") ?? declarator, "typeAnnotation") === undefined;
}

/** The values that code behind what was written gives on from names that take theirs from it. */
export function valuesBehind(syntax: Syntax, span: Span): GivenValue[] {
  const path = pathTo(syntax.program, span);
  const declarator = path.findLast(({ type }) => type === "VariableDeclarator");
  const at = path.findLastIndex(({ type }) => STATEMENT_LISTS.has(type));
  const [holder, own] = [path[at], path[at + 1]];
  if (!declarator || !holder || !own || declarator.start < own.start || !isUntyped(declarator)) return [];
  const names = new Set(patternNames(child(declarator, "id") ?? declarator));
  return statementsAfter(holder, own)
    .filter(({ start, end }) => mentions(syntax.text.slice(start, end), names))
    .flatMap(({ start, end }) => valuesIn(syntax, { start, end }))
    .filter(({ span: { start, end } }) => mentions(syntax.text.slice(start, end), names));
}

function isStatement({ type }: SyntaxNode): boolean {
  return type.endsWith("Statement") || type.endsWith("Declaration") || type === "Program";
}
