/**
 * Expressions to cut out of real code, by a seeded draw: what stands there again is known, so filling can be scored.
 *
 * @module
 */

import {
  child,
  childrenOf,
  list,
  parseFile,
  sizeOf,
  type SyntaxNode,
} from "../../plugins/typescript/syntax.ts";

/** An expression that can be cut out of a file. */
export interface Site {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Syntax nodes of the expression, parentheses not counted. */
  readonly size: number;
  readonly kind: string;
  /** False when it holds a function literal. */
  readonly isFlat: boolean;
  /** True when it holds a string or number, which its type may or may not fix. */
  readonly hasLiteral: boolean;
}

/** All expressions of a file that stand as an argument, a return value, an initialiser, a property or an element. */
export function sitesOf(file: string, text: string, maxSize: number): Site[] {
  const sites: Site[] = [];
  const visit = (node: SyntaxNode, parent: SyntaxNode | undefined) => {
    if (node.type === "ObjectPattern" || node.type === "ArrayPattern") return;
    const kind = parent && placeKind(node, parent);
    if (kind && node.type !== "SpreadElement" && node.type !== "FunctionExpression") {
      const size = sizeOf(node);
      if (size <= maxSize) {
        const types = typesIn(node);
        sites.push({
          file,
          start: node.start,
          end: node.end,
          text: text.slice(node.start, node.end),
          size,
          kind,
          isFlat: !types.some((type) => type.includes("Function") || type.includes("Class")),
          hasLiteral: hasLiteral(node),
        });
      }
    }
    childrenOf(node).forEach((one) => visit(one, node));
  };
  visit(parseFile(file, text).program, undefined);
  return sites;
}

function placeKind(node: SyntaxNode, parent: SyntaxNode): string | undefined {
  switch (parent.type) {
    case "CallExpression":
    case "NewExpression":
      return list(parent, "arguments").includes(node) ? "argument" : undefined;
    case "ReturnStatement":
      return "return";
    case "ArrowFunctionExpression":
      return parent.body === node && node.type !== "BlockStatement" ? "return" : undefined;
    case "VariableDeclarator":
    case "PropertyDefinition":
      return child(parent, parent.type === "VariableDeclarator" ? "init" : "value") === node
        ? "initialiser"
        : undefined;
    case "AssignmentExpression":
      return parent.right === node ? "assignment" : undefined;
    case "Property":
      return parent.value === node && parent.shorthand !== true ? "property" : undefined;
    case "ArrayExpression":
      return "element";
    default:
      return undefined;
  }
}

function typesIn(node: SyntaxNode): string[] {
  return [node.type, ...childrenOf(node).flatMap(typesIn)];
}

function hasLiteral(node: SyntaxNode): boolean {
  if (node.type === "Literal") return typeof node.value === "string" || typeof node.value === "number";
  return node.type === "TemplateLiteral" || childrenOf(node).some(hasLiteral);
}

/** True when two expressions have the same syntax tree: equal after printing both by one printer. */
export function isSameCode(one: string, two: string): boolean {
  return one === two || shape(one) === shape(two);
}

function shape(text: string): string {
  const { program, isWhole } = parseFile("a.ts", `async function* f() { (${text}) }`);
  return isWhole
    ? JSON.stringify(
      program,
      (key, value) => key === "start" || key === "end" || key === "raw" ? undefined : value,
    )
    : text;
}

/** A generator of the same numbers for the same seed, 0 <= n < 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
