/**
 * Runs in the sandbox. Values tried in the hole, where its value is not the result of the examples' calls: whether the
 * examples hold with them.
 *
 * @module
 */

import { type Entry, Space } from "./space.ts";

/** Whether one example holds with a value in the hole. */
export type Holds = (value: unknown, row: number) => Promise<boolean>;

/** What was played. Expressions with the same values share a verdict. */
export class Plays {
  /** So many are played with all examples, though one can refuse them: they tell how often one holds by chance. */
  static readonly #sample = 1000;
  /** Different expressions on each level. */
  readonly counts: number[] = [];
  /** Those that were played with all examples, and how many of them each example holds with. */
  sampled = 0;
  readonly hits: number[];
  readonly #holds: Holds;
  readonly #verdicts = new Map<string, boolean>();
  /** For each example what is known of a value. */
  readonly #known: Map<string, boolean>[];

  /** @param rows The number of examples. */
  constructor(rows: number, holds: Holds) {
    this.#holds = holds;
    this.hits = Array.from({ length: rows }, () => 0);
    this.#known = this.hits.map(() => new Map());
  }

  /** Whether all examples hold with an expression; `undefined` while nobody knows. */
  verdict({ rows }: Entry): boolean | undefined {
    return this.#verdicts.get(rows.join("\u0001"));
  }

  /** Plays an expression that has no verdict yet. */
  async play(entry: Entry): Promise<boolean> {
    this.counts[entry.level] = (this.counts[entry.level] ?? 0) + 1;
    const isSample = this.sampled < Plays.#sample;
    let isRight = true;
    for (let row = 0; row < this.hits.length && (isRight || isSample); row++) {
      const isTrue = await this.#isTrue(entry, row);
      if (isTrue && isSample) this.hits[row]!++;
      isRight &&= isTrue;
    }
    if (isSample) this.sampled++;
    this.#verdicts.set(entry.rows.join("\u0001"), isRight);
    return isRight;
  }

  async #isTrue({ rows, values }: Entry, row: number): Promise<boolean> {
    const [key, value, known] = [rows[row]!, values[row], this.#known[row]!];
    if (value === Space.absent) return false;
    const before = known.get(key);
    if (before !== undefined) return before;
    const isTrue = await this.#holds(value, row);
    known.set(key, isTrue);
    return isTrue;
  }
}
