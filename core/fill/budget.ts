/**
 * What one hole may cost. One budget pays for everything that is done for it.
 *
 * @module
 */

import type { Price } from "../code/capabilities.ts";
import type { Usage } from "../code/completion.ts";
import { type Note, NOTE_CODES } from "../code/note.ts";
import type { Cost } from "../code/outcome.ts";
import { MazeError } from "../kernel/errors.ts";
import { type Bounds, Meter, moneyFor } from "./meter.ts";

/**
 * How much longer than the budget an answer is waited for. What is asked in the budget's last moment should be answered:
 * the slowest of ordinary questions is a check by the project's own compiler, 1 to 6 s (`deno check`) on an idle machine,
 * and twice that on a busy one.
 */
export const GRACE_MS = 15_000;

/** Bounds of one hole. */
export interface BudgetOptions extends Bounds {
  /** Wall time, milliseconds. */
  readonly maxMs: number;
  /** Candidates that are judged. */
  readonly maxCandidates: number;
}

/** What is counted for a request that is under way. */
export interface Account {
  /** Counts tokens that came; the server's own word replaces them. */
  wrote(tokens: number): void;
  /** The server's own word: it may come again, and replaces what was said before. */
  used(usage: Usage): void;
}

/** Keeps count of what a hole has cost. */
export class Budget {
  readonly #startedAt = performance.now();
  readonly #options: BudgetOptions;
  /** Counts what it pays for; a part of it that has bounds of its own counts here too. */
  readonly meter: Meter;
  #candidates = 0;
  #inputTokens = 0;
  #outputTokens = 0;

  /** @param run Counts what all holes of a run cost. */
  constructor(options: BudgetOptions, run = new Meter({})) {
    this.#options = options;
    this.meter = new Meter(options, run);
  }

  /** Milliseconds that are left; 0 when none are. */
  get leftMs(): number {
    return this.meter.leftMs;
  }

  /** How long an answer that the hole needs is waited for, milliseconds: what is left, and the grace. */
  get deadlineMs(): number {
    return Math.ceil(this.leftMs) + GRACE_MS;
  }

  /** True when as many candidates are judged as may be. */
  get isFull(): boolean {
    return this.#candidates >= this.#options.maxCandidates;
  }

  /** Which bound of tokens or money is reached, in words; `undefined` while none is. */
  get bound(): string | undefined {
    return this.meter.bound;
  }

  /** Tokens that may still be written after so many are read, at a price. */
  leftTokens(inputTokens: number, price: Price | undefined): number {
    return this.meter.leftTokens(inputTokens, price);
  }

  /** What a person should know of answers that were left when the budget was spent: which bound it was. */
  noteOn(left: number): Note {
    const what = `${left} ${left === 1 ? "answer was" : "answers were"} not judged`;
    const { maxCandidates } = this.#options;
    return this.#candidates >= maxCandidates
      ? { code: NOTE_CODES.notJudged, text: `${what}: at most ${maxCandidates} are` }
      : { code: NOTE_CODES.outOfTime, text: `${what}: the time for this hole was over` };
  }

  /** Counts one judged candidate. */
  judged(): void {
    this.#candidates++;
  }

  /**
   * Opens the account of a request.
   *
   * @param inputTokens What it reads, as far as that is known before.
   */
  open(inputTokens: number, price: Price | undefined): Account {
    let counted: Usage = { inputTokens: 0, outputTokens: 0 };
    const count = (usage: Usage) => {
      const [read, written] = [
        usage.inputTokens - counted.inputTokens,
        usage.outputTokens - counted.outputTokens,
      ];
      this.#inputTokens += read;
      this.#outputTokens += written;
      this.meter.add(read + written, moneyFor(usage, price) - moneyFor(counted, price));
      counted = usage;
    };
    count({ inputTokens, outputTokens: 0 });
    return {
      wrote: (tokens) => count({ ...counted, outputTokens: counted.outputTokens + tokens }),
      used: count,
    };
  }

  /** What the hole has cost so far. */
  get cost(): Cost {
    const { money } = this.meter;
    return {
      elapsedMs: performance.now() - this.#startedAt,
      candidates: this.#candidates,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      ...(money > 0 ? { money } : {}),
    };
  }
}

/** True for what the kernel throws when an answer did not come in time. */
export function isLate(error: unknown): error is MazeError {
  return error instanceof MazeError && error.code === "hook/deadline";
}

/** What a person should know of a question that was not answered in time. */
export function lateNote(error: MazeError): Note {
  return { code: "stopped", text: error.message };
}

/** What several things cost one after the other. */
export function sum(own: Cost, others: readonly Cost[]): Cost {
  const all = [own, ...others];
  const of = (key: keyof Cost) => all.reduce((total, one) => total + (one[key] ?? 0), 0);
  const money = of("money");
  return {
    elapsedMs: of("elapsedMs"),
    candidates: of("candidates"),
    inputTokens: of("inputTokens"),
    outputTokens: of("outputTokens"),
    ...(money > 0 ? { money } : {}),
  };
}
