/**
 * Doc comments, and the declarations that they stand above.
 *
 * @module
 */

import type { Example } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import { readExamples } from "../_examples/read.ts";
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
  const path = pathTo(syntax.program, own);
  const at = path.findLastIndex((node) =>
    isFunction(node) && node.start === own.start && node.end === own.end
  );
  const outer = path.slice(0, at).findLastIndex((node) => !isDeclaration(node) && !BETWEEN.test(node.type));
  return docsOf(path.slice(outer + 1, at + 1), syntax)[0]?.comment;
}

/** The examples of a doc comment. */
export function examplesOf({ start, end }: Comment, { file, text }: Syntax): readonly Example[] {
  return readExamples({ file, text: text.slice(start, end), start });
}

function docsOf(path: readonly SyntaxNode[], { comments, text }: Syntax): Doc[] {
  const docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  return path.filter(isDeclaration).reverse().flatMap((node) => {
    const comment = docs.findLast(({ end }) => end <= node.start);
    return comment && text.slice(comment.end, node.start).trim() === "" ? [{ comment, node }] : [];
  });
}
