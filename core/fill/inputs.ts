/**
 * Inputs made from examples: the same calls with other literals. Text alone is looked at, so any language will do.
 *
 * @module
 */

import type { Example } from "../code/hole.ts";
import { type Group, groupsOf } from "./pieces.ts";

/** A string in quotes, or a number that is no part of a name. */
const LITERAL = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.$])\d+(?:\.\d+)?(?![\w.])/g;

/**
 * Calls like those of the examples, each with one thing changed. Literals: numbers to neighbours, zero and their
 * negative, strings to empty, longer and shouted ones, and every literal to the others of its call and to what stands at
 * its place in another example. Lists: turned round, without their first element, with it once more. Arguments: that of
 * another example in its place.
 *
 * @param most Calls at most, spread over the examples.
 */
export function inputsFrom(examples: readonly Example[], most: number): string[] {
  const known = new Set(examples.map(({ call }) => call));
  const rows = examples.map(({ call, code }) =>
    code ? [] : inTurn(otherArguments(call, examples), variantsOf(call, examples), otherLists(call))
  );
  const found: string[] = [];
  for (let at = 0; found.length < most && rows.some((row) => at < row.length); at++) {
    for (const row of rows) {
      const call = row[at];
      if (call === undefined || known.has(call) || found.length === most) continue;
      known.add(call);
      found.push(call);
    }
  }
  return found;
}

function variantsOf(call: string, examples: readonly Example[]): string[] {
  const literals = [...call.matchAll(LITERAL)];
  const changed = literals.map((literal, at) => {
    const elsewhere = examples.flatMap(({ call: other }) => [...other.matchAll(LITERAL)][at]?.[0] ?? []);
    // Equal values are where `<` and `<=` part.
    const beside = literals.filter(({ index }) => index !== literal.index).map(([text]) => text);
    const [equal, ...known] = [...beside, ...elsewhere].filter((text) => isAlike(text, literal[0]));
    const others = [...new Set([...equal ? [equal] : [], ...changesOf(literal[0]), ...known])];
    return others.map((text) =>
      call.slice(0, literal.index) + text + call.slice(literal.index + literal[0].length)
    );
  });
  // First one change of each literal, then the second of each: early calls differ in place, not in value alone.
  return inTurn(...changed);
}

/** Calls with one argument of another example. */
function otherArguments(call: string, examples: readonly Example[]): string[] {
  const [own] = argumentsOf(call);
  if (!own || own.items.length < 2) return [];
  return own.items.flatMap((item, at) =>
    examples.flatMap(({ call: other, code }) => {
      const [group] = code ? [] : argumentsOf(other);
      const span = group?.items[at];
      return span ? call.slice(0, item.start) + other.slice(span.start, span.end) + call.slice(item.end) : [];
    })
  ).filter((made) => made !== call);
}

function argumentsOf(call: string): Group[] {
  return groupsOf(call).filter(({ bracket }) => bracket === "(").slice(0, 1);
}

/** Calls with one list changed. */
function otherLists(call: string): string[] {
  const lists = groupsOf(call).filter(({ bracket, items }) => bracket === "[" && items.length > 0);
  const made = lists.map(({ items }) => {
    const texts = items.map(({ start, end }) => call.slice(start, end));
    const [first = ""] = texts;
    const other = [...texts.length > 1 ? [texts.toReversed()] : [], texts.slice(1), [...texts, first]];
    const [start, end] = [items[0]?.start ?? 0, items.at(-1)?.end ?? 0];
    return other.map((list) => call.slice(0, start) + list.join(", ") + call.slice(end));
  });
  return inTurn(...made);
}

/** The first of each, then the second of each, and so on. */
export function inTurn(...rows: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: longest }, (_, at) => rows.flatMap((row) => row[at] ?? [])).flat();
}

function changesOf(literal: string): string[] {
  const quote = literal[0];
  if (quote === '"' || quote === "'") {
    const inner = literal.slice(1, -1);
    return [
      `${quote}${quote}`,
      `${quote}${inner} ${inner}${quote}`,
      `${quote}${inner.toUpperCase()}${quote}`,
    ];
  }
  const value = Number(literal);
  return [`${value + 1}`, "0", `(-${literal})`, `${value * 7}`].filter((text) => text !== literal);
}

function isAlike(a: string, b: string): boolean {
  const isText = (literal: string) => /^["']/.test(literal);
  return isText(a) === isText(b) && a !== b;
}
