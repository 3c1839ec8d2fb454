/**
 * The part of a declaration that a reader needs to use it: its text without body, initialiser and doc comment.
 *
 * @module
 */

import type { Expression, VariableDeclarator } from "oxc-parser";

/** Longer ones are cut; of 20,000 declarations in openai and effect 98 in 100 are shorter. */
const maxLength = 400;

/** An initial value says little beyond its first line. */
const maxInitialiser = 120;

/** The text from a declaration's start to its body. */
export function headOf(text: string, start: number, end: number): string {
  let stop = Math.min(end, start + maxLength);
  while (stop > start && isTrailing(text.charCodeAt(stop - 1))) stop--;
  const head = text.slice(start, stop);
  return end - start > maxLength ? `${head}…` : head;
}

/** `const x: T`, `const f = (a: A): B =>`, or with a short initialiser when there is no type. */
export function variableHead(
  text: string,
  statementStart: number,
  kind: string,
  { id, init, start, end }: VariableDeclarator,
): string {
  const isFirst = /^(?:export\s+)?(?:declare\s+)?\w+(?:\s+\w+)?\s+$/.test(text.slice(statementStart, start));
  const from = isFirst ? statementStart : start;
  const lead = isFirst ? "" : `${kind} `;
  if (!init || ("typeAnnotation" in id && id.typeAnnotation)) {
    return lead + headOf(text, from, init ? id.end : end);
  }
  return lead + initialisedHead(text, from, init, end);
}

/** The head of something that is known by its initial value: up to the body of a function or class. */
export function initialisedHead(text: string, start: number, init: Expression, end: number): string {
  const isFunction = init.type === "ArrowFunctionExpression" || init.type === "FunctionExpression";
  if (isFunction && init.body) return headOf(text, start, init.body.start);
  if (init.type === "ClassExpression") return headOf(text, start, init.body.start);
  const isLong = end - init.start > maxInitialiser;
  return headOf(text, start, isLong ? init.start + maxInitialiser : end) + (isLong ? "…" : "");
}

/** White space, `=`, `;` and `,`. */
function isTrailing(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 61 || unit === 59 || unit === 44;
}
