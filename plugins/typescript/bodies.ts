/**
 * Holes seen as one missing expression. A missing body, or missing statements at the end of one that has to give a value,
 * are `return ⟨hole⟩;`: what fits there is what the function may return.
 *
 * @module
 */

import type { Draft, Hole } from "../../core/code/hole.ts";
import type { Term } from "../../core/code/scope.ts";
import { applyEdits } from "../../core/code/text.ts";
import { claimsValue } from "./missing.ts";
import { returnsOf } from "./returns.ts";
import { parsed } from "./recent.ts";
import { child, isFunction, list, pathTo, STATEMENT_LISTS, word } from "./syntax.ts";

const HEAD = "return ";
const TAIL = ";";
const MARK = "__maze_hole()";

/** What a text for a hole is: one expression, one that is returned, or neither. */
export type Form = "value" | "returned" | "other";

/** The form of the texts for a hole. */
export function formOf(text: string, hole: Hole): Form {
  if (hole.kind === "expression") return isEnumMember(text, hole) ? "other" : "value";
  if (hole.kind === "body") return isSetting(text, hole) ? "other" : "returned";
  return hole.kind === "statements" && isReturned(text, hole) ? "returned" : "other";
}

/** A member of an enum takes constants alone, and the compiler does not come back from a call there. */
function isEnumMember(text: string, { file, span }: Hole): boolean {
  return text.includes("enum") &&
    pathTo(parsed(file, text).program, span).some(({ type }) => type === "TSEnumMember");
}

/** True in a constructor or a setter: what they return is nobody's. */
function isSetting(text: string, { file, span }: Hole): boolean {
  const path = pathTo(parsed(file, text).program, span);
  const holder = path[path.findLastIndex(isFunction) - 1];
  return ["constructor", "set"].includes(word(holder, "kind"));
}

/** True where nothing follows in a function's own statements, and without a value they would end wrong. */
function isReturned(text: string, { file, span, examples }: Hole): boolean {
  const syntax = parsed(file, text);
  const path = pathTo(syntax.program, span);
  const at = path.findLastIndex(({ type }) => STATEMENT_LISTS.has(type));
  const [own, holder] = [path[at - 1], path[at]];
  if (!own || !holder || !isFunction(own) || child(own, "body") !== holder) return false;
  if (list(holder, "body").some(({ start }) => start >= span.end)) return false;
  const returns = returnsOf(own, syntax);
  return returns === "value" || (returns === "maybe" && claimsValue(examples));
}

/** An expression hole, and the text of its file with the hole in it. */
export interface ExpressionPlace {
  readonly text: string;
  readonly draft: Draft;
}

/** The place of the expression that a draft asks for; the draft itself where it asks for none. */
export function expressionPlace(text: string, draft: Draft): ExpressionPlace {
  const { hole } = draft;
  const { file, span } = hole;
  const at = (head: string, hole: string, tail: string): ExpressionPlace => {
    const start = span.start + head.length;
    const place = { ...draft.hole, kind: "expression" as const, span: { start, end: start + hole.length } };
    return {
      text: applyEdits(text, [{ file, span, text: `${head}${hole}${tail}` }]),
      draft: { ...draft, hole: place },
    };
  };
  if (isMembers(text, hole)) return at(`__maze_member() { ${HEAD}`, MARK, `${TAIL} }`);
  if (formOf(text, hole) === "returned") return at(` ${HEAD}`, MARK, `${TAIL} `);
  const type = hole.kind === "expression" ? typeOfMarker(text, hole) : undefined;
  return type === undefined
    ? { text, draft }
    : at("(", text.slice(span.start, span.end), ` satisfies ${type})`);
}

/** True where members stand, be they missing or written anew. */
function isMembers(text: string, { file, span, kind }: Hole): boolean {
  if (kind === "members") return true;
  if (kind !== "range") return false;
  const path = pathTo(parsed(file, text).program, span);
  return path.at(path.at(-1)?.start === span.start ? -2 : -1)?.type === "ClassBody";
}

/** The type in `hole<T>()`: it holds where the place itself asks for none. */
export function typeOfMarker(text: string, { file, span }: Pick<Hole, "file" | "span">): string | undefined {
  const [statement, node] = pathTo(parsed(file, text).program, span).slice(-2);
  if (!node || node.start !== span.start || node.end !== span.end || node.type !== "CallExpression") {
    return undefined;
  }
  const [type] = list(child(node, "typeArguments") ?? node, "params");
  const isValue = type && type.type !== "TSAnyKeyword" && type.type !== "TSUnknownKeyword";
  return isValue && statement?.type !== "ExpressionStatement" ? text.slice(type.start, type.end) : undefined;
}

/** Terms of an expression as terms of a hole: a body returns them. */
export function asStatements(terms: readonly Term[], form: Form): readonly Term[] {
  if (form === "value") return terms;
  return terms.map((term) => ({ ...term, parts: wrapped(term.parts) }));
}

/** The expression that a text for a hole is, or returns; `undefined` for a text of another form. */
export function returned(text: string, form: Form): string | undefined {
  if (form !== "returned") return form === "value" ? text : undefined;
  const trimmed = text.trim().replace(/;$/, "");
  return trimmed.startsWith(HEAD) ? trimmed.slice(HEAD.length) : undefined;
}

function wrapped(parts: readonly string[]): string[] {
  return parts.map((part, at) => (at === 0 ? HEAD : "") + part + (at === parts.length - 1 ? TAIL : ""));
}
