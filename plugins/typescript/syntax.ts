/**
 * The syntax tree of one file (ESTree with TypeScript's nodes, by oxc) and ways to walk it.
 *
 * @module
 */

import { parseSync, visitorKeys } from "oxc-parser";
import type { Span } from "../../core/code/text.ts";
import { asProgram, type StandIn, standInsOf, withStandIns } from "../_holes/stand_ins.ts";

/** A node of the tree. Fields beside these depend on `type`; see ESTree and the TypeScript-ESTree description. */
export interface SyntaxNode extends Span {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A parsed file. */
export interface Syntax {
  readonly file: string;
  readonly text: string;
  readonly program: SyntaxNode;
  readonly comments: readonly Comment[];
  /** True when the parser found no fault. */
  readonly isWhole: boolean;
  /** Comments that stand for an expression: the tree has a name there. */
  readonly standIns: readonly Span[];
}

/** A comment; `value` is the text between its markers. */
export interface Comment extends Span {
  readonly type: "Line" | "Block";
  readonly value: string;
}

/**
 * Parses a file; the language follows from the file name's ending. Parentheses get no node of their own. A comment that
 * asks for an expression where one is missing is a name of the same length in the tree.
 */
export function parseFile(file: string, text: string): Syntax {
  const plain = parse(file, text);
  const asked = standInsOf(text).filter(({ isSure }) => isSure || !plain.isWhole);
  return asked.length === 0 ? plain : parsedWith(asked, plain);
}

/** True for a file of declarations alone: nothing in it runs. */
export function isDeclarationFile(file: string): boolean {
  return /\.d\.(?:[^./]+\.)?[cm]?ts$/.test(file);
}

/** True for a text of which the parser has made nothing. */
export function isLost({ isWhole, program }: Syntax): boolean {
  return !isWhole && list(program, "body").length === 0;
}

/** The first fault of a text that is no program, comments in the place of expressions aside. */
export function syntaxFault(file: string, text: string): { readonly message: string; readonly span: Span } {
  const [fault] = parserOf(file, asProgram(text)).errors;
  const { start = 0, end = start } = fault?.labels[0] ?? {};
  return { message: fault?.message ?? "it is no program", span: { start, end } };
}

function parserOf(file: string, text: string): ReturnType<typeof parseSync> {
  // JSX stands in .js files too; in .ts files `<T>x` is a cast.
  const lang = /\.[cm]?js$/.test(file) ? { lang: "jsx" as const } : {};
  return parseSync(file, text, { ...lang, preserveParens: false });
}

function parse(file: string, text: string): Syntax {
  const result = parserOf(file, text);
  const program = result.program as unknown as SyntaxNode;
  const isWhole = result.errors.length === 0;
  return { file, text, program, comments: result.comments, isWhole, standIns: [] };
}

/** The tree with a name for each comment that stands for an expression; the plain one where there is none. */
function parsedWith(asked: readonly StandIn[], plain: Syntax): Syntax {
  const { file, text } = plain;
  const tree = (spans: readonly Span[]) => parse(file, withStandIns(text, spans));
  const first = tree(asked);
  const kept = asked.filter((one) =>
    standsForExpression(first.program, one) &&
    (one.isSure || !tree(asked.filter((other) => other !== one)).isWhole)
  );
  const found = kept.length === asked.length ? first : tree(kept);
  if (kept.length === 0 || !found.isWhole) return plain;
  const comments = kept.map(({ start, end }): Comment => {
    const isBlock = text[start + 1] === "*";
    return isBlock
      ? { type: "Block", value: text.slice(start + 2, end - 2), start, end }
      : { type: "Line", value: text.slice(start + 2, end), start, end };
  });
  const all = [...found.comments, ...comments].sort((a, b) => a.start - b.start);
  return { ...found, text, comments: all, standIns: kept };
}

/** Where an expression is read, and not a name declared or a statement made of it. */
const READING: Readonly<Record<string, readonly string[]>> = {
  ArrayExpression: ["elements"],
  ArrowFunctionExpression: ["body"],
  AssignmentExpression: ["right"],
  AssignmentPattern: ["right"],
  AwaitExpression: ["argument"],
  BinaryExpression: ["right"],
  CallExpression: ["arguments"],
  ConditionalExpression: ["test", "consequent", "alternate"],
  ExportDefaultDeclaration: ["declaration"],
  ForOfStatement: ["right"],
  IfStatement: ["test"],
  JSXExpressionContainer: ["expression"],
  LogicalExpression: ["right"],
  NewExpression: ["arguments"],
  Property: ["value"],
  PropertyDefinition: ["value"],
  ReturnStatement: ["argument"],
  SpreadElement: ["argument"],
  SwitchStatement: ["discriminant"],
  TemplateLiteral: ["expressions"],
  ThrowStatement: ["argument"],
  UnaryExpression: ["argument"],
  VariableDeclarator: ["init"],
  WhileStatement: ["test"],
  YieldExpression: ["argument"],
};

/** True where a name that spans a place is an expression. */
export function standsForExpression(program: SyntaxNode, span: Span): boolean {
  const [outer, parent, node] = pathTo(program, span).slice(-3);
  if (!parent || node?.type !== "Identifier" || node.start !== span.start || node.end !== span.end) {
    return false;
  }
  if (parent.type === "Property" && (parent.shorthand === true || outer?.type === "ObjectPattern")) {
    return false;
  }
  return (READING[parent.type] ?? []).some((field) => [parent[field]].flat().includes(node));
}

/** Nodes that hold statements one after another. */
export const STATEMENT_LISTS: ReadonlySet<string> = new Set([
  "Program",
  "BlockStatement",
  "FunctionBody",
  "StaticBlock",
  "TSModuleBlock",
  "SwitchCase",
]);

/** The nodes directly below a node, in order of the grammar. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    if (Array.isArray(value)) { for (const one of value) if (one) children.push(one as SyntaxNode); }
    else if (value) children.push(value as SyntaxNode);
  }
  return children;
}

/** A child node by field name, or undefined. */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node[field] as SyntaxNode | undefined ?? undefined;
}

/** Child nodes by field name; holes in patterns and arrays are left out. */
export function list(node: SyntaxNode, field: string): SyntaxNode[] {
  return ((node[field] ?? []) as (SyntaxNode | null)[]).filter((one) => one !== null);
}

/** A string field such as `name` or `operator`; empty when absent. */
export function word(node: SyntaxNode | undefined, field: string): string {
  const value = node?.[field];
  return typeof value === "string" ? value : "";
}

/** The nodes that contain an offset, outermost first. */
export function pathTo(root: SyntaxNode, span: Span): SyntaxNode[] {
  const path: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = root; node;) {
    path.push(node);
    node = childrenOf(node).find((one) => one.start <= span.start && one.end >= span.end);
  }
  return path;
}

/** How many syntax nodes an expression has, parentheses not counted. */
export function sizeOf(node: SyntaxNode): number {
  return childrenOf(node).reduce((size, one) => size + sizeOf(one), 1);
}

/** True for the nodes that start a new function: `this`, `return` and `await` belong to it. */
export function isFunction(node: SyntaxNode): boolean {
  return node.type === "FunctionDeclaration" || node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression";
}

/** Names that a binding pattern declares. */
export function patternNames(pattern: SyntaxNode): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [word(pattern, "name")];
    case "ObjectPattern":
      return list(pattern, "properties").flatMap((one) =>
        patternNames(child(one, one.type === "RestElement" ? "argument" : "value") ?? one)
      );
    case "ArrayPattern":
      return list(pattern, "elements").flatMap(patternNames);
    case "AssignmentPattern":
      return patternNames(child(pattern, "left") ?? pattern);
    case "RestElement":
      return patternNames(child(pattern, "argument") ?? pattern);
    case "TSParameterProperty":
      return patternNames(child(pattern, "parameter") ?? pattern);
    default:
      return [];
  }
}
