/**
 * Small faults that can be put into a file, found on its syntax tree: what a tired author gets wrong in one place.
 *
 * Left alone are types, imports, names of properties, and sentences for people: no caller may switch on those.
 *
 * @module
 */

import { placeAt, type Span } from "../../core/code/text.ts";
import {
  child,
  childrenOf,
  list,
  parseFile,
  STATEMENT_LISTS,
  type SyntaxNode,
  word,
} from "../../plugins/typescript/syntax.ts";

/** One fault that can be put into a file. */
export interface Mutation {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What is done, in a word or two. */
  readonly operator: string;
  readonly span: Span;
  /** What stands in the span. */
  readonly before: string;
  /** What is put there instead. */
  readonly after: string;
}

/** A file on its way through the operators. */
interface Source {
  readonly file: string;
  readonly text: string;
}

/** What an operator makes of a node: pieces of text and what stands there instead. */
type Operator = (node: SyntaxNode, source: Source, parent: SyntaxNode | undefined) => readonly Swap[];
type Swap = readonly [operator: string, span: Span, after: string];

/** All mutations of a file, in order of place. */
export function mutationsOf(file: string, text: string): Mutation[] {
  const found: Mutation[] = [];
  const visit = (node: SyntaxNode, parent?: SyntaxNode) => {
    if (isLeftAlone(node, parent)) return;
    for (const [operator, span, after] of OPERATORS.flatMap((each) => each(node, { file, text }, parent))) {
      const before = text.slice(span.start, span.end);
      found.push({ file, line: placeAt(text, span.start).line + 1, operator, span, before, after });
    }
    for (const each of childrenOf(node)) visit(each, node);
  };
  visit(parseFile(file, text).program);
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The text of a file with a mutation in it. */
export function mutated(text: string, { span, after }: Mutation): string {
  return text.slice(0, span.start) + after + text.slice(span.end);
}

const CODE_IN_TYPES = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

function isLeftAlone(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (node.type.startsWith("TS")) return !CODE_IN_TYPES.has(node.type);
  if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration") return true;
  const isKey = parent !== undefined && child(parent, "key") === node && parent["computed"] !== true;
  return isKey || (parent?.type === "ExportNamedDeclaration" && child(parent, "source") === node);
}

const TESTED = new Set(["IfStatement", "ConditionalExpression", "WhileStatement", "ForStatement"]);
const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
};
const ARITHMETIC: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "**": "*",
  "++": "--",
  "--": "++",
  "+=": "-=",
  "-=": "+=",
};
const LOGIC: Readonly<Record<string, string>> = { "&&": "||", "||": "&&" };
const CALLS: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  max: "min",
  min: "max",
  startsWith: "endsWith",
  endsWith: "startsWith",
  indexOf: "lastIndexOf",
  toUpperCase: "toLowerCase",
  toLowerCase: "toUpperCase",
  shift: "pop",
  all: "race",
};
const LEAVABLE = new Set(["filter", "sort", "toSorted", "reverse", "toReversed", "slice", "trim", "flat"]);
const DROPPED = new Set([
  "ExpressionStatement",
  "ThrowStatement",
  "ForOfStatement",
  "ForStatement",
  "WhileStatement",
  "BreakStatement",
  "ContinueStatement",
]);

const OPERATORS: readonly Operator[] = [
  function condition(node, { text }) {
    const test = TESTED.has(node.type) ? child(node, "test") : undefined;
    return test ? [["condition", test, negated(test, text)]] : [];
  },
  function answer(node, { text }) {
    const isArrow = node.type === "ArrowFunctionExpression";
    const value = isArrow
      ? child(node, "body")
      : node.type === "ReturnStatement"
      ? child(node, "argument")
      : undefined;
    if (!value) return [];
    if (isClaim(value)) return [["answer", value, negated(value, text)]];
    return isArrow || text.slice(value.start, value.end) === "undefined"
      ? []
      : [["answer", value, "undefined"]];
  },
  function operator(node, { text }) {
    const [left, right] = [child(node, "left"), child(node, "right")];
    const name = word(node, "operator");
    if (!left || !right || name === "") return [];
    const at = text.indexOf(name, left.end);
    const span = { start: at, end: at + name.length };
    const swaps = (others: readonly string[], kind: string) =>
      others.map((other): Swap => [kind, span, other]);
    if (node.type === "LogicalExpression") {
      if (name === "??") return [["fallback", { start: at, end: node.end }, ""]];
      return swaps([LOGIC[name] ?? []].flat(), "logic");
    }
    const isText = [left, right].some(({ type, value }) =>
      type === "TemplateLiteral" || typeof value === "string"
    );
    return [
      ...swaps(COMPARISONS[name] ?? [], "comparison"),
      ...swaps(isText ? [] : [ARITHMETIC[name] ?? []].flat(), "arithmetic"),
    ];
  },
  function unary(node, { text }) {
    const value = child(node, "argument");
    const name = word(node, "operator");
    if (!value) return [];
    if (node.type === "UpdateExpression") {
      return [["arithmetic", node, text.slice(node.start, node.end).replace(name, ARITHMETIC[name] ?? name)]];
    }
    const isDropped = node.type === "UnaryExpression" && (name === "!" || name === "-");
    return isDropped ? [["sign", { start: node.start, end: node.start + 1 }, ""]] : [];
  },
  function statement(node, _source, parent) {
    const isGuard = node.type === "IfStatement" && !child(node, "alternate");
    const isHeld = node.type === "VariableDeclaration" && word(node, "kind").endsWith("using");
    const isDropped = isGuard || DROPPED.has(node.type) ||
      (isHeld && STATEMENT_LISTS.has(parent?.type ?? ""));
    return isDropped ? [["statement", node, ";"]] : [];
  },
  function constant(node) {
    const { type, value } = node;
    if (type === "TemplateLiteral") {
      const text = list(node, "quasis").map((each) => String(Object(each["value"]).raw)).join("…");
      return isSentence(text) ? [] : [["constant", node, "``"]];
    }
    if (type === "ArrayExpression") {
      return list(node, "elements").length > 0 ? [["constant", node, "[]"]] : [];
    }
    if (type !== "Literal") return [];
    if (typeof value === "number") return [["constant", node, String(otherNumber(value))]];
    if (typeof value === "boolean") return [["constant", node, String(!value)]];
    return typeof value === "string" && value !== "" && !isSentence(value) ? [["constant", node, '""']] : [];
  },
  function pattern({ start, end, regex }) {
    const { pattern = "", flags = "" }: { pattern?: string; flags?: string } = Object(regex);
    const close = end - flags.length - 1;
    return [
      ...(pattern.startsWith("^") ? [["pattern", { start: start + 1, end: start + 2 }, ""] as const] : []),
      ...(/[^\\]\$$/.test(pattern) ? [["pattern", { start: close - 1, end: close }, ""] as const] : []),
      ...(flags.includes("i")
        ? [["pattern", { start: close + 1, end }, flags.replace("i", "")] as const]
        : []),
    ];
  },
  function call(node, { text }) {
    const callee = node.type === "CallExpression" ? child(node, "callee") : undefined;
    const name = callee?.type === "MemberExpression" ? child(callee, "property") : undefined;
    const object = callee && child(callee, "object");
    if (!name || !object || callee?.["computed"] === true) return [];
    const other = CALLS[word(name, "name")];
    if (other) return [["call", name, other]];
    const dot = object.end + text.slice(object.end, name.start).search(/\??\./);
    return LEAVABLE.has(word(name, "name")) ? [["call", { start: dot, end: node.end }, ""]] : [];
  },
  function spread(node, _source, parent) {
    if (node.type !== "SpreadElement" || !parent) return [];
    const empty = { ObjectExpression: "...{}", ArrayExpression: "...[]" }[parent.type];
    return empty ? [["spread", node, empty]] : [];
  },
];

function negated({ start, end }: Span, text: string): string {
  return `!(${text.slice(start, end)})`;
}

/** True for an expression that is a boolean by its form. */
function isClaim(node: SyntaxNode): boolean {
  const operator = word(node, "operator");
  if (node.type === "LogicalExpression") {
    return operator !== "??" &&
      [child(node, "left"), child(node, "right")].some((side) => side && isClaim(side));
  }
  return operator === "!" || operator in COMPARISONS || operator === "in" || operator === "instanceof";
}

/** A number that makes a difference: 2 for 1 in the answer of a comparison does not, nor does 5,001 ms for 5,000. */
function otherNumber(value: number): number {
  return value === 1 || value >= 10 ? 0 : value + 1;
}

/** Words with a space between: said to people, in a message. */
function isSentence(text: string): boolean {
  return /[a-z]['",:]? |… [a-z]/i.test(text);
}
