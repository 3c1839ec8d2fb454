/**
 * Whether a function has to give something back, by the type that is written down for it.
 *
 * @module
 */

import { docOf } from "./doc_comments.ts";
import { child, list, parseFile, type Syntax, type SyntaxNode, word } from "./syntax.ts";

/** `value`: it has to. `maybe`: to end without a value is right too. `nothing`: it has not, or nothing is written down. */
export type Returns = "value" | "maybe" | "nothing";

const NOTHING = new Set(["TSVoidKeyword", "TSUndefinedKeyword", "TSNeverKeyword"]);
const ANYTHING = new Set(["TSAnyKeyword", "TSUnknownKeyword"]);
/** `@returns {T}`: braces may stand in the type. */
const RETURNS = /@returns?\s*\{((?:[^{}]|\{[^{}]*\})*)\}/;
const TYPE = /@type\s*\{((?:[^{}]|\{[^{}]*\})*)\}/;

/** What a function says that it gives back. */
export function returnsOf(own: SyntaxNode, syntax: Syntax): Returns {
  if (own.generator === true) return "nothing";
  const type = annotation(child(own, "returnType"));
  if (type) return returnsBy(type);
  return /\.[cm]?jsx?$/.test(syntax.file) ? returnsByDoc(docOf(own, syntax)?.value ?? "") : "nothing";
}

function returnsBy(type: SyntaxNode): Returns {
  if (NOTHING.has(type.type)) return "nothing";
  if (ANYTHING.has(type.type)) return "maybe";
  if (type.type === "TSTypePredicate") return type.asserts === true ? "nothing" : "value";
  if (type.type === "TSParenthesizedType") return returnsBy(annotation(type) ?? type);
  if (type.type === "TSUnionType") {
    const parts = new Set(list(type, "types").map(returnsBy));
    return parts.size === 1 ? [...parts][0] ?? "nothing" : "maybe";
  }
  const [promised] = list(child(type, "typeArguments") ?? type, "params");
  return promised && isPromise(type) ? returnsBy(promised) : "value";
}

function isPromise(type: SyntaxNode): boolean {
  return /^Promise(?:Like)?$/.test(word(child(type, "typeName"), "name"));
}

/** In JavaScript a doc comment gives the type: of the value, or of the function as a whole. */
function returnsByDoc(doc: string): Returns {
  const returned = RETURNS.exec(doc)?.[1];
  if (returned !== undefined) return returnsBy(parsedType(returned) ?? ANY);
  const whole = parsedType(TYPE.exec(doc)?.[1] ?? "");
  const type = whole?.type === "TSFunctionType" ? annotation(child(whole, "returnType")) : undefined;
  return type ? returnsBy(type) : "nothing";
}

/** What is written in another way than TypeScript's may be anything. */
const ANY: SyntaxNode = { type: "TSAnyKeyword", start: 0, end: 0 };

function parsedType(text: string): SyntaxNode | undefined {
  const { program, isWhole } = parseFile("type.ts", `type T = ${text};`);
  const [statement] = list(program, "body");
  return isWhole && statement ? annotation(statement) : undefined;
}

function annotation(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node && child(node, "typeAnnotation");
}
