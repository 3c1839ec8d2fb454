/**
 * How often a move leads to an answer without a fault: what was seen in this run, beside what was seen before it.
 *
 * @module
 */

/** What can be done about a fault in what is being written, without giving up. */
export const MOVES = ["patch", "declare", "exclude", "rewind", "restart"] as const;

/** The name of a move. */
export type MoveKind = (typeof MOVES)[number];

/** Part of the moves after which nothing was wrong any more: seen in thirteen faulty samples, `docs/evaluation.md`. */
const SEEN_BEFORE: Readonly<Record<MoveKind, number>> = {
  patch: 0.9,
  declare: 0.8,
  exclude: 0.35,
  rewind: 0.3,
  restart: 0.8,
};
/** As many moves count as much as what was seen before. */
const WEIGHT = 20;

/** Keeps count of moves. */
export class Odds {
  readonly #seen = new Map<MoveKind, { readonly good: number; readonly all: number }>();
  #answers = 0;
  #tokens = 0;

  /** Notes whether a move led to an answer without a fault. */
  told(kind: MoveKind, isGood: boolean): void {
    const { good, all } = this.#seen.get(kind) ?? { good: 0, all: 0 };
    this.#seen.set(kind, { good: good + Number(isGood), all: all + 1 });
  }

  /** Notes how many tokens a whole answer had. */
  wrote(tokens: number): void {
    this.#answers++;
    this.#tokens += tokens;
  }

  /** From 0 to 1. */
  of(kind: MoveKind): number {
    const { good, all } = this.#seen.get(kind) ?? { good: 0, all: 0 };
    return (SEEN_BEFORE[kind] * WEIGHT + good) / (WEIGHT + all);
  }

  /** Tokens that a whole answer has, of which so many are written. */
  usualTokens(written: number): number {
    const mean = this.#answers === 0 ? 0 : this.#tokens / this.#answers;
    return Math.max(mean, written);
  }
}
