/**
 * Runs in the sandbox. Comparisons that part the rows on which something is true from those on which it is not.
 *
 * @module
 */

import { literalOf } from "./constants.ts";
import { within } from "./operator.ts";
import { breadth, cheapest, type Solution, type Stock, type Target } from "./solution.ts";
import { type Entry, Space } from "./space.ts";

/** Rows on which a condition holds, and rows on which it does not. */
export interface Parted {
  readonly yes: readonly number[];
  readonly no: readonly number[];
}

/** Comparisons of a number with the border between the rows that are true and those that are not, or of a text. */
export function bordersOf(stock: Stock, { values }: Target, rows: readonly number[]): Solution[] {
  const yes = rows.filter((row) => values[row] === true);
  const no = rows.filter((row) => values[row] === false);
  if (yes.length === 0 || no.length === 0) return [];
  const numbers = stock.known.filter(({ kind, isLiteral, values }) =>
    kind === "number" && !isLiteral && !values.includes(Space.absent)
  );
  const found = [...equalTexts(stock, { yes, no }), ...numbers.flatMap((one) => bordersIn(one, { yes, no }))];
  return cheapest(found, 2 * breadth());
}

/** `a >= 3` and `a > 2` where the least number of the one side is above the most of the other, or the other way round. */
export function bordersIn(entry: Entry, { yes, no }: Parted): Solution[] {
  const of = (row: number) => Number(entry.values[row]);
  const at = (sign: string, border: number, run: (value: number) => boolean): Solution[] => {
    const literal = literalOf(border);
    return !literal ? [] : [{
      text: `${within(entry, 11)} ${sign} ${literal.text}`,
      level: entry.level + literal.level + 3,
      rank: 11,
      values: entry.values.map((value) => typeof value === "number" ? run(value) : Space.absent),
      reads: entry.reads,
      isLiteral: false,
    }];
  };
  const [leastYes, mostYes] = [Math.min(...yes.map(of)), Math.max(...yes.map(of))];
  const [leastNo, mostNo] = [Math.min(...no.map(of)), Math.max(...no.map(of))];
  if (leastYes > mostNo) {
    return [
      ...at(">=", leastYes, (value) => value >= leastYes),
      ...at(">", mostNo, (value) => value > mostNo),
    ];
  }
  if (mostYes >= leastNo) return [];
  return [
    ...at("<=", mostYes, (value) => value <= mostYes),
    ...at("<", leastNo, (value) => value < leastNo),
  ];
}

/** Strings that are one and the same where it is true, and another where not. */
export function equalTexts({ known, isWanted }: Stock, { yes, no }: Parted): Solution[] {
  const found: Solution[] = [];
  for (const entry of known) {
    if (entry.kind !== "string" || entry.isLiteral) continue;
    const text = entry.rows[yes[0]!];
    if (!yes.every((row) => entry.rows[row] === text) || no.some((row) => entry.rows[row] === text)) {
      continue;
    }
    const value = entry.values[yes[0]!];
    const literal = literalOf(value);
    if (!literal || entry.values.includes(Space.absent)) continue;
    found.push({
      text: `${within(entry, 10)} === ${literal.text}`,
      level: entry.level + 2 + (isWanted(String(value)) ? 2 : literal.level + 2),
      rank: 10,
      values: entry.values.map((one) => one === value),
      reads: entry.reads,
      isLiteral: false,
    });
  }
  return cheapest(found);
}

/** Comparisons of two known numbers: deeper than what is put together level by level. */
export function comparedNumbers({ known, counted }: Stock, { yes, no }: Parted): Solution[] {
  const numbers = known.filter(({ kind, isLiteral, values }) =>
    kind === "number" && !isLiteral && !values.slice(0, counted).includes(Space.absent)
  ).slice(0, 60);
  const found: Solution[] = [];
  for (const one of numbers) {
    for (const two of numbers) {
      const is = (row: number) => Number(one.values[row]) < Number(two.values[row]);
      if (!yes.every(is) || no.some(is)) continue;
      found.push({
        text: `${within(one, 11)} < ${within(two, 12)}`,
        level: one.level + two.level + 2,
        rank: 11,
        values: one.values.map((value, row) =>
          [value, two.values[row]].includes(Space.absent) ? Space.absent : is(row)
        ),
        reads: one.reads | two.reads,
        isLiteral: false,
      });
    }
  }
  return found;
}
