/**
 * Holes that need no marker: a comment `?? intent` between statements or members or in the place of an expression, an
 * empty body where a value is asked for, and the language's own "not implemented".
 *
 * @module
 */

import type { Example, HoleKind } from "../../core/code/hole.ts";
import type { Span } from "../../core/code/text.ts";
import { ownExamples } from "./doc_comments.ts";
import { notDone } from "./not_done.ts";
import { returnsOf } from "./returns.ts";
import {
  child,
  childrenOf,
  type Comment,
  isFunction,
  isLost,
  list,
  pathTo,
  standsForExpression,
  STATEMENT_LISTS,
  type Syntax,
  type SyntaxNode,
} from "./syntax.ts";

/** Code that is missing. */
export interface Missing {
  readonly kind: Extract<HoleKind, "expression" | "statements" | "body" | "members">;
  /** What the missing code replaces; for a body all that stands between its braces. */
  readonly span: Span;
  /** What is said to be wanted; empty when nothing is said. */
  readonly intent: string;
}

const ASKING = /^\s*\?\?\s*([\s\S]*?)\s*$/;
/** An empty body behind a written return type, or behind parameters below `@returns {…}`; more than there are. */
const EMPTY =
  /\)\s*:[\s\S]{1,200}?[\w$>\]})"'`]\s*\{\s*\}|@(?:returns?|type)\s*\{[\s\S]{1,600}?\)\s*(?:=>\s*)?\{\s*\}/;

/** True when a text may hold such a hole; told without parsing. */
export function mayMiss(text: string): boolean {
  return /\/[/*]\s*\?\?|implemented|todo/i.test(text) || EMPTY.test(text);
}

/** The missing code of a file, in order. Where a file can not be parsed, nobody knows what its comments stand between. */
export function missingIn(syntax: Syntax): Missing[] {
  if (isLost(syntax)) return [];
  const found = syntax.comments.flatMap((comment) => commentHole(comment, syntax) ?? []);
  const visit = (node: SyntaxNode) => {
    const missing = isFunction(node) ? bodyHole(node, syntax) : thrownHole(node, syntax);
    if (missing && !found.some(({ span }) => contains(span, missing.span))) found.push(missing);
    childrenOf(node).forEach(visit);
  };
  visit(syntax.program);
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** A comment in the place of an expression, between the members of a class, or between statements. */
function commentHole(comment: Comment, { program }: Syntax): Missing | undefined {
  const intent = ASKING.exec(comment.value)?.[1]?.replace(/\s*\n\s*\*?\s*/g, " ");
  if (intent === undefined) return undefined;
  const span = { start: comment.start, end: comment.end };
  if (standsForExpression(program, span)) return { kind: "expression", span, intent };
  const path = pathTo(program, span);
  const holder = path.at(-1);
  if (holder?.type === "ClassBody") return { kind: "members", span, intent };
  if (!holder || !STATEMENT_LISTS.has(holder.type)) return undefined;
  // Where it is all of a function's body, the body is what is missing.
  const isWhole = holder.type === "FunctionBody" || (path.at(-2) && isFunction(path.at(-2) ?? holder));
  if (isWhole && list(holder, "body").length === 0) return { kind: "body", span: inside(holder), intent };
  return { kind: "statements", span, intent };
}

/** A function whose body is empty though a value is asked for, or holds only "not implemented". */
function bodyHole(node: SyntaxNode, syntax: Syntax): Missing | undefined {
  const body = child(node, "body");
  if (!body || (body.type !== "FunctionBody" && body.type !== "BlockStatement")) return undefined;
  const [only, ...more] = list(body, "body");
  if (only) {
    const intent = more.length === 0 ? notDone(only, syntax.text) : undefined;
    return intent === undefined ? undefined : { kind: "body", span: inside(body), intent };
  }
  const isSaid = syntax.comments.some(({ start, end }) => start > body.start && end < body.end);
  return !isSaid && asksForValue(node, syntax) ? { kind: "body", span: inside(body), intent: "" } : undefined;
}

/**
 * An empty body gives `undefined`. Where that is wrong by the written type, a value is asked for; where it is one of the
 * values that the type allows, only when the function's own examples claim another.
 */
function asksForValue(node: SyntaxNode, syntax: Syntax): boolean {
  const returns = returnsOf(node, syntax);
  if (returns !== "maybe") return returns === "value";
  return claimsValue(ownExamples(node, syntax));
}

/** True where code that gives `undefined` can not make every example true. */
export function claimsValue(examples: readonly Example[]): boolean {
  return examples.some(({ value }) => value !== "undefined");
}

/** "Not implemented" among other statements. */
function thrownHole(node: SyntaxNode, { text }: Syntax): Missing | undefined {
  const intent = notDone(node, text);
  if (intent === undefined) return undefined;
  return { kind: "statements", span: { start: node.start, end: node.end }, intent };
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What stands between the braces. */
function inside({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}
