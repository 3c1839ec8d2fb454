/**
 * Runs in the sandbox. Numbers that a constant makes of a known one, or of two.
 *
 * @module
 */

import { literalOf } from "./constants.ts";
import { within } from "./operator.ts";
import { breadth, cheapest, type Solution, type Stock, type Target } from "./solution.ts";
import { type Entry, Space } from "./space.ts";

/** A number as it is computed of known ones and a constant. */
export interface Formula {
  readonly entries: readonly Entry[];
  readonly constant: number;
  readonly text: (literal: string) => string;
  readonly rank: number;
  readonly run: (values: readonly number[]) => number;
}

/** Numbers with the wanted values on some rows. */
export function numbersOf(stock: Stock, { values }: Target, rows: readonly number[]): Solution[] {
  if (rows.length < 2) return [];
  const numbers = stock.known.filter(({ kind, isLiteral, values }) =>
    kind === "number" && !isLiteral && rows.every((row) => values[row] !== Space.absent)
  );
  const wanted = (row: number) => Number(values[row]);
  const found = [
    ...numbers.slice(0, 400).flatMap((entry) => formulasOf(entry, wanted, rows)),
    ...pairFormulas(numbers.slice(0, 24), wanted, rows),
  ];
  return cheapest(found.flatMap((one) => formulaSolution(one, stock, rows)), 2 * breadth());
}

/** `a + 3`, `a * 3`, `a / 3` and `3 - a` */
export function formulasOf(
  entry: Entry,
  wanted: (row: number) => number,
  rows: readonly number[],
): Formula[] {
  if (new Set(rows.map((row) => entry.rows[row])).size < 2) return [];
  const of = (row: number) => Number(entry.values[row]);
  const formula = (
    constant: number,
    rank: number,
    text: Formula["text"],
    run: (value: number) => number,
  ): Formula => ({ entries: [entry], constant, text, rank, run: ([a = 0]) => run(a) });
  const found: Formula[] = [];
  const more = sameOn(rows, (row) => wanted(row) - of(row));
  if (more) {
    const sign = more < 0 ? "-" : "+";
    const text = (literal: string) => `${within(entry, 13)} ${sign} ${literal}`;
    found.push(formula(Math.abs(more), 13, text, (a) => a + more));
  }
  const times = sameOn(rows, (row) => wanted(row) / of(row));
  if (times && times !== 1) {
    found.push(formula(times, 14, (literal) => `${within(entry, 14)} * ${literal}`, (a) => a * times));
  }
  const parts = sameOn(rows, (row) => of(row) / wanted(row));
  if (parts && parts !== 1 && Number.isInteger(parts)) {
    found.push(formula(parts, 14, (literal) => `${within(entry, 14)} / ${literal}`, (a) => a / parts));
  }
  const from = sameOn(rows, (row) => wanted(row) + of(row));
  if (from) found.push(formula(from, 13, (literal) => `${literal} - ${within(entry, 14)}`, (a) => from - a));
  return found;
}

/** `a * 3 + b` */
export function pairFormulas(
  near: readonly Entry[],
  wanted: (row: number) => number,
  rows: readonly number[],
): Formula[] {
  const of = (entry: Entry, row: number) => Number(entry.values[row]);
  const found: Formula[] = [];
  for (const one of near) {
    const telling = rows.filter((row) => of(one, row) !== 0);
    if (telling.length < 2 || new Set(rows.map((row) => one.rows[row])).size < 2) continue;
    for (const two of near) {
      if (one === two) continue;
      const times = sameOn(telling, (row) => (wanted(row) - of(two, row)) / of(one, row));
      if (!times || times === 1 || times === -1 || !Number.isInteger(times)) continue;
      found.push({
        entries: [one, two],
        constant: times,
        text: (literal) => `${within(one, 14)} * ${literal} + ${within(two, 14)}`,
        rank: 13,
        run: ([a = 0, b = 0]) => a * times + b,
      });
    }
  }
  return found;
}

/** The one value of a function of rows; `undefined` when there are several, or it is no usual number. */
export function sameOn(rows: readonly number[], value: (row: number) => number): number | undefined {
  const first = value(rows[0]!);
  return Number.isFinite(first) && rows.every((row) => Math.abs(value(row) - first) < 1e-9)
    ? first
    : undefined;
}

/** @returns Nothing where the constant has no short text. */
export function formulaSolution(
  { entries, constant, text, rank, run }: Formula,
  stock: Stock,
  rows: readonly number[],
): Solution[] {
  const literal = literalOf(Math.abs(constant) < 1e-9 ? 0 : Number(constant.toPrecision(12)));
  if (!literal || literal.text.length > 5) return [];
  // Two examples and one constant that is made for them: a third example could not say otherwise.
  const thin = rows.length < 3 ? 4 : 0;
  // Large numbers are round, or have a name that the search did not see.
  const odd = Math.abs(constant) > 100 && constant % 10 !== 0 ? 3 : 0;
  return [{
    text: text(constant < 0 ? `(${literal.text})` : literal.text),
    level: entries.reduce((sum, { level }) => sum + level, 0) + 2 * entries.length + literal.level + odd +
      thin + 1,
    rank,
    values: Array.from({ length: stock.rows }, (_, row) => {
      const own = entries.map((entry) => entry.values[row]);
      return own.every((value) => typeof value === "number") ? run(own.map(Number)) : Space.absent;
    }),
    reads: entries.reduce((all, { reads }) => all | reads, 0),
    isLiteral: false,
  }];
}
