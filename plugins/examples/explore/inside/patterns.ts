/**
 * Runs in the sandbox. Known conditions by the rows on which they hold, and what is made of them: conditions joined, and
 * choices.
 *
 * @module
 */

import { within } from "./operator.ts";
import { isBoth, isEither, type RowSet, rowSetOf } from "./row_set.ts";
import { breadth, cheapest, type Solution, type Target } from "./solution.ts";
import { type Entry, Space } from "./space.ts";

/** Conditions that hold on the same rows. */
export interface Pattern {
  readonly set: RowSet;
  readonly yes: readonly number[];
  readonly no: readonly number[];
  readonly entries: Entry[];
}

/** Conditions that have a value on all rows that count. */
export class Patterns {
  readonly #counted: number;
  readonly #known = new Map<string, Pattern>();

  constructor(counted: number) {
    this.#counted = counted;
  }

  /** Learns of an expression; only conditions are kept. */
  take(entry: Entry): void {
    const { kind, isLiteral, values } = entry;
    if (kind !== "boolean" || isLiteral) return;
    for (let row = 0; row < this.#counted; row++) if (values[row] === Space.absent) return;
    const set = rowSetOf(this.#counted, (row) => values[row] === true);
    const key = set.join();
    const known = this.#known.get(key);
    if (!known) {
      const rows = Array.from({ length: this.#counted }, (_, row) => row);
      const yes = rows.filter((row) => values[row] === true);
      const no = rows.filter((row) => values[row] !== true);
      this.#known.set(key, { set, yes, no, entries: [entry] });
    } else if (known.entries.length < breadth()) known.entries.push(entry);
  }

  /** `a && b` and `a || b` */
  joined(target: Target): Solution[] {
    if (!target.values.every((value) => typeof value === "boolean")) return [];
    const wanted = rowSetOf(this.#counted, (row) => target.values[row] === true);
    const key = wanted.join();
    const others = [...this.#known].flatMap(([own, pattern]) => own === key ? [] : [pattern]);
    const found: Solution[] = [];
    for (const one of others) {
      for (const two of others) {
        const sign = isBoth(one.set, two.set, wanted)
          ? "&&"
          : isEither(one.set, two.set, wanted)
          ? "||"
          : undefined;
        if (sign && one !== two) found.push(...conditionsJoined(sign, one.entries, two.entries));
      }
    }
    return found;
  }

  /** @param partsOf Gives what has the wanted values on some rows. */
  choices(partsOf: (rows: readonly number[]) => readonly Solution[]): Solution[] {
    const known = new Map<string, readonly Solution[]>();
    const parts = (rows: readonly number[]) => {
      const key = rows.join();
      let own = known.get(key);
      if (!own) known.set(key, own = cheapest(partsOf(rows)));
      return own;
    };
    const found: Solution[] = [];
    for (const { yes, no, entries } of this.#known.values()) {
      if (yes.length === 0 || no.length === 0) continue;
      for (const condition of entries) {
        for (const one of parts(yes)) {
          for (const two of parts(no)) if (isChoice(one, two)) found.push(choiceOf(condition, one, two));
        }
      }
    }
    return found;
  }
}

export function conditionsJoined(
  sign: "&&" | "||",
  lefts: readonly Entry[],
  rights: readonly Entry[],
): Solution[] {
  const rank = sign === "&&" ? 6 : 5;
  return lefts.flatMap((left) =>
    // A condition guards what is behind it; else the order is that of the names.
    rights.filter((right) =>
      left.level < right.level || left.level === right.level && !(left.text > right.text)
    ).map((right): Solution => ({
      text: `${within(left, rank + 1)} ${sign} ${within(right, rank + 1)}`,
      level: left.level + right.level + 2,
      rank,
      values: left.values.map((is, row) =>
        is === Space.absent ? is : (sign === "&&") === is ? right.values[row] : is
      ),
      reads: left.reads | right.reads,
      isLiteral: false,
    }))
  );
}

/** Beside a constant that others speak for an echo may stand, beside a computed value it may not. */
export function isChoice(yes: Solution, no: Solution): boolean {
  const [echo, other] = yes.isEcho ? [yes, no] : [no, yes];
  return !(echo.isEcho && (other.isEcho || !other.isLiteral));
}

/** `c ? a : b` */
export function choiceOf(condition: Entry, yes: Solution, no: Solution): Solution {
  const text = (one: Solution) => one.rank > 3 ? one.text : `(${one.text})`;
  return {
    text: `${within(condition, 4)} ? ${text(yes)} : ${text(no)}`,
    level: condition.level + yes.level + no.level + 2,
    rank: 3,
    values: condition.values.map((is, row) =>
      is === Space.absent ? is : is ? yes.values[row] : no.values[row]
    ),
    reads: condition.reads | yes.reads | no.reads,
    isLiteral: false,
  };
}
