/**
 * Runs in the sandbox. Conditions under which a call must throw: true on the rows of the examples that throw, false on
 * those that give a value.
 *
 * @module
 */

import { literalOf } from "./constants.ts";
import { within } from "./operator.ts";
import { type Entry, type Fresh, Space } from "./space.ts";

/** A condition. */
export interface Guard {
  readonly text: string;
  readonly level: number;
  readonly reads: number;
  /** Whether it holds on each row; `Space.absent` where nobody knows. */
  readonly values: readonly unknown[];
  /** How strongly its text binds. */
  readonly rank: number;
}

/** Keeps what is known of the rows that must throw. */
export class Guards {
  static readonly #maxEntries = 3000;
  readonly #entries: Entry[] = [];
  readonly #counted: number;
  readonly #isWanted: (name: string) => boolean;

  constructor(space: Space, isWanted: (name: string) => boolean) {
    this.#counted = space.options.counted;
    this.#isWanted = isWanted;
    space.onEntry((entry, isNew) => {
      if (isNew && !entry.isLiteral && this.#entries.length < Guards.#maxEntries) this.#entries.push(entry);
    });
  }

  /** The cheapest conditions for some rows behind those that count. */
  for(thrown: readonly number[], most: number): Guard[] {
    const found = this.#entries.flatMap((entry) => this.#of(entry, thrown));
    const all = this.#cheapest(found, most);
    if (all.length > 0 || thrown.length < 2) return all;
    // Each row may have a reason of its own.
    const [first, ...rest] = thrown;
    const [ones, others] = [this.for([first!], 2), this.for(rest, 2)];
    return this.#cheapest(ones.flatMap((one) => others.map((other) => joined(one, other))), most);
  }

  #cheapest(found: readonly Guard[], most: number): Guard[] {
    const texts = new Set<string>();
    return found.toSorted((a, b) => a.level - b.level)
      .filter(({ text }) => !texts.has(text) && texts.add(text)).slice(0, most);
  }

  #of(entry: Entry, thrown: readonly number[]): Guard[] {
    const counted = entry.values.slice(0, this.#counted);
    const own = thrown.map((row) => entry.values[row]);
    if (own.includes(Space.absent) || counted.includes(Space.absent)) return [];
    const guard = (text: string, cost: number, rank: number, holds: (value: unknown) => boolean): Guard[] =>
      own.every(holds) && !counted.some(holds)
        ? [{
          text,
          level: entry.level + cost,
          reads: entry.reads,
          rank,
          values: entry.values.map((value) => value === Space.absent ? value : holds(value)),
        }]
        : [];
    const { rank } = entry;
    const missing = own.every((value) => value === undefined);
    return [
      ...guard(entry.text, 0, rank, (value) => value === true),
      ...(entry.kind === "boolean" ? guard(`!${within(entry, 16)}`, 1, 16, (value) => value === false) : []),
      ...(missing ? guard(`${within(entry, 10)} === undefined`, 1, 10, (value) => value === undefined) : []),
      ...(own.every((value) => value === null)
        ? guard(`${within(entry, 10)} === null`, 1, 10, (value) => value === null)
        : []),
      ...(own.every((value) => value === "")
        ? guard(`${within(entry, 10)} === ""`, 1, 10, (value) => value === "")
        : []),
      ...(own.every((value) => typeof value === "number")
        ? this.#ofNumber(entry, own.map(Number), guard)
        : []),
    ];
  }

  #ofNumber(
    entry: Entry,
    own: readonly number[],
    guard: (text: string, cost: number, rank: number, holds: (value: unknown) => boolean) => Guard[],
  ): Guard[] {
    const zero = this.#isWanted("zero") ? 1 : 2;
    const least = this.#isWanted("negative") ? 1 : 2;
    const text = within(entry, 11);
    const is = (holds: (value: number) => boolean) => (value: unknown) =>
      typeof value === "number" && holds(value);
    const found = own.every((value) => value === 0)
      ? guard(`${text} === 0`, zero, 10, is((value) => value === 0))
      : own.every((value) => value < 0)
      ? guard(`${text} < 0`, least, 11, is((value) => value < 0))
      : [];
    const [top, low] = [Math.max(...own), Math.min(...own)];
    const numbers = entry.values.slice(0, this.#counted).filter((value) => typeof value === "number");
    if (low > Math.max(...numbers)) {
      for (const border of [low, low - 1, Math.max(...numbers)]) {
        const literal = literalOf(border);
        const cost = (this.#isWanted(String(border)) || border === 1 ? 1 : 3) + (border === low - 1 ? 0 : 1);
        if (literal && border < low) {
          found.push(...guard(`${text} > ${literal.text}`, cost + 1, 11, is((value) => value > border)));
        }
        if (literal && border === low) {
          found.push(...guard(`${text} >= ${literal.text}`, cost + 1, 11, is((value) => value >= border)));
        }
      }
    }
    if (top < Math.min(...numbers)) {
      found.push(...guard(`${text} <= 0`, top === 0 ? zero + 1 : least + 2, 11, is((value) => value <= 0)));
      found.push(
        ...guard(
          `${text} < 1`,
          this.#isWanted("1") || this.#isWanted("one") ? 2 : 4,
          11,
          is((value) => value < 1),
        ),
      );
    }
    found.push(...guard(`!Number.isInteger(${entry.text})`, 2, 16, is((value) => !Number.isInteger(value))));
    found.push(...guard(`!Number.isFinite(${entry.text})`, 3, 16, is((value) => !Number.isFinite(value))));
    return found;
  }
}

/** That an expression has no value. */
export function missingGuard(of: Fresh): Guard {
  return {
    text: `${of.rank >= 10 ? of.text : `(${of.text})`} === undefined`,
    level: of.level + 1,
    reads: of.reads,
    rank: 10,
    values: of.values.map((value) => value === Space.absent ? value : value === undefined),
  };
}

export function joined(one: Guard, other: Guard): Guard {
  const part = ({ text, rank }: Guard) => rank > 5 ? text : `(${text})`;
  return {
    text: `${part(one)} || ${part(other)}`,
    level: one.level + other.level + 1,
    reads: one.reads | other.reads,
    rank: 5,
    values: one.values.map((value, row) => value === true ? true : other.values[row]),
  };
}
