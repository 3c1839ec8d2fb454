/**
 * Which statements lean on the value of a hole: while it is open it is `any`, and takes types and narrowing from them.
 *
 * @module
 */

import type { Span } from "../../core/code/text.ts";
import { bare, mentions, namesGiven, statementsAfter } from "./slice.ts";
import { child, list, STATEMENT_LISTS, type SyntaxNode, word } from "./syntax.ts";

/**
 * The rest of the hole's own statement, and those after it in the same block that read what it declares or assigns, or what those
 * declare or assign in turn. Where the hole is in a condition, all that follows: it may narrow anything. In a class it is
 * the rest of the hole's own member, and the members that read it.
 *
 * @param path The nodes from the program down to the hole, outermost first.
 */
export function leaningOn(text: string, path: readonly SyntaxNode[], hole: Span): Span[] {
  const at = path.findLastIndex(({ type }) => STATEMENT_LISTS.has(type) || type === "ClassBody");
  if (path[at]?.type === "ClassBody") return membersLeaning(text, path.slice(at), hole);
  const holder = path[at];
  const own = path[at + 1];
  if (!holder || !own) return [hole];
  const later = statementsAfter(holder, own);
  const rest = { start: hole.start, end: own.end };
  if (isInTest(own, hole)) return [rest, ...later];
  const names = new Set(namesGiven(bare(own) ?? own));
  const found: Span[] = [rest];
  for (const statement of later) {
    if (names.size === 0 || !mentions(text.slice(statement.start, statement.end), names)) continue;
    found.push(statement);
    namesGiven(bare(statement) ?? statement).forEach((name) => names.add(name));
  }
  return found;
}

function membersLeaning(text: string, [body, own]: readonly SyntaxNode[], hole: Span): Span[] {
  if (!body || !own) return [hole];
  const names = new Set([word(child(own, "key"), "name")].filter(Boolean));
  const reading = list(body, "body").filter((one) =>
    one !== own && names.size > 0 && mentions(text.slice(one.start, one.end), names)
  );
  return [{ start: hole.start, end: own.end }, ...reading];
}

function isInTest(statement: SyntaxNode, hole: Span): boolean {
  const test = child(statement, "test") ?? child(statement, "discriminant");
  return test !== undefined && test.start <= hole.start && test.end >= hole.end;
}
