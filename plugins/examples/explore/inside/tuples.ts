/**
 * Runs in the sandbox. Short lists of one length, element by element.
 *
 * @module
 */

import { cheapest, type Solution, type Stock } from "./solution.ts";
import { Space } from "./space.ts";

/** Lists that are wanted. */
export interface TuplesWanted {
  readonly values: readonly unknown[];
  readonly rows: readonly number[];
  /** Gives what has some values on these rows, the elements of the lists. */
  readonly partsOf: (values: readonly unknown[]) => readonly Solution[];
}

/** The list of the cheapest elements, where all have one and some read a name. */
export function tuplesOf({ rows: all }: Stock, { values, rows, partsOf }: TuplesWanted): Solution[] {
  const length = (values[rows[0]!] as readonly unknown[]).length;
  if (length === 0 || length > 4 || !rows.every((row) => (values[row] as unknown[]).length === length)) {
    return [];
  }
  const parts = Array.from({ length }, (_, at) => {
    const elements = values.map((value) => Array.isArray(value) ? value[at] : undefined);
    return cheapest(partsOf(elements), 1)[0];
  });
  if (!parts.every((part) => part !== undefined) || parts.every(({ reads }) => reads === 0)) return [];
  return [{
    text: `[${parts.map(({ text }) => text).join(", ")}]`,
    level: parts.reduce((sum, { level }) => sum + level, 2),
    rank: 20,
    values: Array.from(
      { length: all },
      (_, row) =>
        parts.some(({ values }) => values[row] === Space.absent)
          ? Space.absent
          : parts.map(({ values }) => values[row]),
    ),
    reads: parts.reduce((all, { reads }) => all | reads, 0),
    isLiteral: false,
  }];
}
