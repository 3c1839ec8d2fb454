/**
 * Names whose type depends on what is still to be written: parameters that a call's later arguments type, what is being
 * declared, and all that is made of them.
 *
 * @module
 */

import { mentions } from "../slice.ts";
import {
  child,
  childrenOf,
  isFunction,
  list,
  patternNames,
  STATEMENT_LISTS,
  type SyntaxNode,
} from "../syntax.ts";
import { isOpen, isWritten, pathAt, type Scene, sourceOf } from "./scene.ts";

/** Expressions that give the functions in them their parameters' types, and are typed by all their parts. */
const TYPED_BY_PARTS = /^(?:Call|New|Object|Array|TaggedTemplate)Expression$|^JSX/;

/** The unsure names at a path's end. `this` is one of them where its members are not all written. */
export function unsureNames(scene: Scene, path: readonly SyntaxNode[]): ReadonlySet<string> {
  const names = new Set<string>(scene.unsettled);
  const add = (more: readonly string[]) => more.forEach((name) => names.add(name));
  const open = pathAt(scene, { start: scene.code.end, end: scene.code.end });
  for (const [at, node] of open.entries()) {
    if (isOpen(scene, node)) add(declaredBy(scene, node, open[at - 1]));
  }
  for (const [at, node] of path.entries()) {
    if (isFunction(node)) add(parametersTypedByOpenParts(scene, path, at));
    if (isGrowingClass(scene, path, at)) names.add("this");
    if (!isOpen(scene, node) || !isWritten(scene, node)) continue;
    const isMethod = path.slice(at).some(({ type }) => type === "FunctionExpression");
    if (node.type === "ObjectExpression" && isMethod) names.add("this");
  }
  spread(scene, names);
  return names;
}

/** True when code reads one of the names. */
export function reads(scene: Scene, node: SyntaxNode, names: ReadonlySet<string>): boolean {
  return names.size > 0 && mentions(sourceOf(scene, node), names);
}

/** Nodes whose names are unsure until they are all written. */
const DECLARATION = /^(?:VariableDeclarator|Class(?:Declaration|Expression)|TS\w+Declaration)$/;

/** True for a class that can still get members. */
export function isGrowingClass(scene: Scene, path: readonly SyntaxNode[], at: number): boolean {
  const node = path[at];
  if (!node || !/^Class(?:Declaration|Expression)$/.test(node.type) || !isOpen(scene, node)) return false;
  if (isWritten(scene, node)) return true;
  const isInnermost = !path.slice(at + 1).some((one) => one.type === node.type && !isWritten(scene, one));
  return scene.holds === "members" && isInnermost;
}

/** The names that an open node declares. A function's type is known before its end where its return type is written. */
function declaredBy(scene: Scene, node: SyntaxNode, holder: SyntaxNode | undefined): string[] {
  if (DECLARATION.test(node.type)) return namesOf(child(node, "id"));
  // The first assignment to a member of a function declares it.
  if (node.type === "AssignmentExpression") return givenBy(scene, node);
  if (!isFunction(node) || child(node, "returnType")) return [];
  const key = holder && child(holder, "key");
  return [...namesOf(child(node, "id")), ...key ? namesOf(key) : []];
}

function parametersTypedByOpenParts(scene: Scene, path: readonly SyntaxNode[], at: number): string[] {
  const node = path[at];
  if (!node || !isTypedByOpenParts(scene, path, at)) return [];
  const free = list(node, "params").filter((one) => !child(one, "typeAnnotation"));
  const own = node.type === "ArrowFunctionExpression" ? [] : ["this"];
  return [...free.flatMap(patternNames), "arguments", ...own];
}

/** Parentheses that close later may be followed by `satisfies`, so that the whole statement must have ended. */
function isTypedByOpenParts(scene: Scene, path: readonly SyntaxNode[], at: number): boolean {
  let isTyped = false;
  for (let outer = at - 1; outer >= 0; outer--) {
    const node = path[outer];
    if (!node || !isWritten(scene, node)) break;
    isTyped ||= TYPED_BY_PARTS.test(node.type);
    if (STATEMENT_LISTS.has(path[outer - 1]?.type ?? "")) return isTyped && isOpen(scene, node);
  }
  return isTyped;
}

/** What is declared or assigned from an unsure name is unsure too. */
function spread(scene: Scene, names: Set<string>): void {
  const makers: { readonly source: SyntaxNode; readonly given: readonly string[] }[] = [];
  const visit = (node: SyntaxNode) => {
    if (node.end <= scene.code.start || node.start >= scene.code.end) return;
    if (isWritten(scene, node)) {
      // Another overload may follow.
      if (node.type === "TSDeclareFunction") namesOf(child(node, "id")).forEach((name) => names.add(name));
      const given = givenBy(scene, node);
      const source = node.type.startsWith("For") ? child(node, "right") : node;
      if (source && given.length > 0) makers.push({ source, given });
    }
    childrenOf(node).forEach(visit);
  };
  visit(scene.syntax.program);
  if (names.size === 0) return;
  for (let size = -1; size !== names.size;) {
    size = names.size;
    for (const { source, given } of makers) {
      if (given.some((name) => !names.has(name)) && mentions(sourceOf(scene, source), names)) {
        given.forEach((name) => names.add(name));
      }
    }
  }
}

/** Names that get their type or value from a node's parts. */
function givenBy(scene: Scene, node: SyntaxNode): string[] {
  switch (node.type) {
    case "VariableDeclarator":
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return namesOf(child(node, "id"));
    case "MethodDefinition":
    case "PropertyDefinition":
      return namesOf(child(node, "key"));
    case "Identifier":
      return child(node, "typeAnnotation") ? namesOf(node) : [];
    case "ForOfStatement":
    case "ForInStatement": {
      const left = child(node, "left");
      return left ? list(left, "declarations").flatMap((one) => namesOf(child(one, "id"))) : [];
    }
    case "AssignmentExpression": {
      const left = child(node, "left");
      const words = left ? sourceOf(scene, left).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [] : [];
      return words.filter((name) => name !== "this");
    }
    default:
      return [];
  }
}

function namesOf(pattern: SyntaxNode | undefined): string[] {
  return pattern ? patternNames(pattern) : [];
}
