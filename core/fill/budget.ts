/**
 * What one hole may cost. One budget pays for everything that is done for it.
 *
 * @module
 */

import { type Note, NOTE_CODES } from "../code/note.ts";
import type { Cost } from "../code/outcome.ts";
import { MazeError } from "../kernel/errors.ts";

/**
 * How much longer than the budget an answer is waited for. What is asked in the budget's last moment should be answered:
 * the slowest of ordinary questions is a check by the project's own compiler, 1 to 6 s (`deno check`) on an idle machine,
 * and twice that on a busy one.
 */
export const GRACE_MS = 15_000;

/** Bounds of one hole. */
export interface BudgetOptions {
  /** Wall time, milliseconds. */
  readonly maxMs: number;
  /** Candidates that are judged. */
  readonly maxCandidates: number;
}

/** Keeps count of what a hole has cost. */
export class Budget {
  readonly #startedAt = performance.now();
  readonly #options: BudgetOptions;
  #candidates = 0;
  #inputTokens = 0;
  #outputTokens = 0;

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  /** Milliseconds that are left; 0 when none are. */
  get leftMs(): number {
    return Math.max(0, this.#options.maxMs - (performance.now() - this.#startedAt));
  }

  /** How long an answer that the hole needs is waited for, milliseconds: what is left, and the grace. */
  get deadlineMs(): number {
    return Math.ceil(this.leftMs) + GRACE_MS;
  }

  /** True when as many candidates are judged as may be. */
  get isFull(): boolean {
    return this.#candidates >= this.#options.maxCandidates;
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

  /** Counts what a provider used. */
  used(usage: { readonly inputTokens: number; readonly outputTokens: number }): void {
    this.#inputTokens += usage.inputTokens;
    this.#outputTokens += usage.outputTokens;
  }

  /** What the hole has cost so far. */
  get cost(): Cost {
    return {
      elapsedMs: performance.now() - this.#startedAt,
      candidates: this.#candidates,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
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
