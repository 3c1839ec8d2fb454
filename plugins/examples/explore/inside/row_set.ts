/**
 * Runs in the sandbox. Sets of rows, however many there are.
 *
 * @module
 */

/** One bit for each row, 30 to a number: so many stay small integers, which are fast. */
export type RowSet = readonly number[];

/** The rows of the first `count` of which it is true. */
export function rowSetOf(count: number, has: (row: number) => boolean): RowSet {
  const words: number[] = [];
  for (let from = 0; from < count; from += 30) {
    let word = 0;
    for (let row = from; row < count && row < from + 30; row++) if (has(row)) word |= 1 << row - from;
    words.push(word);
  }
  return words;
}

/** True when the rows that both have are those of a third. */
export function isBoth(one: RowSet, two: RowSet, wanted: RowSet): boolean {
  for (let at = 0; at < wanted.length; at++) if ((one[at]! & two[at]!) !== wanted[at]) return false;
  return true;
}

/** True when the rows that one of two has are those of a third. */
export function isEither(one: RowSet, two: RowSet, wanted: RowSet): boolean {
  for (let at = 0; at < wanted.length; at++) if ((one[at]! | two[at]!) !== wanted[at]) return false;
  return true;
}
