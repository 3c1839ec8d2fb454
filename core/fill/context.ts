/**
 * What every step on the way of a hole is given.
 *
 * @module
 */

import type { Kernel } from "../kernel/kernel.ts";
import type { Workspace } from "../write/workspace.ts";
import { type MoveKind, MOVES, type Odds } from "./decode/odds.ts";
import type { Meter } from "./meter.ts";
import type { Providers } from "./providers.ts";

/** One run over a project. */
export interface FillContext {
  readonly kernel: Kernel;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly options: FillOptions;
  /** Who writes code. */
  readonly providers: Providers;
  /** What moves have led to. */
  readonly odds: Odds;
  /** What all holes cost together. */
  readonly run: Meter;
  /** Files whose text the indexers were told, so that they no longer read it from the disk. */
  readonly held: Set<string>;
}

/** Bounds of a run. */
export interface FillOptions {
  /** Wall time for one hole, milliseconds. */
  readonly maxMs: number;
  /** Answers wanted from the provider for one hole. */
  readonly answers: number;
  /** Candidates judged for one hole at most. */
  readonly maxCandidates: number;
  /** Valid candidates wanted for one hole: the first is written, the others are shown. */
  readonly wanted: number;
  /** Tokens of one answer at most. */
  readonly answerTokens: number;
  /** Tokens of context beside the hole's file at most. */
  readonly contextTokens: number;
  /** True where what a model writes is judged while it comes. */
  readonly watch: boolean;
  /** True where a model's expressions are joined with what fits: dear, and not yet shown to find more. */
  readonly join: boolean;
  /** What may be done about a fault. */
  readonly moves: readonly MoveKind[];
  /** Answers of a model that are compared by what they do; 1 for no comparison. */
  readonly samples: number;
  /** Streams that a model is asked for, for one hole. */
  readonly streams: number;
  /** Holes that are filled at the same time at most; as many as the model's server says when absent. */
  readonly holes?: number;
  /** True where a model that is asked again is told its last answer, and what was wrong with it. */
  readonly tellFaults: boolean;
  /** Tokens for one hole, read and written; no bound when absent. */
  readonly maxTokens?: number;
  /** Money for one hole, in the unit in which prices are configured; no bound when absent. */
  readonly maxCost?: number;
}

/** The bounds when nothing is configured. */
export const DEFAULT_FILL: FillOptions = {
  maxMs: 15_000,
  answers: 40,
  maxCandidates: 12,
  wanted: 3,
  answerTokens: 512,
  contextTokens: 2_000,
  watch: true,
  join: false,
  moves: MOVES,
  samples: 1,
  streams: 16,
  tellFaults: false,
};
