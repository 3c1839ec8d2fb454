/**
 * How often a move leads to an answer without a fault: what was seen in this run, beside what was seen before it.
 *
 * @module
 */

/** What can be done about a fault in what is being written, without giving up. */
export const MOVES = ["patch", "declare", "exclude", "rewind", "restart"] as const;

/** The name of a move. */
export type MoveKind = (typeof MOVES)[number];

/** Part of the moves after which nothing was wrong any more, set by what thirteen samples showed; what 75 have shown since is in `docs/evaluation.md`. */
const SEEN_BEFORE: Readonly<Record<MoveKind, number>> = {
  patch: 0.9,
  declare: 0.8,
  exclude: 0.35,
  rewind: 0.3,
  restart: 0.8,
};
/** As many moves count as much as what was seen before. */
const WEIGHT = 20;

/** How often a move was made, and how often it was good. */
interface Count {
  readonly good: number;
  readonly all: number;
}

/** Keeps count of moves. */
export class Odds {
  readonly #before: Odds | undefined;
  readonly #seen = new Map<MoveKind, Count>();
  #answers = 0;
  #tokens = 0;

  /** @param before What was seen until then; what is seen now is told there by `join`. */
  constructor(before?: Odds) {
    this.#before = before;
  }

  /** Takes over what was seen apart. */
  join(part: Odds): void {
    for (const [kind, { good, all }] of part.#seen) {
      const own = this.#seen.get(kind) ?? { good: 0, all: 0 };
      this.#seen.set(kind, { good: own.good + good, all: own.all + all });
    }
    this.#answers += part.#answers;
    this.#tokens += part.#tokens;
  }

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
    const { good, all } = this.#count(kind);
    return (SEEN_BEFORE[kind] * WEIGHT + good) / (WEIGHT + all);
  }

  /** Tokens that a whole answer has, of which so many are written. */
  usualTokens(written: number): number {
    const [answers, tokens] = this.#written;
    const mean = answers === 0 ? 0 : tokens / answers;
    return Math.max(mean, written);
  }

  #count(kind: MoveKind): Count {
    const { good, all } = this.#seen.get(kind) ?? { good: 0, all: 0 };
    if (!this.#before) return { good, all };
    const before = this.#before.#count(kind);
    return { good: good + before.good, all: all + before.all };
  }

  get #written(): readonly [answers: number, tokens: number] {
    const [answers, tokens] = this.#before ? this.#before.#written : [0, 0];
    return [answers + this.#answers, tokens + this.#tokens];
  }
}
