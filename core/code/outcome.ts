/**
 * What became of a hole.
 *
 * @module
 */

import type { Verdict } from "./diagnostic.ts";
import type { Hole } from "./hole.ts";
import type { Note } from "./note.ts";
import type { ImportNeed } from "./scope.ts";
import type { Change } from "./text.ts";

/** What a hole cost. */
export interface Cost {
  /** Wall time. */
  readonly elapsedMs: number;
  /** Candidates that were judged. */
  readonly candidates: number;
  /** Tokens read by providers. */
  readonly inputTokens: number;
  /** Tokens written by providers. */
  readonly outputTokens: number;
  /** In the unit in which prices are configured; absent where nothing has a price. */
  readonly money?: number;
}

/** A change under judgment: the text that goes into a hole, and what follows from it. */
export interface Candidate {
  /** What goes into the hole. */
  readonly text: string;
  /** Imports that the text needs. */
  readonly needs: readonly ImportNeed[];
  /** All edits, with the touched files after them. */
  readonly change: Change;
  /** Negative log-likelihood under its provider, natural logarithm. */
  readonly cost: number;
  /** How often a model drew it, where samples are compared. */
  readonly draws?: number;
  /** The provider's plugin name. */
  readonly provider: string;
  /** What the validators say. */
  readonly verdict: Verdict;
}

/** What a hole was shown to have in an earlier run: judged again instead of asking a provider anew. */
export interface Earlier {
  /** What it was found to be. */
  readonly filled: "yes" | "ambiguous";
  /** The readings that were shown, in their order. */
  readonly answers: readonly Pick<Candidate, "text" | "needs" | "cost">[];
  /** As it was shown. */
  readonly telling?: Outcome["telling"];
  /** True when nothing else may go into the hole, also where an answer is no longer valid. */
  readonly isLast: boolean;
}

/** Why a file can not be worked on: a `MazeError` about one file, as data. */
export interface Refusal {
  /** Relative to the project's root. */
  readonly file: string;
  /** Stable: `write/encoding`. */
  readonly code: string;
  /** `Cannot <verb> <object>: <present state>`. */
  readonly message: string;
  /** The next step for the user. */
  readonly hint?: string;
}

/** Where new code was put, and what begins it. */
export interface Placed {
  /** Relative to the root. */
  readonly file: string;
  /** True for a file that is made for it. */
  readonly isNew: boolean;
  /** Why there, for people. */
  readonly reason: string;
  /** The declaration's head; empty where none was found right. */
  readonly head: string;
}

/** What became of a hole: `ambiguous` is never written unless one of its readings is chosen. */
export interface Outcome {
  /** The hole as it was when its turn came. */
  readonly hole: Hole;
  /** Whether it has a fill. */
  readonly filled: "yes" | "ambiguous" | "no";
  /** What is written when `filled` is `yes`: the first of `candidates`. */
  readonly candidates: readonly Candidate[];
  /**
   * The input that tells two readings apart, and what each makes of it; absent from an ambiguous one of a single
   * reading that its provider holds for unlikely.
   */
  readonly telling?: { readonly input: string; readonly results: readonly string[] };
  /** What was tried and where it ended. */
  readonly notes: readonly Note[];
  /** Why nothing was tried; absent where its file can be worked on. */
  readonly refusal?: Refusal;
  /** Of new code that Maze has placed: where. The hole is where it goes, the candidates' texts are all of it. */
  readonly placed?: Placed;
  /** Whether what an earlier run has shown is still valid; absent where the request knew of none. */
  readonly earlier?: "valid" | "invalid";
  /** What was spent on it. */
  readonly cost: Cost;
}
