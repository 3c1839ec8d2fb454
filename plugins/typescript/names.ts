/**
 * Which names are visible at a place, by the language's scope rules alone: no types, no other files.
 *
 * @module
 */

import type { Binding } from "../../core/code/scope.ts";
import type { Span } from "../../core/code/text.ts";
import { child, childrenOf, isFunction, list, patternNames, type SyntaxNode } from "./syntax.ts";

/** A visible name, before its type is known. */
export interface VisibleName {
  readonly name: string;
  readonly kind: Binding["kind"];
  /** Scopes between the declaration and the place: 0 is the innermost. */
  readonly distance: number;
  /** Where it is declared: the declaring identifier's statement or parameter. */
  readonly declaredAt: number;
  readonly isConst: boolean;
}

/**
 * The value names visible at a place, nearest first; a shadowed name appears once. Names that are declared later in
 * the same function, and the variable whose initialiser holds the place, are left out.
 *
 * @param path The nodes from the program down to the place, outermost first.
 */
export function visibleNames(path: readonly SyntaxNode[], place: Span): VisibleName[] {
  const found = new Map<string, VisibleName>();
  let distance = 0;
  let isDeferred = false;
  for (const node of [...path].reverse()) {
    const names = namesOfScope(node, place, isDeferred);
    for (const name of names) {
      if (!found.has(name.name)) found.set(name.name, { ...name, distance });
    }
    if (names.length > 0) distance++;
    if (isFunction(node) || node.type === "PropertyDefinition") isDeferred = true;
  }
  if (hasThis(path)) {
    found.set("this", { name: "this", kind: "this", distance: 1, declaredAt: 0, isConst: true });
  }
  return [...found.values()];
}

/** True when `this` means an object of a class or of a function with a `this` parameter at the path's end. */
export function hasThis(path: readonly SyntaxNode[]): boolean {
  const body = path.findLastIndex((node) => node.type === "ClassBody");
  const isOwn = (node: SyntaxNode) =>
    node.type === "FunctionDeclaration" || node.type === "FunctionExpression";
  return body >= 0 && body + 2 < path.length && !path.slice(body + 3).some(isOwn);
}

type Name = Omit<VisibleName, "distance">;

function namesOfScope(node: SyntaxNode, place: Span, isDeferred: boolean): Name[] {
  switch (node.type) {
    case "Program":
      return statementNames(list(node, "body"), place, isDeferred);
    case "BlockStatement":
    case "FunctionBody":
    case "StaticBlock":
    case "TSModuleBlock":
      return statementNames(list(node, "body"), place, isDeferred);
    case "SwitchStatement":
      return statementNames(list(node, "cases").flatMap((one) => list(one, "consequent")), place, isDeferred);
    case "ForStatement":
      return loopNames(child(node, "init"), place, isDeferred);
    case "ForOfStatement":
    case "ForInStatement": {
      const right = child(node, "right");
      const isInHead = right !== undefined && right.start <= place.start && right.end >= place.end;
      return isInHead ? [] : loopNames(child(node, "left"), place, true);
    }
    case "CatchClause":
      return names(child(node, "param"), "local", node.start, true);
    case "ClassExpression":
      return names(child(node, "id"), "class", node.start, true);
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return functionNames(node, place);
    default:
      return [];
  }
}

function functionNames(node: SyntaxNode, place: Span): Name[] {
  const parameters = list(node, "params")
    .filter((one) => one.end <= place.start || one.start > place.end || !isInside(one, place))
    .filter((one) => one.end <= place.start || isInside(child(node, "body"), place))
    .flatMap((one) => names(one, "parameter", one.start, false));
  const own = node.type === "FunctionExpression"
    ? names(child(node, "id"), "function", node.start, true)
    : [];
  const body = child(node, "body");
  return [...parameters, ...own, ...(body ? hoistedNames(body) : [])];
}

/** `var` names of nested statements: visible in the whole function. */
function hoistedNames(body: SyntaxNode): Name[] {
  const found: Name[] = [];
  const visit = (node: SyntaxNode) => {
    if (isFunction(node) || node.type.startsWith("Class")) return;
    if (node.type === "VariableDeclaration" && node.kind === "var") {
      found.push(...declaratorNames(node, false));
    }
    childrenOf(node).forEach(visit);
  };
  if (body.type === "FunctionBody" || body.type === "BlockStatement") list(body, "body").forEach(visit);
  return found;
}

function loopNames(head: SyntaxNode | undefined, place: Span, isDeferred: boolean): Name[] {
  return head?.type === "VariableDeclaration" ? reachable(head, place, isDeferred) : [];
}

function statementNames(statements: readonly SyntaxNode[], place: Span, isDeferred: boolean): Name[] {
  return statements.flatMap((statement) => {
    const declaration = statement.type.startsWith("Export") ? child(statement, "declaration") : statement;
    return declaration ? declarationNames(declaration, place, isDeferred) : [];
  }).reverse();
}

function declarationNames(node: SyntaxNode, place: Span, isDeferred: boolean): Name[] {
  switch (node.type) {
    case "ImportDeclaration":
      return node.importKind === "type" ? [] : list(node, "specifiers")
        .filter((one) => one.importKind !== "type")
        .flatMap((one) => names(child(one, "local"), "import", node.start, true));
    case "VariableDeclaration":
      return reachable(node, place, isDeferred);
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return names(child(node, "id"), "function", node.start, true);
    case "ClassDeclaration":
      return isDeferred || node.start < place.start
        ? names(child(node, "id"), "class", node.start, true)
        : [];
    case "TSEnumDeclaration":
    case "TSModuleDeclaration":
      return node.declare === true && node.type === "TSModuleDeclaration"
        ? []
        : names(child(node, "id"), "class", node.start, true);
    default:
      return [];
  }
}

/** Declared before the place, or anywhere when the place runs later than the declaration. */
function reachable(declaration: SyntaxNode, place: Span, isDeferred: boolean): Name[] {
  return declaratorNames(declaration, declaration.kind === "const").filter(({ declaredAt }) => {
    const declarator = list(declaration, "declarations").find((one) => one.start === declaredAt);
    if (isInside(declarator, place)) {
      return isDeferred && isInside(child(declarator ?? declaration, "init"), place);
    }
    return isDeferred || declaredAt < place.start;
  });
}

function declaratorNames(declaration: SyntaxNode, isConst: boolean): Name[] {
  return list(declaration, "declarations").flatMap((one) =>
    names(child(one, "id"), "local", one.start, isConst)
  );
}

function names(
  pattern: SyntaxNode | undefined,
  kind: Name["kind"],
  declaredAt: number,
  isConst: boolean,
): Name[] {
  if (!pattern) return [];
  return patternNames(pattern).filter((name) => name !== "this").map((name) => ({
    name,
    kind,
    declaredAt,
    isConst,
  }));
}

function isInside(node: SyntaxNode | undefined, place: Span): boolean {
  return node !== undefined && node.start <= place.start && node.end >= place.end;
}
