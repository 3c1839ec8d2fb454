/**
 * Types of values as a declaration would write them.
 *
 * @module
 */

import { TypeFlags } from "../compiler.ts";
import type { SyntaxNode } from "../syntax.ts";
import type { WrittenCode } from "./written.ts";

/** More values say no more. */
const MOST = 12;
const LITERALS: readonly (readonly [RegExp, string])[] = [
  [/^(?:"(?:[^"\\]|\\.)*"|`[^`]*`)$/, "string"],
  [/^-?[\d.]+(?:e[+-]?\d+)?$/i, "number"],
  [/^-?\d+n$/, "bigint"],
  [/^(?:true|false)$/, "boolean"],
];

/** The distinct types of values, wide; none where one is not known. */
export async function typesAt(
  written: WrittenCode,
  values: readonly SyntaxNode[],
): Promise<readonly string[]> {
  const spans = values.slice(0, MOST).map(({ start, end }) => ({ start, end }));
  if (spans.length === 0) return [];
  return await written.ask(async (moment, path) => {
    const nodes = (await moment.expressions(path, spans)).filter((one) => one !== undefined);
    if (nodes.length < spans.length) return [];
    const types = await moment.checker.getTypeAtLocation(nodes);
    const known = types.filter((type) => type !== undefined && !(type.flags & TypeFlags.AnyOrUnknown));
    if (known.length < spans.length) return [];
    const texts = await Promise.all(known.map((type) => type ? moment.checker.typeToString(type) : ""));
    const wide = [...new Set(texts.map(widened))];
    return wide.some((text) => !isWritable(text)) ? [] : wide;
  });
}

/** A type as it would be written for values of its kind: `"a" | "b"` are strings. */
export function widened(type: string): string {
  const parts = type.split(" | ").map((part) => LITERALS.find(([form]) => form.test(part))?.[1] ?? part);
  return [...new Set(parts)].join(" | ");
}

/** False for what a person would not write, or the compiler has cut short. */
export function isWritable(type: string): boolean {
  return type !== "" && type !== "never" && type !== "never[]" && type.length <= 200 &&
    !/\.\.\.|import\(|\btypeof \b/.test(type);
}

/** The type of a list of such values. */
export function listOf(type: string): string {
  return /[ |&]|=>/.test(type) ? `(${type})[]` : `${type}[]`;
}
