/**
 * The marker `hole("intent")`: which calls in a file mean it, and which of its imports nothing needs any more.
 *
 * @module
 */

import { visibleNames } from "./names.ts";
import { child, childrenOf, list, pathTo, type SyntaxNode, word } from "./syntax.ts";

/** The marker's name where nothing renames it. */
export const MARKER = "hole";
const MARKER_MODULE = /(^|[:/])@maze\/maze(@[^/]+)?\/hole$/;

/** True for a call of the marker: imported, required, or declared for the whole project. */
export function isMarkerCall(node: SyntaxNode, program: SyntaxNode): boolean {
  const callee = child(node, "callee");
  if (node.type !== "CallExpression" || callee?.type !== "Identifier") return false;
  const name = word(callee, "name");
  const own = markerNames(program);
  if (name !== MARKER && !own.has(name)) return false;
  const bound = visibleNames(pathTo(program, node), node).find((visible) => visible.name === name);
  return bound === undefined ? name === MARKER : bound.declaredAt === own.get(name);
}

/** Names that the marker has in a file, each with where the statement that brings it in declares it. */
export function markerNames(program: SyntaxNode): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const statement of list(program, "body")) {
    for (const specifier of markerSpecifiers(statement)) {
      found.set(word(child(specifier, "local"), "name"), statement.start);
    }
    for (const declarator of list(statement, "declarations")) {
      const name = requiredAs(declarator);
      if (name) found.set(name, declarator.start);
    }
  }
  return found;
}

/** The specifiers of an import statement that bring in the marker. */
export function markerSpecifiers(statement: SyntaxNode): SyntaxNode[] {
  if (statement.type !== "ImportDeclaration" || !isMarkerModule(child(statement, "source"))) return [];
  return list(statement, "specifiers").filter((one) =>
    one.type === "ImportSpecifier" && word(child(one, "imported"), "name") === MARKER
  );
}

/** True when code reads a name: not as a property's name and not where it is imported. */
export function isRead(node: SyntaxNode, name: string): boolean {
  if (node.type === "ImportDeclaration") return false;
  if (node.type === "Identifier" && word(node, "name") === name) return true;
  const key = node.computed === true || node.shorthand === true
    ? undefined
    : child(node, "property") ?? child(node, "key");
  return childrenOf(node).some((one) => one !== key && isRead(one, name));
}

/** The local name in `const { hole } = require("@maze/maze/hole")`; empty for anything else. */
function requiredAs(declarator: SyntaxNode): string {
  const call = child(declarator, "init");
  if (call?.type !== "CallExpression" || word(child(call, "callee"), "name") !== "require") return "";
  if (!isMarkerModule(list(call, "arguments")[0])) return "";
  const pattern = child(declarator, "id");
  const property = pattern &&
    list(pattern, "properties").find((one) => word(child(one, "key"), "name") === MARKER);
  return word(property && child(property, "value"), "name");
}

function isMarkerModule(source: SyntaxNode | undefined): boolean {
  return MARKER_MODULE.test(word(source, "value"));
}
