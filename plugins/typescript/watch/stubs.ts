/**
 * A file with the insides of its other declarations taken out. What is written down about them stays, so that the
 * compiler says the same of a hole in less time. No offset and no line end moves.
 *
 * @module
 */

import type { Span } from "../../../core/code/text.ts";
import { parsed } from "../recent.ts";
import {
  child,
  childrenOf,
  isFunction,
  list,
  patternNames,
  STATEMENT_LISTS,
  type Syntax,
  type SyntaxNode,
} from "../syntax.ts";

/** What stands for the statements of a body: it fits every return type and ends every path. */
const BODY = "throw 0;";
/** What stands for a value. */
const VALUE = "0 as never";
/** Types that are no union, whatever they are made of: a value that is assigned narrows none of them. */
const UNNARROWED = /^TS(?:TypeLiteral|FunctionType)$/;
/** There, what a function does declares members, and what it returns is not written. */
const JAVASCRIPT = /\.[cm]?jsx?$/;

/**
 * Takes out what a hole can not depend on: bodies of functions whose return type is written, values of variables whose
 * type is one function or a list of members, and values of properties whose type is written. They stay where they assign
 * a variable of the code around them, for that decides what closures know of it, and where they bring a module.
 *
 * @param kept Stretches that stay as they are, in any order: the hole, and what is edited.
 * @returns A text of the same length; the file's own where it can not be parsed.
 */
export function stubbed({ file, text, program, isWhole }: Syntax, kept: readonly Span[]): string {
  if (!isWhole || JAVASCRIPT.test(file)) return text;
  const parts: string[] = [];
  let end = 0;
  for (const one of insidesOf(text, program, kept)) {
    parts.push(text.slice(end, one.start), stubFor(text.slice(one.start, one.end), one.stub));
    end = one.end;
  }
  const less = parts.join("") + text.slice(end);
  // Where lines end without semicolons, a value can grow together with the next line.
  return parsed(file, less).isWhole ? less : text;
}

interface Inside extends Span {
  readonly stub: string;
}

/** In order of place; none lies in another. */
function insidesOf(text: string, program: SyntaxNode, kept: readonly Span[]): Inside[] {
  const found: Inside[] = [];
  const visit = (node: SyntaxNode, outer: readonly string[]) => {
    let names: readonly string[] | undefined;
    for (const part of childrenOf(node)) {
      const inside = insideAt(node, part);
      const isFree = inside && !kept.some(({ start, end }) => start <= inside.end && end >= inside.start);
      if (isFree && !isFelt(text, part, outer)) found.push(inside);
      else visit(part, names ??= isFunction(node) ? [...outer, ...variablesIn(node)] : outer);
    }
  };
  visit(program, variablesIn(program));
  return found.sort((a, b) => a.start - b.start);
}

function insideAt(node: SyntaxNode, part: SyntaxNode): Inside | undefined {
  if (isFunction(node) && part === child(node, "body")) {
    return STATEMENT_LISTS.has(part.type) && child(node, "returnType")
      ? { start: part.start + 1, end: part.end - 1, stub: BODY }
      : undefined;
  }
  const isTyped = node.type === "VariableDeclarator"
    ? part === child(node, "init") && UNNARROWED.test(typeAt(child(node, "id")))
    : node.type === "PropertyDefinition" && part === child(node, "value") && typeAt(node) !== "";
  return isTyped ? { start: part.start, end: part.end, stub: VALUE } : undefined;
}

/** The kind of the type that is written at a name or a property; empty where there is none. */
function typeAt(node: SyntaxNode | undefined): string {
  const written = node && !node.type.endsWith("Pattern") ? child(node, "typeAnnotation") : undefined;
  return written ? child(written, "typeAnnotation")?.type ?? "" : "";
}

/** What a function, or the file outside of functions, declares and may assign anew. */
function variablesIn(node: SyntaxNode): string[] {
  const found = list(node, "params").flatMap(patternNames);
  const visit = (one: SyntaxNode) => {
    if (isFunction(one)) return;
    if (one.type === "VariableDeclaration" && one.kind !== "const") {
      found.push(...list(one, "declarations").flatMap((each) => patternNames(child(each, "id") ?? each)));
    }
    childrenOf(one).forEach(visit);
  };
  childrenOf(node).forEach(visit);
  return found;
}

/** True for code that assigns one of the variables around it, or brings a module. */
function isFelt(text: string, node: SyntaxNode, outer: readonly string[]): boolean {
  if (/^(?:ImportExpression|TSImportType)$/.test(node.type)) return true;
  const target = targetOf(node);
  if (target && target.type !== "MemberExpression") {
    const words = text.slice(target.start, target.end).match(/[\p{ID_Continue}$]+/gu) ?? [];
    if (words.some((word) => outer.includes(word))) return true;
  }
  return childrenOf(node).some((one) => isFelt(text, one, outer));
}

function targetOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "UpdateExpression") return child(node, "argument");
  return /^(?:AssignmentExpression|For(?:In|Of)Statement)$/.test(node.type) ? child(node, "left") : undefined;
}

/** A stub as long as a text, its line ends where they were; the text itself where there is no room. */
function stubFor(text: string, stub: string): string {
  const blank = text.replace(/[^\n\r\u2028\u2029]/g, " ");
  const at = blank.indexOf(" ".repeat(stub.length));
  return at < 0 ? text : blank.slice(0, at) + stub + blank.slice(at + stub.length);
}
