/**
 * Names of what CommonJS assigns to its exports and declares nowhere: `exports.f = function () {}`. A reader of an
 * example means that function by `f`, and no name of the module does.
 *
 * @module
 */

import { parseSync } from "oxc-parser";
import { isNode, type Node } from "./node.ts";

/** An array's text whose elements see the names that a program assigns to its exports. */
export function amongAssigned(program: unknown, elements: readonly string[]): string {
  const list = `[${elements.join(",\n")}\n]`;
  const names = [...assignedNames(program)];
  if (names.length === 0) return list;
  return `((${names.map(([name]) => name).join(", ")}) => ${list})(${
    names.map(([, text]) => text).join(", ")
  })`;
}

/** Each name that is assigned and not declared, and how to read what it means when the module has run. */
export function assignedNames(program: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const statements = listOf(program, "body");
  for (const statement of statements) {
    for (const [name, text] of namesOf(statement)) if (isName(name)) names.set(name, text);
  }
  if (names.size > 0) statements.flatMap(declaredIn).forEach((name) => names.delete(name));
  return names;
}

type Named = readonly [name: string, text: string];

/** `module.exports = exports.f = VALUE` names what both sides mean. */
function namesOf(statement: Node): Named[] {
  if (statement.type === "TSExportAssignment") return namesOfAll(bare(statement["expression"]));
  let value = statement.type === "ExpressionStatement" ? bare(statement["expression"]) : undefined;
  const targets: Node[] = [];
  while (value?.type === "AssignmentExpression" && value["operator"] === "=") {
    if (isNode(value["left"])) targets.push(value["left"]);
    value = bare(value["right"]);
  }
  return targets.flatMap((target) => {
    if (isModuleExports(target)) return namesOfAll(value);
    const name = isExports(target["object"]) ? keyOf(target, "property") : undefined;
    if (name === undefined) return [];
    const text = `${ALL}.${name}`;
    return [...ownName(value, text), [name, text]];
  });
}

const ALL = "module.exports";

/** The members of an object, or the name of the one thing that a module is. */
function namesOfAll(value: Node | undefined): Named[] {
  if (value?.type !== "ObjectExpression") return ownName(value, ALL);
  return listOf(value, "properties").flatMap((property): Named[] => {
    const name = keyOf(property, "key");
    if (name === undefined) return [];
    // A method may ask the object that it stands in.
    const isMethod = property["method"] === true;
    return [[name, isMethod ? `${ALL}.${name}?.bind(${ALL})` : `${ALL}.${name}`]];
  });
}

/** `function f() {}` and `class F {}` as a value: only their own text knows the name. */
function ownName(value: Node | undefined, text: string): Named[] {
  const id = value && /^(Function|Class)Expression$/.test(value.type) ? value["id"] : undefined;
  return isNode(id) && typeof id["name"] === "string" ? [[id["name"], text]] : [];
}

function isExports(node: unknown): boolean {
  return isNode(node) && (node.type === "Identifier" && node["name"] === "exports" || isModuleExports(node));
}

function isModuleExports(node: Node): boolean {
  const { object } = node;
  return node.type === "MemberExpression" && isNode(object) && object["name"] === "module" &&
    keyOf(node, "property") === "exports";
}

/** The name of a member, written as a name or in quotes. */
function keyOf(node: Node, field: string): string | undefined {
  const key = node[field];
  if (!isNode(key)) return undefined;
  const name = key.type === "Literal" ? key["value"] : node["computed"] === true ? undefined : key["name"];
  return typeof name === "string" ? name : undefined;
}

/** True for what can be a parameter. */
function isName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) &&
    parseSync("name.ts", `(async (${name}) => 0)`).errors.length === 0;
}

/** The names that a statement declares at the top of a module. */
function declaredIn(statement: Node): string[] {
  const declarations = listOf(statement, "declarations").map((one) => one["id"]);
  const imported = listOf(statement, "specifiers").map((one) => one["local"]);
  return [statement["id"], ...declarations, ...imported].flatMap(boundIn);
}

/** The names in a pattern: `{ a, b: [c] }` has `a` and `c`. */
function boundIn(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  if (typeof pattern["name"] === "string") return [pattern["name"]];
  const inner = [...listOf(pattern, "properties"), ...listOf(pattern, "elements")];
  return [...inner, pattern["value"], pattern["left"], pattern["argument"]].flatMap(boundIn);
}

/** Without parentheses and what only says a type. */
function bare(node: unknown): Node | undefined {
  let found = node;
  while (isNode(found) && /^(Parenthesized|TSAs|TSSatisfies)Expression$/.test(found.type)) {
    found = found["expression"];
  }
  return isNode(found) ? found : undefined;
}

function listOf(node: unknown, field: string): Node[] {
  const list = typeof node === "object" && node !== null ? Reflect.get(node, field) : undefined;
  return Array.isArray(list) ? list.filter(isNode) : [];
}
