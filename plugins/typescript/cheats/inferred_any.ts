/**
 * Finds values of type `any` that written code hands on as if they were what is asked for.
 *
 * @module
 */

import type { Edit, Span } from "../../../core/code/text.ts";
import { roleOf, tail } from "../place.ts";
import { parseFile, pathTo, type Syntax, type SyntaxNode } from "../syntax.ts";
import { MIN_OTHERS } from "./habit.ts";
import { areOfAny, callBehind, type OriginPlace, saysAny } from "./origin.ts";
import { type GivenValue, valuesBehind, valuesIn } from "./values.ts";

/** Tells whether an edit of the written file makes a fault that was not there before it. */
export type Breaks = (edit: Edit) => Promise<boolean>;

/**
 * The values in a span that nothing but `any` makes fit, and that are no habit. What is written as a whole, or returned,
 * may not be `any` from anywhere; what is handed on on the way may be what the project itself has left open.
 */
export async function inferredAny(place: OriginPlace, breaks: Breaks): Promise<Span[]> {
  const { syntax, span } = place;
  const found: Span[] = [];
  const values = [...valuesIn(syntax, span), ...valuesBehind(syntax, span)];
  for (const value of await untyped(values, place)) {
    if (found.some(({ start, end }) => start <= value.span.start && value.span.end <= end)) continue;
    if (saysAny(value.node)) continue;
    const origin = await callBehind(value.node, place);
    const isStrict = value.isWhole && value.span.end <= span.end;
    if (!isStrict && !origin) continue;
    if (!await breaks(asAnything(value, syntax)) || await isHabit(value, origin, place)) continue;
    found.push(value.span);
  }
  return found;
}

/** Those of type `any`. */
async function untyped(values: readonly GivenValue[], place: OriginPlace): Promise<GivenValue[]> {
  const areAny = await areOfAny(values.map(({ span }) => span), place);
  return values.filter((_, at) => areAny[at]);
}

/** The value as one that is there, and of which nothing more is known. */
function asAnything({ span, isShorthand }: GivenValue, { file, text }: Syntax): Edit {
  const value = text.slice(span.start, span.end);
  const anything = /\.[cm]?jsx?$/.test(file) ? `/** @type {{}} */ (${value})` : `((${value}) as {})`;
  return { file, span, text: isShorthand ? `${value}: ${anything}` : anything };
}

/**
 * True where the project hands on the same text, or at places of the same kind what is called or read by the same name and
 * is `any` as well.
 */
async function isHabit(
  { node, span }: GivenValue,
  origin: SyntaxNode | undefined,
  place: OriginPlace,
): Promise<boolean> {
  const { session, syntax } = place;
  const statistics = await session.statistics();
  const from = origin ?? node;
  if (statistics.countAnywhere(syntax.text.slice(from.start, from.end)) >= MIN_OTHERS) return true;
  const wanted = signOf(from, span, syntax);
  const name = /\w+(?=\W*$)/.exec(tail(from))?.[0] ?? "";
  let others = 0;
  for (const file of (await session.index()).files()) {
    const text = await session.text(file);
    if (!text.includes(name)) continue;
    const other = parseFile(file, text);
    const alike = valuesIn(other, { start: 0, end: text.length })
      .filter((one) => signOf(one.node, one.span, other) === wanted);
    others += (await untyped(alike, { ...place, syntax: other })).length;
    if (others >= MIN_OTHERS) return true;
  }
  return false;
}

/** What must be equal: the last name of what is handed on, and the kind of place that it is given to. */
function signOf(from: SyntaxNode, place: Span, { program }: Syntax): string {
  return `${tail(from)} ${roleOf(pathTo(program, place)).keys.at(-1)}`;
}
