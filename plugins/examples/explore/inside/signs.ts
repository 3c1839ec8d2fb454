/**
 * Runs in the sandbox. Signs between expressions and before them.
 *
 * @module
 */

import { type Operator, type Take, usualTakes, within } from "./operator.ts";
import type { Entry } from "./space.ts";

/** Arithmetic, comparisons, and what is done with values that may be missing. */
export function signs(isWanted: (name: string) => boolean): Operator[] {
  return [...arithmetic(), ...parity(isWanted), ...comparisons(), ...ofMissing()];
}

export function infix(
  sign: string,
  [left, right]: readonly [Take, Take],
  { cost, rank, run }: Pick<Operator, "cost" | "rank" | "run">,
): Operator {
  return {
    takes: [left, right],
    cost,
    rank,
    run,
    text: ([a, b]) => `${within(a!, rank)} ${sign} ${within(b!, rank + 1)}`,
  };
}

/** A sign with its operands, what it costs, how strongly it binds, and what it computes. */
export type Sign = readonly [string, Take, Take, number, number, Operator["run"]];

export function infixes(all: readonly Sign[]): Operator[] {
  return all.map(([sign, left, right, cost, rank, run]) => infix(sign, [left, right], { cost, rank, run }));
}

export function arithmetic(): Operator[] {
  const { number, written, figure, later } = usualTakes();
  const other = { ...number, accept: later };
  return infixes([
    ["+", number, other, 2, 13, (a, b) => a + b],
    ["-", written, number, 2, 13, (a, b) => a - b],
    ["-", figure, written, 3, 13, (a, b) => a - b],
    ["*", number, other, 2, 14, (a, b) => a * b],
    ["/", written, number, 2, 14, (a, b) => a / b],
    ["/", figure, written, 3, 14, (a, b) => a / b],
    ["%", written, number, 3, 14, (a, b) => a % b],
  ]);
}

export function parity(isWanted: (name: string) => boolean): Operator[] {
  return ([["even", "=== 0"], ["odd", "!== 0"]] as const).map(([word, rest]): Operator => ({
    takes: [usualTakes().written],
    cost: isWanted(word) ? 4 : 8,
    rank: 10,
    run: (a) => (a % 2 === 0) === (word === "even"),
    text: ([a]) => `${within(a!, 14)} % 2 ${rest}`,
  }));
}

export function comparisons(): Operator[] {
  const { number, string, written, figure, named } = usualTakes();
  return infixes([
    ["<", written, written, 2, 11, (a, b) => a < b],
    ["<", written, figure, 3, 11, (a, b) => a < b],
    ["<=", written, written, 2, 11, (a, b) => a <= b],
    ["<=", written, figure, 3, 11, (a, b) => a <= b],
    [">", written, written, 2, 11, (a, b) => a > b],
    [">", written, figure, 3, 11, (a, b) => a > b],
    [">=", written, written, 2, 11, (a, b) => a >= b],
    [">=", written, figure, 3, 11, (a, b) => a >= b],
    ["===", written, number, 2, 10, (a, b) => a === b],
    ["!==", written, number, 3, 10, (a, b) => a !== b],
    ["===", named, string, 2, 10, (a, b) => a === b],
    ["!==", named, string, 3, 10, (a, b) => a !== b],
    ["<", named, named, 3, 11, (a, b) => a < b],
  ]);
}

/** What is done where something may be missing or false, and the minus before a number. */
export function ofMissing(): Operator[] {
  const { any, written } = usualTakes();
  const optional: Take = { kinds: ["optional"] };
  const not: Pick<Operator, "rank" | "run" | "text"> = {
    rank: 16,
    run: (a) => !a,
    text: ([a]) => `!${within(a!, 16)}`,
  };
  return [
    {
      takes: [optional, any],
      cost: 2,
      rank: 4,
      run: (a, b) => a ?? b,
      text: ([a, b]) => `${within(a!, 7)} ?? ${within(b!, 7)}`,
    },
    { ...not, takes: [{ kinds: ["boolean"] }], cost: 1 },
    { ...not, takes: [{ kinds: ["string", "optional"] }], cost: 3 },
    {
      takes: [optional],
      cost: 3,
      rank: 10,
      run: (a) => a === undefined,
      text: ([a]) => `${within(a!, 10)} === undefined`,
    },
    {
      takes: [optional],
      cost: 3,
      rank: 10,
      run: (a) => a !== undefined,
      text: ([a]) => `${within(a!, 10)} !== undefined`,
    },
    { takes: [written], cost: 3, rank: 16, run: (a) => -a, text: ([a]) => `-${within(a!, 17)}` },
  ];
}
/** Conditions joined. */
export function logic(): Operator[] {
  return [["&&", 6] as const, ["||", 5] as const].map(([sign, rank]) => ({
    takes: [{ kinds: ["boolean"] }, {
      kinds: ["boolean"],
      accept: ({ text }: Entry, [first]: readonly Entry[]) => first !== undefined && text > first.text,
    }],
    cost: 2,
    rank,
    run: (a, b) => sign === "&&" ? a && b : a || b,
    text: ([a, b]) => `${within(a!, rank + 1)} ${sign} ${within(b!, rank + 1)}`,
  }));
}
