/**
 * Inputs made from examples: the same calls with other literals. Text alone is looked at, so any language will do.
 *
 * @module
 */

import type { Example } from "../code/hole.ts";

/** A string in quotes, or a number that is no part of a name. */
const LITERAL = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.$])\d+(?:\.\d+)?(?![\w.])/g;

/**
 * Calls like those of the examples, each with one literal changed: numbers to neighbours, zero and their negative,
 * strings to empty, longer and shouted ones, and every literal to the others of its call and to what stands at its place
 * in another example.
 *
 * @param most Calls at most, spread over the examples.
 */
export function inputsFrom(examples: readonly Example[], most: number): string[] {
  const known = new Set(examples.map(({ call }) => call));
  const rows = examples.map(({ call, code }) => code ? [] : variantsOf(call, examples));
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
  const deepest = Math.max(0, ...changed.map((row) => row.length));
  // First one change of each literal, then the second of each: early calls differ in place, not in value alone.
  return Array.from({ length: deepest }, (_, at) => changed.flatMap((row) => row[at] ?? [])).flat();
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
