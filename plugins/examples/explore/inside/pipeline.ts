/**
 * Runs in the sandbox. Chains of list methods, taken apart from what is wanted: which elements are kept says what the
 * condition must be, their order says what they are sorted by, and what stands in place of each says what it becomes.
 *
 * @module
 */

import { byRow, type Opened } from "./arrows.ts";
import { type After, chained, compare, headOf, type Order, said } from "./chain.ts";
import type { Solution, Target } from "./solution.ts";
import { type Entry, type Fresh, Space } from "./space.ts";
import { keyOf, kindOf } from "./values.ts";

/** Chains that have the wanted values on all rows that count. */
export class Pipelines {
  /** What elements may become, and conditions, that are tried. */
  static readonly #most = 120;
  readonly #opened: Opened;
  readonly #idOf: (item: object) => number;

  constructor(opened: Opened) {
    this.#opened = opened;
    this.#idOf = opened.space.options.idOf;
  }

  /** The chains known by now. */
  solutions(target: Target): Solution[] {
    const kinds = new Set(target.values.map(kindOf));
    const [kind] = kinds;
    const isWhole = this.#rows.every((row) => Array.isArray(this.#opened.list.values[row]));
    if (!isWhole || kinds.size !== 1) return [];
    const found = kind === "list"
      ? [...this.#lists(target), ...this.#mapped(target)]
      : kind === "string"
      ? this.#joined(target)
      : kind === "number"
      ? this.#sums(target)
      : [];
    const isRight = ({ values }: Fresh) =>
      target.keys.every((key, row) => values[row] !== Space.absent && keyOf(values[row], this.#idOf) === key);
    return found.filter(isRight);
  }

  get #rows(): number[] {
    return Array.from({ length: this.#opened.counted }, (_, row) => row);
  }

  /** What one element may become, the cheapest first; the element itself is among them. */
  #values(): Entry[] {
    const { space, goal } = this.#opened;
    const counted = space.options.counted;
    return goal.known.filter(({ reads, values, level }) =>
      reads & 1 << 30 && level <= 10 && !values.slice(0, counted).includes(Space.absent)
    ).slice(0, Pipelines.#most);
  }

  /** The places of each outer row that counts. */
  #places(): number[][] {
    const places: number[][] = this.#rows.map(() => []);
    this.#opened.places.forEach(({ row }, at) => places[row]?.push(at));
    return places;
  }

  /** Some elements, in the list's order or another, and what they become. */
  #lists(target: Target): Solution[] {
    const wanted = target.values.map((list) => (list as unknown[]).map((one) => keyOf(one, this.#idOf)));
    const places = this.#places();
    const known = new Map<string, Solution[]>();
    const found: Solution[] = [];
    for (const value of this.#values()) {
      if (value.kind === "list") found.push(...this.#flat(value, wanted));
      const all = places.map((own) => own.map((at) => value.rows[at]!));
      for (const after of ["unique", "unique and sorted"] as const) {
        if (!isAs(all.map((row) => afterOf(after, row)), wanted)) continue;
        found.push(chained(this.#opened, { become: value, after }));
      }
      const picked = pick(value.rows, places, wanted);
      if (picked) found.push(...this.#picked(value, picked, known));
    }
    return found;
  }

  #flat(become: Entry, wanted: readonly (readonly string[])[]): Solution[] {
    const { values } = chained(this.#opened, { become, isFlat: true });
    const all = this.#rows.map((row) => (values[row] as unknown[]).map((one) => keyOf(one, this.#idOf)));
    return (["unique", "unique and sorted"] as const).filter((after) =>
      isAs(all.map((row) => afterOf(after, row)), wanted)
    ).map((after) => chained(this.#opened, { become, isFlat: true, after }));
  }

  /** Chains that keep just those places in that order. */
  #picked(become: Entry, picked: readonly (readonly number[])[], known: Map<string, Solution[]>): Solution[] {
    const places = this.#places();
    const kept = picked.flat().toSorted((a, b) => a - b);
    const gone = places.flat().filter((at) => !kept.includes(at));
    const isMoved = picked.some((row) => row.some((at, index) => index > 0 && at < row[index - 1]!));
    if (!isMoved && gone.length === 0) return [];
    const key = kept.join();
    let conditions = known.get(key);
    if (!conditions) known.set(key, conditions = this.#opened.goal.conditions(kept, gone));
    if (gone.length > 0 && conditions.length === 0) return [];
    const keeps = gone.length === 0 ? [undefined] : conditions;
    const orders = isMoved ? this.#orders(picked) : [undefined];
    return keeps.flatMap((keep) => orders.map((order) => chained(this.#opened, { become, keep, order })));
  }

  /** What brings the places into their order. */
  #orders(picked: readonly (readonly number[])[]): Order[] {
    return this.#values().flatMap((by): Order[] => {
      if (by.kind !== "number" && by.kind !== "string") return [];
      return [false, true].filter((isDown) =>
        picked.every((row) => {
          const sorted = row.toSorted((a, b) => a - b).sort((a, b) =>
            (isDown ? -1 : 1) * compare(by.values[a], by.values[b])
          );
          return sorted.every((at, index) => at === row[index]);
        })
      ).map((isDown) => ({ by, isDown }));
    }).slice(0, 4);
  }

  /** Each element becomes what stands at its place. */
  #mapped(target: Target): Solution[] {
    const { places, goal, space } = this.#opened;
    const lists = target.values as readonly (readonly unknown[])[];
    const lengths = this.#places().map((own) => own.length);
    if (!lists.every((list, row) => list.length === lengths[row])) return [];
    const at = new Map<number, number>();
    const values = places.slice(0, space.options.counted).map(({ row }) => {
      const index = at.get(row) ?? 0;
      at.set(row, index + 1);
      return lists[row]![index];
    });
    return goal.solutions(goal.target(values)).filter(({ reads }) => reads & 1 << 30)
      .map((become) => chained(this.#opened, { become }));
  }

  /** Elements with something between them. */
  #joined(target: Target): Solution[] {
    const separators = [", ", " ", ",", "", "\n", "-", "/", "; ", " and ", ".", "_", ": "];
    const places = this.#places();
    const texts = target.values as readonly string[];
    const found: Solution[] = [];
    for (const by of separators) {
      const parts = texts.map((text, row) => places[row]!.length === 0 && text === "" ? [] : text.split(by));
      const isSaid = parts.some((row) => row.length > 1) &&
        parts.every((row, at) => row.length === places[at]!.length);
      if (!isSaid) continue;
      const chains = this.#mapped({ values: parts, keys: [] });
      for (const chain of chains) {
        found.push({
          ...chain,
          text: `${chain.text}.join(${JSON.stringify(by)})`,
          level: chain.level + 3,
          values: chain.values.map((value) => Array.isArray(value) ? value.join(by) : Space.absent),
        });
      }
    }
    return found;
  }

  /** Sums of what some elements have. */
  #sums(target: Target): Solution[] {
    const places = this.#places();
    const wanted = target.values.map(Number);
    const values = this.#values();
    const numbers = values.filter(({ kind }) => kind === "number").slice(0, 60);
    const masks = this.#opened.goal.known.filter(({ kind, reads }) => kind === "boolean" && reads & 1 << 30)
      .slice(0, Pipelines.#most);
    const found: Solution[] = [];
    for (const of of numbers) {
      for (const keep of [undefined, ...masks]) {
        const sums = places.map((own) =>
          own.reduce((sum, at) => !keep || keep.values[at] === true ? sum + Number(of.values[at]) : sum, 0)
        );
        if (keep && sums.every((sum, row) => sum === wanted[row])) {
          found.push(this.#summed(of, keep));
        }
        const isMean = !keep &&
          sums.every((sum, row) =>
            places[row]!.length === 0
              ? wanted[row] === 0
              : Math.abs(sum / places[row]!.length - wanted[row]!) < 1e-12
          );
        if (isMean && places.some((own) => own.length > 1)) found.push(this.#mean(of, wanted, places));
      }
    }
    return found;
  }

  #summed(of: Entry, keep: Entry): Solution {
    const base = chained(this.#opened, { keep });
    const { name } = this.#opened;
    const [sums, kept] = [byRow(of, this.#opened), byRow(keep, this.#opened)];
    const added = said(of, name);
    return {
      ...base,
      text: `${base.text}.reduce((total, ${name}) => total + ${of.rank >= 14 ? added : `(${added})`}, 0)`,
      level: base.level + of.level + 4,
      values: base.values.map((value, row) =>
        value === Space.absent || sums[row]!.includes(Space.absent)
          ? Space.absent
          : sums[row]!.reduce<number>((sum, one, at) => kept[row]![at] ? sum + Number(one) : sum, 0)
      ),
      reads: base.reads | of.reads & ~(1 << 30),
    };
  }

  #mean(of: Entry, wanted: readonly number[], places: readonly (readonly number[])[]): Solution {
    const { list, name } = this.#opened;
    const head = headOf(list);
    const added = said(of, name);
    const sum = `${head}.reduce((total, ${name}) => total + ${of.rank >= 14 ? added : `(${added})`}, 0)`;
    const isGuarded = places.some((own, row) => own.length === 0 && wanted[row] === 0);
    const mean = `${sum} / ${head}.length`;
    const sums = byRow(of, this.#opened);
    return {
      text: isGuarded ? `${head}.length === 0 ? 0 : ${mean}` : mean,
      level: list.level + of.level + 6 + (isGuarded ? 2 : 0),
      rank: isGuarded ? 3 : 14,
      values: list.values.map((value, row) => {
        const own = sums[row]!;
        if (!Array.isArray(value) || own.length !== value.length || own.includes(Space.absent)) {
          return Space.absent;
        }
        if (own.length === 0) return isGuarded ? 0 : NaN;
        return own.reduce<number>((all, one) => all + Number(one), 0) / own.length;
      }),
      reads: list.reads | of.reads & ~(1 << 30),
      isLiteral: false,
    };
  }
}

export function isAs(found: readonly (readonly string[])[], wanted: readonly (readonly string[])[]): boolean {
  return found.every((row, at) =>
    row.length === wanted[at]!.length && row.every((one, index) => one === wanted[at]![index])
  );
}

/** Keys of plain values as a list without repeats, or sorted besides. */
export function afterOf(after: After, row: readonly string[]): string[] {
  const unique = [...new Set(row)];
  return after === "unique"
    ? unique
    : unique.sort((a, b) => bare(a) < bare(b) ? -1 : bare(a) > bare(b) ? 1 : 0);
}

/** A key of text or number as `sort` sees the value. */
export function bare(key: string): string {
  return key.startsWith("s") ? key.slice(key.indexOf(":") + 1) : key.slice(1);
}

/** The places of wanted values in each row; in the list's order where that can be. */
export function pick(
  keys: readonly string[],
  places: readonly (readonly number[])[],
  wanted: readonly (readonly string[])[],
): number[][] | undefined {
  const found: number[][] = [];
  for (const [row, own] of places.entries()) {
    const left = [...own];
    const picked: number[] = [];
    let last = -1;
    for (const key of wanted[row]!) {
      const behind = left.findIndex((at) => at > last && keys[at] === key);
      const index = behind >= 0 ? behind : left.findIndex((at) => keys[at] === key);
      if (index < 0) return undefined;
      const [at] = left.splice(index, 1);
      picked.push(at!);
      last = at!;
    }
    found.push(picked);
  }
  return found;
}
