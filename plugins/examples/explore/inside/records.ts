/**
 * Runs in the sandbox. Plain objects, member by member, or another one with some members changed.
 *
 * @module
 */

import { cheapest, type Solution, type Stock } from "./solution.ts";
import { type Entry, Space } from "./space.ts";
import { keyOf } from "./values.ts";

/** Objects that are wanted. */
export interface RecordsWanted {
  readonly values: readonly unknown[];
  readonly rows: readonly number[];
  /** Gives what has some values on these rows, the parts of the objects. */
  readonly partsOf: (values: readonly unknown[]) => readonly Solution[];
}

/** A member with what it may be. */
export type Member = readonly [name: string, choices: readonly Solution[]];

/** Objects with the wanted values on some rows. */
export function recordsOf(stock: Stock, { values, rows, partsOf }: RecordsWanted): Solution[] {
  const names = [...new Set(rows.flatMap((row) => isPlain(values[row]) ? Object.keys(values[row]) : []))];
  if (names.length === 0 || names.length > 8 || !rows.every((row) => isPlain(values[row]))) return [];
  const isEverywhere = (name: string) => rows.every((row) => name in (values[row] as object));
  const known = new Map<string, Solution[]>();
  const member = (name: string): Member => {
    let own = known.get(name);
    if (!own) {
      const parts = partsOf(values.map((value) => isPlain(value) ? Reflect.get(value, name) : undefined));
      known.set(name, own = cheapest(parts.map((one) => unforced(stock, name, one)), 2));
    }
    return [name, own];
  };
  const found = names.every(isEverywhere) ? recordSolutions(stock, undefined, names.map(member)) : [];
  for (const entry of stock.known.slice(0, 400)) {
    const changed = changedIn(entry, names, { values, rows, idOf: stock.idOf });
    if (changed.length === 0 || changed.length === names.length || !changed.every(isEverywhere)) continue;
    found.push(...recordSolutions(stock, entry, changed.map(member)));
  }
  return cheapest(found);
}

export function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The members that a known object has otherwise than the wanted one; none where it has others besides. */
export function changedIn(
  { kind, isLiteral, values: bases }: Entry,
  names: readonly string[],
  { values, rows, idOf }: Pick<RecordsWanted, "values" | "rows"> & Pick<Stock, "idOf">,
): string[] {
  const wanted = (row: number) => values[row] as object;
  const isBase = kind === "record" && !isLiteral && rows.every((row) => {
    const base = bases[row];
    return isPlain(base) && Object.keys(base).every((name) => name in wanted(row));
  });
  if (!isBase) return [];
  return names.filter((name) =>
    rows.some((row) => {
      const base = bases[row] as object;
      const [one, two] = [base, wanted(row)].map((of) => keyOf(Reflect.get(of, name), idOf));
      return one !== two || name in wanted(row) && !(name in base);
    })
  );
}

/** A constant that a single example speaks for says that example again, where what is at hand has such a member. */
export function unforced({ known, counted, isWanted }: Stock, name: string, one: Solution): Solution {
  const [value] = one.values;
  const isSaid = isWanted(String(value)) || value === 0 && isWanted("zero");
  if (counted > 1 || !one.isLiteral || isSaid) return one;
  const has = (of: unknown) => typeof of === "object" && of !== null && name in of;
  const isAtHand = known.some(({ kind, values: [first] }) => kind === "record" && has(first));
  return isAtHand ? { ...one, level: one.level + 4 } : one;
}

/** The object with the first choice of each member, and with each second one alone. */
export function recordSolutions(
  { rows }: Pick<Stock, "rows">,
  base: Entry | undefined,
  members: readonly Member[],
): Solution[] {
  if (members.some(([, choices]) => choices.length === 0)) return [];
  const picks = [members.map(() => 0)];
  members.forEach(([, choices], at) =>
    choices.length > 1 && picks.push(members.map((_, index) => index === at ? 1 : 0))
  );
  return picks.map((pick) =>
    recordOf(base, members.map(([name, choices], at) => [name, choices[pick[at]!]!]), rows)
  );
}

export function recordOf(
  base: Entry | undefined,
  parts: readonly (readonly [string, Solution])[],
  rows: number,
): Solution {
  const shown = parts.map(([name, { text }]) =>
    name === text
      ? name
      : `${/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name)}: ${text}`
  );
  return {
    text: `{ ${[...(base ? [`...${base.text}`] : []), ...shown].join(", ")} }`,
    level: parts.reduce((sum, [, { level }]) => sum + level, (base?.level ?? 0) + 2),
    rank: 20,
    values: Array.from({ length: rows }, (_, row) => {
      const own = base ? base.values[row] : {};
      if (own === Space.absent || parts.some(([, { values }]) => values[row] === Space.absent)) {
        return Space.absent;
      }
      return {
        ...own as object,
        ...Object.fromEntries(parts.map(([name, { values }]) => [name, values[row]])),
      };
    }),
    reads: parts.reduce((all, [, { reads }]) => all | reads, base?.reads ?? 0),
    isLiteral: false,
  };
}
