/**
 * Calls on which edits of a text may part.
 *
 * @module
 */

import type { Example } from "../../../core/code/hole.ts";
import { inputsFrom, inTurn } from "../../../core/fill/inputs.ts";
import { LITERAL } from "./told.ts";

/** Calls made of the examples alone, and those with what the texts themselves say. */
const MOST = 24;

/** Calls like those of the examples: with other literals and lists, and with the literals that the texts compare with. */
export function callsApart(examples: readonly Example[], texts: readonly string[]): readonly string[] {
  const said = [...new Set(texts.flatMap((text) => text.match(LITERAL) ?? []))];
  const rows = examples.map(({ call }) => said.flatMap((literal) => withLiteral(call, literal)));
  const known = new Set(examples.map(({ call }) => call));
  const own = [...new Set(inTurn(...rows))].filter((call) => !known.has(call)).slice(0, MOST);
  return [...new Set([...inputsFrom(examples, MOST), ...own])];
}

/** Calls in which it stands for one literal of its kind. */
function withLiteral(call: string, literal: string): string[] {
  return [...call.matchAll(LITERAL)].filter(([text]) => isText(text) === isText(literal)).map((
    { 0: text, index },
  ) => call.slice(0, index) + literal + call.slice(index + text.length));
}

function isText(literal: string): boolean {
  return /^["']/.test(literal);
}
