/**
 * What became of a hole.
 *
 * @module
 */

import type { Verdict } from "./diagnostic.ts";
import type { Hole } from "./hole.ts";
import type { ImportNeed } from "./scope.ts";
import type { Change } from "./text.ts";

/** What a hole cost. */
export interface Cost {
  readonly elapsedMs: number;
  readonly candidates: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A change under judgment: the text that goes into a hole, and what follows from it. */
export interface Candidate {
  readonly text: string;
  readonly needs: readonly ImportNeed[];
  readonly change: Change;
  /** Negative log-likelihood under its provider, natural logarithm. */
  readonly cost: number;
  readonly provider: string;
  readonly verdict: Verdict;
}

/** What became of a hole: `ambiguous` is never written unless one of its readings is chosen. */
export interface Outcome {
  readonly hole: Hole;
  readonly filled: "yes" | "ambiguous" | "no";
  /** What is written when `filled` is `yes`: the first of `candidates`. */
  readonly candidates: readonly Candidate[];
  /** The input that tells two readings apart, and what each makes of it. */
  readonly telling?: { readonly input: string; readonly results: readonly string[] };
  /** What was tried and where it ended, in words, for a hole that is not filled. */
  readonly notes: readonly string[];
  readonly cost: Cost;
  readonly trace: string;
}
