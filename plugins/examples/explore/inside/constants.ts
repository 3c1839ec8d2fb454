/**
 * Runs in the sandbox. Constants: a value as it is written, one value for all rows, and one in place of what is missing.
 *
 * @module
 */

import { within } from "./operator.ts";
import { breadth, type Solution, type Stock, type Target } from "./solution.ts";
import { type Entry, Space } from "./space.ts";

/** A value as it is written. */
export interface Literal {
  readonly text: string;
  /** What it costs; the usual ones least. */
  readonly level: number;
  readonly rank: number;
}

/** A value as it is written; `undefined` for what has no short text. */
export function literalOf(value: unknown): Literal | undefined {
  switch (typeof value) {
    case "string":
      return value.length > 40 ? undefined : {
        text: JSON.stringify(value),
        level: value === "" ? 2 : 3 + Math.floor(value.length / 6),
        rank: 20,
      };
    case "number": {
      const text = String(value);
      if (!Number.isFinite(value) || text.length > 9) return undefined;
      return { text, level: Math.abs(value) <= 1 ? 2 : text.length < 3 ? 3 : 4, rank: value < 0 ? 16 : 19 };
    }
    case "boolean":
      return { text: String(value), level: 2, rank: 20 };
    case "undefined":
      return { text: "undefined", level: 3, rank: 20 };
    default:
      if (value === null) return { text: "null", level: 3, rank: 20 };
      return Array.isArray(value) && value.length === 0 ? { text: "[]", level: 2, rank: 20 } : undefined;
  }
}

/** Where a constant is to stand. */
export interface ConstantPlace {
  readonly rows: readonly number[];
  /** Objects and lists around it. */
  readonly depth: number;
}

/** One value for all rows, and an expression that may be missing with one value where it is. */
export function constantsOf(stock: Stock, target: Target, { rows, depth }: ConstantPlace): Solution[] {
  const isMain = depth === 0 && rows.length === stock.counted;
  const constant = constantOf(stock, target, rows);
  const isEcho = constant !== undefined && isEchoOf(stock, constant, rows);
  const isOut = !constant || isMain || isEcho && depth > 0;
  const own = isOut ? [] : [isEcho ? { ...constant, isEcho, level: constant.level + 1 } : constant];
  return [...own, ...instead(stock, target, rows)];
}

/** `a ?? constant` */
export function instead(stock: Stock, target: Target, rows: readonly number[]): Solution[] {
  const found: Solution[] = [];
  for (const entry of stock.known) {
    if (entry.kind !== "optional" || entry.isLiteral) continue;
    const other = constantFor(stock, target, { entry, rows });
    if (!other) continue;
    found.push({
      text: `${within(entry, 7)} ?? ${other.text}`,
      level: entry.level + other.level + 1,
      rank: 4,
      values: entry.values.map((value, row) => value === Space.absent ? value : value ?? other.values[row]),
      reads: entry.reads,
      isLiteral: false,
    });
    if (found.length === breadth()) break;
  }
  return found;
}

/** The constant that is wanted where an expression is missing, and it is right where it is there. */
export function constantFor(
  stock: Stock,
  target: Target,
  { entry, rows }: { readonly entry: Entry; readonly rows: readonly number[] },
): Solution | undefined {
  const isGone = (row: number) => entry.values[row] === undefined || entry.values[row] === null;
  const gone = rows.filter(isGone);
  const there = rows.filter((row) => !isGone(row));
  const isRight = there.every((row) => entry.rows[row] === target.keys[row]);
  if (there.length === 0 || gone.length === 0 || !isRight) return undefined;
  const other = constantOf(stock, target, gone);
  return !other || other.values[0] === undefined || isEchoOf(stock, other, gone) ? undefined : other;
}

/** The one value that is wanted on some rows. */
export function constantOf(
  { rows: all }: Stock,
  { values, keys }: Target,
  rows: readonly number[],
): Solution | undefined {
  const [first] = rows;
  if (first === undefined || !rows.every((row) => keys[row] === keys[first])) return undefined;
  const literal = literalOf(values[first]);
  if (!literal) return undefined;
  return {
    ...literal,
    level: Math.min(literal.level, 3),
    values: Array.from({ length: all }, () => values[first]),
    reads: 0,
    isLiteral: true,
  };
}

/** The value of one example alone says that example again, unless it is the usual one for nothing, or asked for. */
export function isEchoOf(
  { counted, isWanted }: Stock,
  { level, values: [value] }: Solution,
  rows: readonly number[],
): boolean {
  return rows.length === 1 && counted > 1 && level > 2 && !isWanted(String(value));
}
