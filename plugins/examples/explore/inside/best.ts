/**
 * Runs in the sandbox. The element of a list that has the most or the least of something, and what it has besides.
 *
 * @module
 */

import { byRow, itemMark, type Opened } from "./arrows.ts";
import { literalOf } from "./constants.ts";
import type { Solution, Target } from "./solution.ts";
import { headOf, orderText, said } from "./chain.ts";
import { type Entry, Space } from "./space.ts";
import { keyOf } from "./values.ts";

/** What elements are compared by, and what is taken of the first in that order. */
export interface Contest {
  readonly by: Entry;
  readonly isDown: boolean;
  /** Absent where the element itself is wanted. */
  readonly take?: Entry | undefined;
  /** What stands for the element of an empty list; absent where no example has one. */
  readonly none?: { readonly text: string; readonly level: number; readonly value: unknown } | undefined;
}

/** The first elements in some order that are the wanted values. */
export function bests(target: Target, opened: Opened, isTaken: (name: string) => boolean): Solution[] {
  const { list, space, goal, counted } = opened;
  const rows = Array.from({ length: counted }, (_, row) => row);
  if (!rows.every((row) => Array.isArray(list.values[row]))) return [];
  const empty = rows.filter((row) => (list.values[row] as unknown[]).length === 0);
  const [none] = empty;
  if (new Set(empty.map((row) => target.keys[row])).size > 1) return [];
  const literal = none === undefined ? undefined : literalOf(target.values[none]);
  if (none !== undefined && !literal) return [];
  if (!rows.some((row) => (list.values[row] as unknown[]).length > 1)) return [];
  const own = goal.known.filter(({ reads, level, values }) =>
    reads & 1 << 30 && level <= 8 && !values.slice(0, space.options.counted).includes(Space.absent)
  );
  const found: Solution[] = [];
  for (const take of own.slice(0, 40)) {
    for (const by of own.filter(({ kind }) => kind === "number").slice(0, 40)) {
      for (const isDown of [true, false]) {
        const contest: Contest = {
          by,
          isDown,
          take: take.text === itemMark() ? undefined : take,
          none: literal && none !== undefined ? { ...literal, value: target.values[none] } : undefined,
        };
        const values = winners(contest, opened);
        const isRight = target.keys.every((key, row) =>
          values[row] !== Space.absent && keyOf(values[row], space.options.idOf) === key
        );
        if (isRight) found.push(...textsOf(contest, opened, values, isTaken));
      }
    }
  }
  return found.toSorted((a, b) => a.level - b.level).slice(0, 12);
}

export function winners({ by, isDown, take, none }: Contest, opened: Opened): unknown[] {
  const keys = byRow(by, opened);
  const taken = take ? byRow(take, opened) : undefined;
  return opened.list.values.map((list, row) => {
    const own = keys[row]!;
    if (!Array.isArray(list) || own.length !== list.length || own.includes(Space.absent)) return Space.absent;
    if (list.length === 0) return none ? none.value : undefined;
    const best = own.reduce<number>(
      (at, key, index) =>
        (isDown ? Number(key) > Number(own[at]) : Number(key) < Number(own[at])) ? index : at,
      0,
    );
    return taken ? taken[row]![best] : list[best];
  });
}

/** As the first of a sorted list, and where the element itself is wanted as a loop that keeps the best. */
export function textsOf(
  contest: Contest,
  { list, name, isWanted }: Opened,
  values: unknown[],
  isTaken: (name: string) => boolean,
): Solution[] {
  const { by, isDown, take, none } = contest;
  const head = headOf(list);
  const rest = take ? `?.${said(take, "").replace(/^\./, "")}` : "";
  const isMember = !take || /^(\.[\w$]+)+$/.test(said(take, ""));
  const otherwise = none && none.value !== undefined ? ` ?? ${none.text}` : "";
  const base = {
    values,
    reads: list.reads | by.reads & ~(1 << 30),
    isLiteral: false,
    level: list.level + by.level + (take?.level ?? 0) + (isDown ? 4 : 5) + (none ? 1 : 0),
  };
  const found: Solution[] = [];
  if (isMember) {
    found.push({
      ...base,
      text: `${head}.toSorted((a, b) => ${orderText(contest)})[0]${rest}${otherwise}`,
      level: base.level + (isWanted("sorted") ? 0 : 1),
      rank: otherwise ? 4 : 20,
    });
  }
  const best = ["best", "found"].find((one) => !isTaken(one) && one !== name);
  if (take || !best) return found;
  const isBetter = `${said(by, name)} ${isDown ? ">" : "<"} ${said(by, best)}`;
  if (!none) {
    const text = `${head}.reduce((${best}, ${name}) => (${isBetter} ? ${name} : ${best}))`;
    return [...found, { ...base, text, rank: 20 }];
  }
  if (none.value !== undefined) return found;
  const text = `let ${best} = ${head}[0];\nfor (const ${name} of ${list.text}) {\n` +
    `  if (${best} === undefined || ${isBetter}) ${best} = ${name};\n}\nreturn ${best};`;
  return [...found, { ...base, text, rank: 20, isBody: true }];
}
