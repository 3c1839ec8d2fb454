/**
 * Doc comments, and the declarations that they stand above.
 *
 * @module
 */

import type { Example } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import { readExamples } from "../_examples/read.ts";
import { remarkAbove } from "../_examples/remark.ts";
import { child, type Comment, isFunction, pathTo, type Syntax, type SyntaxNode } from "./syntax.ts";

/** A doc comment and what it stands above. */
export interface Doc {
  readonly comment: Comment;
  readonly node: SyntaxNode;
}

const DECLARATIONS =
  /^(?:Export\w*Declaration|\w*Declaration|MethodDefinition|PropertyDefinition|Property|TSAbstract\w+)$/;
/** What may lie between a declaration and the function that it declares. */
const BETWEEN = /^(?:VariableDeclarator|FunctionExpression|AssignmentExpression)$/;

/** `exports.f = function () {}` declares as well. */
function isDeclaration(node: SyntaxNode): boolean {
  return DECLARATIONS.test(node.type) ||
    node.type === "ExpressionStatement" && child(node, "expression")?.type === "AssignmentExpression";
}

/** Doc comments that stand directly above the declarations around a place, nearest first. */
export function docsAround(syntax: Syntax, span: Span): Doc[] {
  return docsOf(pathTo(syntax.program, span), syntax);
}

/** The doc comment of a function itself: above it, or above the variable, property or export that holds it. */
export function docOf(own: SyntaxNode, syntax: Syntax): Comment | undefined {
  return docsOf(ownPath(own, syntax), syntax)[0]?.comment;
}

/** From a function outward, as far as one thing is declared. */
function ownPath(own: SyntaxNode, { program }: Syntax): readonly SyntaxNode[] {
  const path = pathTo(program, own);
  const at = path.findLastIndex((node) =>
    isFunction(node) && node.start === own.start && node.end === own.end
  );
  const outer = path.slice(0, at).findLastIndex((node) => !isDeclaration(node) && !BETWEEN.test(node.type));
  return path.slice(outer + 1, at + 1);
}

/** The examples of the nearest declaration around that has any: what calls it from outside runs through the hole. */
export function examplesAround(syntax: Syntax, span: Span): readonly Example[] {
  return nearestExamples(pathTo(syntax.program, span), syntax);
}

/** The examples of a function itself. */
export function ownExamples(own: SyntaxNode, syntax: Syntax): readonly Example[] {
  return nearestExamples(ownPath(own, syntax), syntax);
}

/** The examples of a doc comment. */
export function examplesOf(comment: Span, { file, text }: Syntax): readonly Example[] {
  return readExamples({ file, text: text.slice(comment.start, comment.end), start: comment.start });
}

/** Of the doc comment, or of the line comments that stand in its place. */
function nearestExamples(path: readonly SyntaxNode[], syntax: Syntax): readonly Example[] {
  const all = path.filter(isDeclaration).reverse().map((node) => {
    const above = docAbove(node, syntax) ?? remarkAbove(node.start, syntax);
    return above ? examplesOf(above, syntax) : [];
  });
  return all.find((examples) => examples.length > 0) ?? [];
}

function docsOf(path: readonly SyntaxNode[], syntax: Syntax): Doc[] {
  return path.filter(isDeclaration).reverse().flatMap((node) => {
    const comment = docAbove(node, syntax);
    return comment ? [{ comment, node }] : [];
  });
}

function docAbove({ start }: SyntaxNode, { comments, text }: Syntax): Comment | undefined {
  const docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  const doc = docs.findLast(({ end }) => end <= start);
  return doc && text.slice(doc.end, start).trim() === "" ? doc : undefined;
}
