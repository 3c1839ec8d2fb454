/**
 * Faults found in code, and what validators make of them.
 *
 * @module
 */

import type { Note } from "./note.ts";
import type { Span } from "./text.ts";

/** One fault found in code. Faults are values; they are never thrown. */
export interface Diagnostic {
  /** Relative to the project's root. */
  readonly file: string;
  /** What is at fault, in the text that was judged. */
  readonly span: Span;
  /** A warning alone makes nothing invalid. */
  readonly severity: "error" | "warning";
  /** Stable, as its source writes it: `TS2322`, `example`, `cheat/any`. */
  readonly code: string;
  /** For people. */
  readonly message: string;
  /** Who found it: the validator's plugin name. */
  readonly source: string;
}

/** What a candidate is found to be. Nothing else is a verdict. */
export type VerdictState = "valid" | "invalid" | "unchecked";

/** What one validator says of one change. */
export interface Report {
  /** The validator's plugin name. */
  readonly validator: string;
  /** What it found the change to be. */
  readonly state: VerdictState;
  /** The faults, in order of place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Examples or tests that passed, of how many; absent where the validator runs none. */
  readonly passed?: number;
  /** Of how many. */
  readonly total?: number;
  /** With `unchecked`: true where the change was the validator's to judge, and it could not. Nothing is valid then. */
  readonly isOwed?: boolean;
  /** True where what could not be checked comes to another hole that is open. */
  readonly reachesHole?: boolean;
  /** What was truly enforced or left out: `no network`, `memory not limited`. */
  readonly notes: readonly Note[];
}

/** All reports on one change, joined. */
export interface Verdict {
  /** `invalid` when one report is; `unchecked` when one owes its check, or examples could not be run; else `valid` when one is. */
  readonly state: VerdictState;
  /** One of each validator, in order of calls. */
  readonly reports: readonly Report[];
}
