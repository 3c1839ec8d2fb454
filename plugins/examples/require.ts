/**
 * Calls of `require` in CommonJS text.
 *
 * @module
 */

import type { Link } from "./module.ts";
import { isNode } from "./node.ts";

/**
 * Every `require("literal")` of a program, wherever it stands; other calls of `require` are left to fail when they
 * are reached.
 *
 * @param program An ESTree program.
 */
export function requireLinks(program: unknown): Link[] {
  const links: Link[] = [];
  const open: unknown[] = [program];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== "object" || node === null) continue;
    const link = requireLink(node);
    if (link) links.push(link);
    else open.push(...Object.values(node));
  }
  return links;
}

function requireLink(node: object): Link | undefined {
  if (!isNode(node) || node.type !== "CallExpression") return undefined;
  const { callee, arguments: given } = node;
  const [argument] = Array.isArray(given) ? given : [];
  if (!isNode(callee) || callee.type !== "Identifier" || callee["name"] !== "require") return undefined;
  if (!isNode(argument) || argument.type !== "Literal" || typeof argument["value"] !== "string") {
    return undefined;
  }
  const span = { start: argument.start, end: argument.end };
  const whole = { start: node.start, end: node.end };
  return { kind: "require", specifier: argument["value"], span, whole };
}
