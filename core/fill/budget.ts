/**
 * What one hole may cost. One budget pays for everything that is done for it.
 *
 * @module
 */

import type { Cost } from "../code/outcome.ts";

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

  /** True when neither time nor candidates are left. */
  get isSpent(): boolean {
    return this.leftMs === 0 || this.#candidates >= this.#options.maxCandidates;
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
