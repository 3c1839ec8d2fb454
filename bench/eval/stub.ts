/**
 * Fills that say nothing.
 *
 * @module
 */

import { notDone, throwsNotDone } from "../../plugins/typescript/not_done.ts";
import { child, list, parseFile, type SyntaxNode, word } from "../../plugins/typescript/syntax.ts";

const CONSTANTS = new Set(["Literal", "ArrayExpression", "ObjectExpression", "TemplateLiteral"]);

/**
 * True for a body that has no statement, throws that it is not done, or returns one constant without reading anything.
 *
 * @param text What was written into the body of a function.
 */
export function isStub(text: string): boolean {
  const file = `async function* stub() {\n${text}\n}\n`;
  const [statement] = list(parseFile("stub.ts", file).program, "body");
  const body = statement && child(statement, "body");
  const statements = body ? list(body, "body") : [];
  const [only, ...others] = statements;
  if (!only) return true;
  if (others.length > 0) return false;
  if (only.type === "ThrowStatement") return notDone(only, file) !== undefined || throwsNotDone(only);
  return only.type === "ReturnStatement" && isConstant(child(only, "argument"));
}

function isConstant(node: SyntaxNode | undefined): boolean {
  if (!node) return true;
  if (node.type === "Identifier") return /^(undefined|NaN|Infinity)\b/.test(word(node, "name"));
  if (node.type === "UnaryExpression") return isConstant(child(node, "argument"));
  if (!CONSTANTS.has(node.type)) return false;
  const parts = [...list(node, "elements"), ...list(node, "properties"), ...list(node, "expressions")];
  return parts.length === 0;
}
