/**
 * Runs in the sandbox. What is wanted, what is at hand for it, and what is put together of that.
 *
 * @module
 */

import { type Entry, type Fresh, Space } from "./space.ts";
import { keyOf } from "./values.ts";

/** An expression with the values that are wanted on some rows. */
export interface Solution extends Fresh {
  /** True for a constant that only one example speaks for. */
  readonly isEcho?: boolean;
  /** True for statements that are a whole body; else it is an expression. */
  readonly isBody?: true;
}

/** Values wanted on the rows that count. */
export interface Target {
  readonly values: readonly unknown[];
  readonly keys: readonly string[];
}

/** What is at hand. */
export interface Stock {
  /** Known expressions, the cheapest first. */
  readonly known: readonly Entry[];
  /** All rows. */
  readonly rows: number;
  /** The first so many count. */
  readonly counted: number;
  readonly idOf: (item: object) => number;
  /** True of words that belong to what is wanted. */
  readonly isWanted: (name: string) => boolean;
}

/** What is wanted, from its values. */
export function targetOf(values: readonly unknown[], { idOf }: Pick<Stock, "idOf">): Target {
  return { values, keys: values.map((value) => keyOf(value, idOf)) };
}

/** True of an expression with the wanted values on some rows. */
export function isOf(
  { values }: Pick<Fresh, "values">,
  { keys }: Target,
  { idOf, rows }: Pick<Stock, "idOf"> & { readonly rows: readonly number[] },
): boolean {
  return rows.every((row) => values[row] !== Space.absent && keyOf(values[row], idOf) === keys[row]);
}

/** Answers kept of each part. */
export function breadth(): number {
  return 4;
}

/** The first few of what was found. */
export function cheapest(found: readonly Solution[], most = breadth()): Solution[] {
  return [...found].sort((a, b) => a.level - b.level).slice(0, most);
}

/** Known expressions with the wanted values on some rows. */
export function knownOf({ known }: Stock, { keys }: Target, rows: readonly number[]): Solution[] {
  const found: Solution[] = [];
  for (const entry of known) {
    if (rows.every((row) => entry.rows[row] === keys[row])) found.push(entry);
    if (found.length >= 2 * breadth()) break;
  }
  return found;
}
