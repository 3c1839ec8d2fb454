/**
 * What a variable is there to keep, as its uses show: a count, a text, a list, a set, a map, values by key.
 *
 * @module
 */

import { child, childrenOf, list, type SyntaxNode, word } from "../syntax.ts";
import { listOf, typesAt } from "./types.ts";
import type { WrittenCode } from "./written.ts";

/** One use of a variable. */
type Use =
  | { readonly kind: "count" | "other" }
  | { readonly kind: "add" | "times" | "push" | "insert"; readonly value: SyntaxNode }
  | { readonly kind: "set"; readonly key: SyntaxNode; readonly value: SyntaxNode }
  | { readonly kind: "at"; readonly key: SyntaxNode; readonly use: Exclude<Use, { readonly kind: "at" }> };

/** How a variable would be declared. */
export interface Store {
  /** `let` where it is assigned anew. */
  readonly word: "const" | "let";
  /** Absent where the initial value says it. */
  readonly type?: string;
  readonly init: string;
}

/** Calls that put something into what they are called on. */
const PUTS: Readonly<Record<string, "push" | "insert">> = { push: "push", unshift: "push", add: "insert" };
const UNDECIDED = /^(?:any|unknown|never|undefined|null)$/;

/** What a variable without a declaration keeps; `undefined` where its uses leave more than one way to begin. */
export async function storeOf(
  written: WrittenCode,
  name: string,
): Promise<Store | undefined> {
  const uses = usesOf(written.syntax.program, name);
  const first = uses.find(({ kind }) => kind !== "other");
  switch (first?.kind) {
    case "count":
      return { word: "let", init: "0" };
    case "times":
      return { word: "let", init: "1" };
    case "add": {
      const type = await typeOf(written, first.value);
      return type === "number"
        ? { word: "let", init: "0" }
        : type === "string"
        ? { word: "let", init: '""' }
        : undefined;
    }
    case "push": {
      const type = await unionOf(written, uses.flatMap((use) => use.kind === "push" ? [use.value] : []));
      return type === undefined ? undefined : { word: "const", type: listOf(type), init: "[]" };
    }
    case "insert": {
      const type = await unionOf(written, uses.flatMap((use) => use.kind === "insert" ? [use.value] : []));
      return type === undefined ? undefined : { word: "const", init: `new Set<${type}>()` };
    }
    case "set": {
      const sets = uses.filter((use) => use.kind === "set");
      const key = await unionOf(written, sets.map((use) => use.key));
      const value = await unionOf(written, sets.map((use) => use.value));
      const isKnown = key !== undefined && value !== undefined;
      return isKnown ? { word: "const", init: `new Map<${key}, ${value}>()` } : undefined;
    }
    case "at": {
      const keyed = await keyedTypes(written, name);
      if (!keyed) return undefined;
      return keyed.key === "number"
        ? { word: "const", type: listOf(keyed.value), init: "[]" }
        : { word: "const", type: `Record<${keyed.key}, ${keyed.value}>`, init: "{}" };
    }
  }
  return undefined;
}

/** The types of the keys and values by which a variable is read and written; `undefined` where one is not known. */
export async function keyedTypes(
  written: WrittenCode,
  name: string,
  values: readonly SyntaxNode[] = [],
): Promise<{ readonly key: string; readonly value: string } | undefined> {
  const uses = usesOf(written.syntax.program, name).filter((use) => use.kind === "at");
  const keys = await Promise.all(uses.map(({ key }) => typeOf(written, key)));
  if (keys.some((key) => key !== "string" && key !== "number")) return undefined;
  const put = uses.flatMap(({ use }) => use.kind === "add" || use.kind === "push" ? [use] : []);
  const types = await Promise.all([
    ...values.map((value) => typeOf(written, value)),
    ...put.map(async ({ kind, value }) => {
      const type = await typeOf(written, value);
      return kind === "push" && type !== undefined ? listOf(type) : type;
    }),
    ...uses.flatMap(({ use }) => use.kind === "count" || use.kind === "times" ? ["number"] : []),
  ]);
  const known = [...new Set(types.flatMap((type) => type ?? []))];
  // An empty list says nothing beside what is put into it, and a value that is made of others by key neither.
  if (known.length === 0) return undefined;
  return { key: keys.includes("string") ? "string" : "number", value: known.join(" | ") };
}

async function unionOf(written: WrittenCode, values: readonly SyntaxNode[]): Promise<string | undefined> {
  const types = await Promise.all(values.map((value) => typeOf(written, value)));
  const known = types.filter((type) => type !== undefined);
  return known.length < types.length || known.length === 0 ? undefined : [...new Set(known)].join(" | ");
}

/** The type of a value, wide: the checker's, else what its form says. */
async function typeOf(written: WrittenCode, value: SyntaxNode): Promise<string | undefined> {
  if (value.type === "ArrayExpression" && list(value, "elements").length === 0) return undefined;
  const [type, ...others] = await typesAt(written, [value]);
  const isDecided = type !== undefined && others.length === 0 && !UNDECIDED.test(type);
  return isDecided ? type : formOf(value);
}

/** `(x[key] || 0) + 1` is a number whatever `x` is. */
function formOf(value: SyntaxNode): string | undefined {
  if (value.type === "Literal" || value.type === "TemplateLiteral") {
    const type = value.type === "Literal" ? typeof value.value : "string";
    return /^(?:string|number|boolean)$/.test(type) ? type : undefined;
  }
  if (value.type !== "BinaryExpression" && value.type !== "LogicalExpression") return undefined;
  const operator = word(value, "operator");
  if (/^(?:[-*/%]|\*\*)$/.test(operator)) return "number";
  const right = child(value, "right");
  return /^(?:\+|\|\||\?\?)$/.test(operator) && right ? formOf(right) : undefined;
}

/** Every use of a name, in order of place. */
function usesOf(program: SyntaxNode, name: string): readonly Use[] {
  const found: Use[] = [];
  const visit = (node: SyntaxNode, above: readonly SyntaxNode[]) => {
    if (node.type === "Identifier" && word(node, "name") === name && !isKey(node, above.at(-1))) {
      found.push(useOf(node, above));
    }
    for (const one of childrenOf(node)) visit(one, [...above, node]);
  };
  visit(program, []);
  return found;
}

/** True for the name of a member, which is no variable. */
function isKey(node: SyntaxNode, holder: SyntaxNode | undefined): boolean {
  return holder?.type === "MemberExpression" && child(holder, "property") === node && !holder.computed ||
    holder?.type === "Property" && child(holder, "key") === node && !holder.shorthand;
}

function useOf(node: SyntaxNode, above: readonly SyntaxNode[]): Use {
  const holder = above.at(-1);
  if (!holder) return { kind: "other" };
  const key = child(holder, "property");
  if (holder.type === "MemberExpression" && child(holder, "object") === node && key && holder.computed) {
    const use = useOf(holder, above.slice(0, -1));
    return use.kind === "at" ? { kind: "other" } : { kind: "at", key, use };
  }
  if (holder.type === "UpdateExpression") return { kind: "count" };
  const value = child(holder, "right");
  if (holder.type === "AssignmentExpression" && child(holder, "left") === node && value) {
    return assigned(word(holder, "operator"), value, node.type === "MemberExpression");
  }
  const call = above.at(-2);
  const isCalled = holder.type === "MemberExpression" && child(holder, "object") === node &&
    call?.type === "CallExpression" && child(call, "callee") === holder;
  if (!isCalled) return { kind: "other" };
  const [first, second] = list(call, "arguments");
  const put = PUTS[word(key, "name")];
  if (put && first && first.type !== "SpreadElement") return { kind: put, value: first };
  return word(key, "name") === "set" && first && second
    ? { kind: "set", key: first, value: second }
    : { kind: "other" };
}

/** A plain assignment says what is kept by a key; of a variable it does not say what it begins with. */
function assigned(operator: string, value: SyntaxNode, isByKey: boolean): Exclude<Use, { kind: "at" }> {
  if (operator === "+=" || (operator === "=" && isByKey)) return { kind: "add", value };
  if (operator === "-=") return { kind: "count" };
  return operator === "*=" ? { kind: "times", value } : { kind: "other" };
}
