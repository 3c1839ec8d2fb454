/**
 * What a place in the code is for: the keys under which the project's own habits are counted.
 *
 * @module
 */

import { child, list, type SyntaxNode, word } from "./syntax.ts";

/** The role of an expression among its neighbours. */
export interface Role {
  /** From the most particular to the most general: `arg:map#0`, `arg#0`. Never empty. */
  readonly keys: readonly string[];
  /** Words that say what is wanted here: a parameter's, property's or variable's name. */
  readonly wanted: string;
}

/**
 * The role of the last node of a path.
 *
 * @param path The nodes from the program down to an expression, outermost first.
 */
export function roleOf(path: readonly SyntaxNode[]): Role {
  const node = path.at(-1);
  const parent = path.at(-2);
  if (!node || !parent) return { keys: ["other"], wanted: "" };
  return roleIn(node, parent, path) ?? { keys: [`other:${parent.type}`], wanted: "" };
}

function roleIn(node: SyntaxNode, parent: SyntaxNode, path: readonly SyntaxNode[]): Role | undefined {
  switch (parent.type) {
    case "CallExpression":
    case "NewExpression": {
      const head = parent.type === "NewExpression" ? "new" : "arg";
      const index = list(parent, "arguments").indexOf(node);
      const callee = tail(child(parent, "callee"));
      if (index < 0) return { keys: [`callee#${list(parent, "arguments").length}`, "callee"], wanted: "" };
      return { keys: [`${head}:${callee}#${index}`, `${head}:${callee}`, `${head}#${index}`], wanted: "" };
    }
    case "MemberExpression": {
      const name = word(child(parent, "property"), "name");
      if (parent.object === node) return { keys: [`of:${name}`, "of"], wanted: "" };
      return { keys: [`at:${tail(child(parent, "object"))}`, "at"], wanted: "" };
    }
    case "Property": {
      const key = word(child(parent, "key"), "name");
      return { keys: [`prop:${key}`, "prop"], wanted: key };
    }
    case "VariableDeclarator": {
      const name = word(child(parent, "id"), "name");
      return { keys: [`init:${name}`, "init"], wanted: name };
    }
    case "PropertyDefinition": {
      const name = word(child(parent, "key"), "name");
      return { keys: [`field:${name}`, "field"], wanted: name };
    }
    case "AssignmentExpression": {
      const name = tail(child(parent, "left"));
      return { keys: [`set:${name}`, `set${word(parent, "operator")}`], wanted: name };
    }
    case "AssignmentPattern": {
      const name = word(child(parent, "left"), "name");
      return { keys: [`default:${name}`, "default"], wanted: name };
    }
    case "ReturnStatement": {
      const name = functionName(path);
      return { keys: [`return:${name}`, "return"], wanted: name };
    }
    case "ArrowFunctionExpression":
      return { keys: [`arrow:${roleOf(path.slice(0, -1)).keys[0]}`, "arrow"], wanted: functionName(path) };
    case "BinaryExpression":
    case "LogicalExpression": {
      const operator = word(parent, "operator");
      const isLeft = parent.left === node;
      const other = tail(child(parent, isLeft ? "right" : "left"));
      const side = isLeft ? "left" : "right";
      return { keys: [`${side}${operator}:${other}`, `${side}${operator}`], wanted: "" };
    }
    case "ConditionalExpression":
      return parent.test === node ? { keys: ["test?", "test"], wanted: "" } : roleOfArm(path);
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return { keys: [`test:${parent.type}`, "test"], wanted: "" };
    case "UnaryExpression":
    case "UpdateExpression":
    case "AwaitExpression":
    case "SpreadElement":
    case "YieldExpression":
      return { keys: [`under:${underOf(parent)}`, "under"], wanted: "" };
    case "ArrayExpression":
      return { keys: [`element:${roleOf(path.slice(0, -1)).keys[0]}`, "element"], wanted: "" };
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "ChainExpression":
      return roleOf(path.slice(0, -1));
    default:
      return undefined;
  }
}

function underOf(parent: SyntaxNode): string {
  if (parent.type === "YieldExpression" && parent.delegate === true) return "AwaitExpression";
  return word(parent, "operator") || parent.type;
}

/** An arm stands where the whole conditional stands. */
function roleOfArm(path: readonly SyntaxNode[]): Role {
  const outer = roleOf(path.slice(0, -1));
  return { keys: [...outer.keys, "arm"], wanted: outer.wanted };
}

/** The last name of a callee or an operand: `map` of `a.b.map`, `f` of `f`, `this.x` of `this.x`. */
export function tail(node: SyntaxNode | undefined): string {
  switch (node?.type) {
    case "Identifier":
    case "PrivateIdentifier":
      return word(node, "name");
    case "ThisExpression":
      return "this";
    case "Super":
      return "super";
    case "Literal":
      return String(node.raw ?? "");
    case "MemberExpression":
      return word(child(node, "property"), "name");
    case "CallExpression":
      return `${tail(child(node, "callee"))}()`;
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
      return tail(child(node, "expression"));
    case "UnaryExpression":
      return `${word(node, "operator")} ${tail(child(node, "argument"))}`;
    default:
      return node?.type ?? "";
  }
}

/** The name of the innermost function around a path's end, as its declaration gives it; empty without one. */
function functionName(path: readonly SyntaxNode[]): string {
  const at = path.findLastIndex((node) => node.type.includes("Function") && node.type !== "FunctionBody");
  const own = word(child(path[at] ?? { type: "", start: 0, end: 0 }, "id"), "name");
  if (own) return own;
  const holder = path[at - 1];
  return word(holder && (child(holder, "key") ?? child(holder, "id")), "name");
}
