/**
 * Sets of characters, as ranges of code points.
 *
 * @module
 */

/** First and last code point, both within. */
export type CharRange = readonly [first: number, last: number];

/** Ranges in ascending order that neither overlap nor touch. No NUL: no server writes one under a constraint. */
export type CharSet = readonly CharRange[];

const FIRST = 1;
const LAST = 0x10ffff;

/** What ECMAScript calls a line terminator: what `.` leaves out. */
const LINE_BREAKS: CharSet = [[0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]];

/** Ranges of any order as a set, without NUL. */
export function charSet(ranges: readonly CharRange[]): CharSet {
  const set: [number, number][] = [];
  for (const [first, last] of [...ranges].sort(([one], [other]) => one - other)) {
    if (last < FIRST) continue;
    const previous = set.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else set.push([Math.max(first, FIRST), last]);
  }
  return set;
}

/** All other characters. */
export function complementOf(set: CharSet): CharSet {
  const others: CharRange[] = [];
  let next = FIRST;
  for (const [first, last] of set) {
    if (first > next) others.push([next, first - 1]);
    next = last + 1;
  }
  return next <= LAST ? [...others, [next, LAST]] : others;
}

/** All characters but line breaks: what `.` of JavaScript stands for. */
export const WITHOUT_LINE_BREAKS: CharSet = complementOf(LINE_BREAKS);

/** The one character of a set; `undefined` when it has more. */
export function onlyChar(set: CharSet): string | undefined {
  const [range] = set;
  return set.length === 1 && range && range[0] === range[1] ? String.fromCodePoint(range[0]) : undefined;
}

/** Highest code point of ASCII. */
const ASCII = 0x7f;

/**
 * How a set is written in brackets: what to list, and whether it is the set or all others.
 *
 * Others are listed in ASCII only: xgrammar 0.2.1, which SGLang pins, lets any character beyond ASCII through `[^é]`.
 */
export function listed(set: CharSet): { readonly ranges: CharSet; readonly isNegated: boolean } {
  const others = complementOf(set);
  const last = others.at(-1)?.[1];
  return last !== undefined && last <= ASCII
    ? { ranges: others, isNegated: true }
    : { ranges: set, isNegated: false };
}

/** True when a set holds a character; false behind the text's end. */
export function includes(set: CharSet, code: number | undefined): boolean {
  return code !== undefined && set.some(([first, last]) => first <= code && code <= last);
}
