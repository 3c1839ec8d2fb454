/**
 * What one arm made of one sample of one task, as a line of `rows.jsonl`.
 *
 * @module
 */

import type { Spent } from "./spent.ts";

/** A move after a fault, or a candidate that was refused when it was whole. */
export interface Made {
  /** As `restart`; `refused` for a whole answer that the validators refused. */
  readonly kind: string;
  /** Code and message, or `no end`. */
  readonly fault: string;
  /** Tokens that were kept. */
  readonly kept: number;
  /** Tokens that were written in this fill before it. */
  readonly written: number;
}

/** What came of a fill, before it is scored. */
export interface Filled {
  readonly task: string;
  /** From 0. */
  readonly sample: number;
  readonly arm: string;
  /** Whether Maze took it: `yes`; `ambiguous` for readings that differ; `no` for none. */
  readonly filled: "yes" | "ambiguous" | "no";
  /** What goes into the hole; what came nearest where nothing was taken; empty where there is none. */
  readonly text: string;
  /** The whole file with it. */
  readonly file: string;
  /** The plugin that wrote it; empty where there is none. */
  readonly provider: string;
  /** Examples that the hole has; absent in rows that were written before this was. */
  readonly examples?: number;
  /** Ways around the compiler that were found in the text. */
  readonly cheats: readonly string[];
  readonly isStub: boolean;
  readonly spent: Spent;
  /** Wall time, milliseconds. */
  readonly ms: number;
  /** Of that, while a prefix check or a validator was at work; checks run beside the stream. */
  readonly checkMs: number;
  /** Of it, while a stream that had ended waited for its last check; absent in rows that were written before this was. */
  readonly waitedMs?: number;
  /** Prefix checks. */
  readonly checks: number;
  readonly made: readonly Made[];
  /** What a person should know. */
  readonly notes: readonly string[];
  /** Processes that wanted to run when it began, as the system counts: a busy machine makes wall times doubtful. */
  readonly load: number;
}

/** A line. */
export interface Row extends Omit<Filled, "file"> {
  /** Whether `text` compiles, `console` being declared. */
  readonly compiled: boolean;
  /** The same with the ECMAScript library alone. */
  readonly compiledBare: boolean;
  /** Whether it compiles and its tests pass. */
  readonly passed: boolean;
  /** Names at which the compiler says that nothing is called so, where that is looked at. */
  readonly invented?: readonly string[];
  /** Tokens of the code that stood in the hole, where that is known. */
  readonly holeTokens?: number;
}

/** Tells rows apart. */
export function keyOf({ task, sample, arm }: Pick<Row, "task" | "sample" | "arm">): string {
  return JSON.stringify([task, sample, arm]);
}
