/**
 * A head that examples alone give: calls of one function with literals, and literal values.
 *
 * @module
 */

import { tail } from "../place.ts";
import { child, list, type SyntaxNode, word } from "../syntax.ts";
import { type Claim, expressionOf, isThrown } from "./claims.ts";

/** Names of parameters by their type; others are `value`. */
const NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "count",
  boolean: "flag",
};

/** The head that all claims agree on; `undefined` where they say too little, or speak of several functions. */
export function derivedHead(claims: readonly Claim[], file: string): string | undefined {
  const calls = claims.flatMap((claim) => callOf(claim, file) ?? []);
  const [first] = calls;
  if (!first || calls.length < claims.length || calls.some(({ name }) => name !== first.name)) {
    return undefined;
  }
  const isAsync = calls.some((one) => one.isAwaited);
  const results = calls.flatMap(({ result }) => result ?? []);
  const result = joined(results);
  if (result === undefined || results.length < calls.filter(({ isValue }) => isValue).length) {
    return undefined;
  }
  const most = Math.max(...calls.map(({ given }) => given.length));
  const types = Array.from(
    { length: most },
    (_, at) => joined(calls.flatMap(({ given }) => given[at] ?? [])),
  );
  if (types.some((type) => type === undefined)) return undefined;
  const names = types.map((type = "") => NAMES[type] ?? (/\[\]$/.test(type) ? "items" : "value"));
  const parameters = types.map((type, at) => {
    const own = names[at] ?? "";
    const isTwice = names.filter((one) => one === own).length > 1;
    const nth = names.slice(0, at + 1).filter((one) => one === own).length;
    const isOptional = calls.some(({ given }) => given.length <= at);
    return `${own}${isTwice && nth > 1 ? nth : ""}${isOptional ? "?" : ""}: ${type}`;
  });
  const type = isAsync ? `Promise<${result}>` : result;
  return `export ${isAsync ? "async " : ""}function ${first.name}(${parameters.join(", ")}): ${type}`;
}

interface Called {
  readonly name: string;
  readonly isAwaited: boolean;
  /** Types of the arguments. */
  readonly given: readonly string[];
  /** False where the call throws. */
  readonly isValue: boolean;
  readonly result: string | undefined;
}

function callOf(claim: Claim, file: string): Called | undefined {
  const node = expressionOf(claim.call, file)?.node;
  const isAwaited = node?.type === "AwaitExpression";
  const call = isAwaited ? child(node, "argument") : node;
  const callee = call && child(call, "callee");
  if (call?.type !== "CallExpression" || callee?.type !== "Identifier") return undefined;
  const given = list(call, "arguments").map(literalType);
  if (given.some((type) => type === undefined)) return undefined;
  const value = isThrown(claim) ? undefined : expressionOf(claim.value, file)?.node;
  const result = value && literalType(value);
  return {
    ...{ name: tail(callee), isAwaited, isValue: !isThrown(claim), result },
    given: given.filter((type) => type !== undefined),
  };
}

/** The type of a literal, written wide; `undefined` for any other value. An empty list is of what others hold. */
function literalType(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case "Literal":
      return node.value === null && node.raw === "null" ? "null" : primitive(node);
    case "TemplateLiteral":
      return "string";
    case "UnaryExpression":
      return /^[-+]$/.test(word(node, "operator")) ? literalType(child(node, "argument") ?? node) : undefined;
    case "Identifier":
      return { undefined: "undefined", NaN: "number", Infinity: "number" }[word(node, "name")];
    case "ArrayExpression":
      return listType(list(node, "elements"));
    case "ObjectExpression":
      return recordType(list(node, "properties"));
    default:
      return undefined;
  }
}

function primitive({ value, bigint }: SyntaxNode): string | undefined {
  if (typeof bigint === "string") return "bigint";
  return ["string", "number", "boolean"].includes(typeof value) ? typeof value : undefined;
}

const EMPTY = "never[]";

function listType(elements: readonly SyntaxNode[]): string | undefined {
  if (elements.length === 0) return EMPTY;
  const types = elements.map(literalType);
  if (types.some((type) => type === undefined)) return undefined;
  const type = joined(types.filter((one) => one !== undefined));
  return type && (/[|{ ]/.test(type) ? `(${type})[]` : `${type}[]`);
}

function recordType(properties: readonly SyntaxNode[]): string | undefined {
  const members = properties.map((one) => {
    const key = child(one, "key");
    const name = key?.type === "Identifier" && one.computed !== true ? word(key, "name") : "";
    const value = child(one, "value");
    const type = value && literalType(value);
    return one.type === "Property" && name !== "" && type !== undefined ? `${name}: ${type}` : undefined;
  });
  return members.length > 0 && members.every((one) => one !== undefined)
    ? `{ ${members.join("; ")} }`
    : undefined;
}

/** Types that a person would write for a few values. */
const MOST_JOINED = 3;

/** One type for values of several; `undefined` where there are none, only empty lists, or too many kinds. */
function joined(types: readonly string[]): string | undefined {
  const distinct = [...new Set(types)];
  const isList = distinct.some((type) => type !== EMPTY && type.endsWith("[]"));
  const known = distinct.filter((type) => type !== EMPTY || !isList);
  if (known.length === 0 || known.length > MOST_JOINED || known.includes(EMPTY)) return undefined;
  return known.join(" | ");
}
