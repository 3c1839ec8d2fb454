/**
 * How a file uses expressions: what stands at which kind of place. Counted over a project, this is what the project's
 * own code would most likely write at a hole.
 *
 * @module
 */

import { roleOf, tail } from "./place.ts";
import {
  child,
  childrenOf,
  isFunction,
  list,
  patternNames,
  type Syntax,
  type SyntaxNode,
  word,
} from "./syntax.ts";

/** Larger expressions seldom occur twice. */
const MAX_PHRASE_NODES = 9;
const MAX_PHRASE_UNITS = 90;

/** One expression of a file, at its place. */
export interface Usage {
  /** The text with runs of white space as one space. */
  readonly text: string;
  /** The ESTree type of the expression. */
  readonly shape: string;
  /** The last name of what is called, for calls and constructions; empty otherwise. */
  readonly callee: string;
  readonly size: number;
  /** Names the text takes from its scope, `this` included. */
  readonly roots: readonly string[];
  readonly keys: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** The parameters of one function literal, at its place. */
export interface ArrowUsage {
  readonly keys: readonly string[];
  /** Plain names only: a literal with patterns or defaults is not counted. */
  readonly parameters: readonly string[];
}

/** The parameters of a file's function literals. */
export function arrowsOf(syntax: Syntax): ArrowUsage[] {
  const found: ArrowUsage[] = [];
  const path: SyntaxNode[] = [];
  const visit = (node: SyntaxNode) => {
    path.push(node);
    const parameters = node.type === "ArrowFunctionExpression" ? list(node, "params") : undefined;
    if (parameters?.every(({ type }) => type === "Identifier")) {
      found.push({ keys: roleOf(path).keys, parameters: parameters.map((one) => word(one, "name")) });
    }
    childrenOf(node).forEach((one) => isType(one) || visit(one));
    path.pop();
  };
  visit(syntax.program);
  return found;
}

/** Every small expression of a file that stands at a place of its own, in order. */
export function usagesOf(syntax: Syntax): Usage[] {
  const usages: Usage[] = [];
  const path: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): Measured => {
    path.push(node);
    const below = childrenOf(node).filter((one) => !isType(one)).map(visit);
    const measured = measure(node, path.at(-2), below);
    if (isExpression(node, path.at(-2)) && measured.size <= MAX_PHRASE_NODES && measured.isPlain) {
      const text = syntax.text.slice(node.start, node.end);
      if (text.length <= MAX_PHRASE_UNITS) {
        usages.push({
          text: text.includes("\n") ? text.replace(/\s*\n\s*/g, " ") : text,
          shape: shapeOf(node),
          callee: calleeOf(node),
          size: measured.size,
          roots: measured.roots,
          keys: roleOf(path).keys,
          start: node.start,
          end: node.end,
        });
      }
    }
    path.pop();
    return measured;
  };
  visit(syntax.program);
  return usages;
}

/** `yield*` waits for another's value just as `await` does, and is counted with it. */
function shapeOf({ type }: SyntaxNode): string {
  return type === "YieldExpression" ? "AwaitExpression" : type;
}

function calleeOf(node: SyntaxNode): string {
  return node.type === "CallExpression" || node.type === "NewExpression" ? tail(child(node, "callee")) : "";
}

interface Measured {
  readonly size: number;
  readonly roots: readonly string[];
  /** False when it holds statements, functions or assignments: not a phrase to repeat. */
  readonly isPlain: boolean;
}

const NONE: readonly string[] = [];
const BUSY = new Set([
  "AssignmentExpression",
  "UpdateExpression",
  "ArrowFunctionExpression",
]);

function measure(node: SyntaxNode, parent: SyntaxNode | undefined, below: readonly Measured[]): Measured {
  let size = 1;
  let isPlain = !BUSY.has(node.type) && !(node.type === "YieldExpression" && node.delegate !== true) &&
    !node.type.includes("Statement") && !node.type.includes("Function") &&
    !node.type.startsWith("Class") && !node.type.startsWith("JSX");
  let roots = rootsOf(node, parent);
  for (const one of below) {
    size += one.size;
    isPlain &&= one.isPlain;
    if (one.roots.length > 0 && size <= MAX_PHRASE_NODES) {
      roots = roots.length > 0 ? [...roots, ...one.roots] : one.roots;
    }
  }
  return { size, roots, isPlain };
}

function rootsOf(node: SyntaxNode, parent: SyntaxNode | undefined): readonly string[] {
  if (node.type === "ThisExpression") return ["this"];
  if (node.type !== "Identifier") return NONE;
  if (parent?.type === "MemberExpression" && parent.property === node && parent.computed !== true) {
    return NONE;
  }
  if (
    parent?.type === "Property" && parent.key === node && parent.computed !== true &&
    parent.shorthand !== true
  ) {
    return NONE;
  }
  return [word(node, "name")];
}

const EXPRESSIONS = new Set([
  "Identifier",
  "ThisExpression",
  "Literal",
  "TemplateLiteral",
  "MemberExpression",
  "CallExpression",
  "NewExpression",
  "ArrayExpression",
  "ObjectExpression",
  "UnaryExpression",
  "BinaryExpression",
  "LogicalExpression",
  "ConditionalExpression",
  "AwaitExpression",
  "YieldExpression",
  "UpdateExpression",
  "AssignmentExpression",
  "ChainExpression",
  "TSAsExpression",
  "TSNonNullExpression",
]);

/** Expressions that stand for themselves: not a key, a declared name, a callee's property or part of a chain. */
function isExpression(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (!parent || !EXPRESSIONS.has(node.type)) return false;
  switch (parent.type) {
    case "MemberExpression":
      return parent.object === node || parent.computed === true;
    case "Property":
      return parent.value === node && parent.shorthand !== true;
    case "VariableDeclarator":
    case "PropertyDefinition":
    case "AccessorProperty":
      return child(parent, parent.type === "VariableDeclarator" ? "init" : "value") === node;
    case "AssignmentPattern":
    case "AssignmentExpression":
      return parent.right === node;
    case "ArrowFunctionExpression":
      return parent.body === node;
    case "CallExpression":
    case "NewExpression":
    case "ReturnStatement":
    case "ArrayExpression":
    case "SpreadElement":
    case "UnaryExpression":
    case "BinaryExpression":
    case "LogicalExpression":
    case "ConditionalExpression":
    case "AwaitExpression":
    case "IfStatement":
    case "WhileStatement":
    case "TemplateLiteral":
    case "ThrowStatement":
    case "SwitchStatement":
    case "ForOfStatement":
    case "TSAsExpression":
    case "TSNonNullExpression":
      return true;
    default:
      return false;
  }
}

function isType(node: SyntaxNode): boolean {
  return node.type.startsWith("TSType") || node.type.startsWith("TSInterface");
}

/** A file's usages, and the names it reads without declaring them. */
export function fileUsagesOf(syntax: Syntax): { usages: Usage[]; globals: string[]; arrows: ArrowUsage[] } {
  const usages = usagesOf(syntax);
  const declared = declaredNames(syntax.program);
  const globals = new Set(
    usages.flatMap(({ roots }) => roots).filter((name) => !declared.has(name) && name !== "this"),
  );
  return { usages, globals: [...globals], arrows: arrowsOf(syntax) };
}

function declaredNames(program: SyntaxNode): Set<string> {
  const found = new Set<string>();
  const visit = (node: SyntaxNode) => {
    for (const field of ["id", "local", "param"]) {
      const pattern = child(node, field);
      if (pattern) patternNames(pattern).forEach((name) => found.add(name));
    }
    for (const parameter of isFunction(node) ? list(node, "params") : []) {
      patternNames(parameter).forEach((name) => found.add(name));
    }
    childrenOf(node).forEach((one) => isType(one) || visit(one));
  };
  visit(program);
  return found;
}
