/**
 * Searches over values that a test writes down.
 *
 * @module
 */

import type { Known, Search } from "../../../../plugins/examples/explore/inside/asked.ts";
import { searchValues } from "../../../../plugins/examples/explore/inside/search.ts";
import type { Answer } from "../../../../plugins/examples/explore/inside/telling.ts";
import { select } from "../../../../plugins/examples/explore/select.ts";

const LITERALS = [[0, 2], [1, 2], [2, 3], [10, 4], ["", 2], [" ", 3], ["-", 3]] as const;

/** A search for nothing yet. */
export const BASE: Search = {
  names: [],
  literals: LITERALS.map(([value, level]) => ({ value, level })),
  words: [],
  wanted: [],
  rows: 0,
  counted: 0,
  most: 12,
  slack: 2,
  maxLevel: 18,
  maxEntries: 5000,
  mayWait: false,
  isLate: () => false,
};

/** The answers as they are written, likeliest first. The clock is not asked: the number of expressions bounds the search. */
export async function answers(
  given: Readonly<Record<string, readonly unknown[]>>,
  more: Partial<Search> = {},
): Promise<string[]> {
  const names = Object.entries(given).map(([text, values]): Known => ({
    text,
    level: 2,
    kind: "value",
    isGiven: true,
    values,
  }));
  const found: Answer[] = [];
  const wanted = more.wanted ?? [];
  const all = Object.values(given)[0]?.length ?? wanted.length;
  const rows = { rows: all, counted: wanted.length, wanted };
  await searchValues(
    { ...BASE, ...rows, ...more, names: [...names, ...more.names ?? []] },
    (answer) => found.push(answer),
  );
  return select(found, 2 * (more.slack ?? BASE.slack))
    .map(({ text, guards = [] }) => [...guards.map((guard) => `throw if ${guard}`), text].join("; "));
}

/** A function of the project, the same on all rows. */
export function known(
  text: string,
  value: (...given: never[]) => unknown,
  takes: Known["takes"],
  rows: number,
): Known {
  const values = Array.from({ length: rows }, () => value);
  return { text, level: 3, kind: "function", takes: takes ?? [], isGiven: false, values };
}
