/**
 * Whether what stands in a hole can change the types that a file shows to other files.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import { child, isFunction, parseFile, pathTo, type SyntaxNode } from "./syntax.ts";

/**
 * True when a written-down type stands between the hole and everything that other files can see: the return type of a
 * function around it, or the type of a variable or property that it initialises. Other files then need no check.
 */
export function isContained(text: string, { file, span }: Pick<Hole, "file" | "span">): boolean {
  const path = pathTo(parseFile(file, text).program, span);
  return path.some((node, at) => isAnnotated(node, path[at + 1])) || isPlainStatement(path);
}

function isAnnotated(node: SyntaxNode, next: SyntaxNode | undefined): boolean {
  if (isFunction(node)) return child(node, "returnType") !== undefined && next === child(node, "body");
  if (node.type === "VariableDeclarator") {
    return child(child(node, "id") ?? node, "typeAnnotation") !== undefined;
  }
  if (node.type === "PropertyDefinition") return child(node, "typeAnnotation") !== undefined;
  return false;
}

/** A statement at the top of a file that declares nothing, such as a call. */
function isPlainStatement(path: readonly SyntaxNode[]): boolean {
  return path[1]?.type === "ExpressionStatement";
}
