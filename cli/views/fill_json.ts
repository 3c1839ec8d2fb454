/**
 * What `maze fill --json` prints: the shape that docs/fill.schema.json describes.
 *
 * @module
 */

import type { Candidate, Outcome, Refusal } from "@maze/maze";
import type { Note } from "@maze/maze/plugin";
import type { Recalled } from "../fill/memory.ts";
import type { PlacedFault } from "./fault.ts";

/** One candidate without the texts of whole files. */
export interface CandidateJson {
  readonly text: string;
  readonly state: "valid" | "invalid" | "unchecked";
  /** Negative log-likelihood under its provider, natural logarithm. */
  readonly cost: number;
  readonly reports: Candidate["verdict"]["reports"];
}

/** One hole. */
export interface HoleJson {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly intent: string;
  readonly filled: Outcome["filled"];
  /** What goes into the project; `null` when nothing does. */
  readonly text: string | null;
  /** When an earlier run has shown it, ISO 8601; `null` where it was searched for in this run. */
  readonly shownAt: string | null;
  /** What it does to files, as `patch` reads it; empty when nothing goes in. */
  readonly diff: string;
  readonly candidates: readonly CandidateJson[];
  readonly telling: Outcome["telling"] | null;
  readonly notes: readonly Note[];
  /** Why nothing was tried; `null` where its file can be worked on. */
  readonly refusal: Refusal | null;
  readonly cost: Outcome["cost"];
}

/** One run. */
export interface FillJson {
  readonly version: 1;
  readonly root: string;
  readonly filled: number;
  readonly total: number;
  readonly elapsedMs: number;
  readonly holes: readonly HoleJson[];
  /** Files that were asked for and can not be read: nobody knows what holes they have. */
  readonly unread: readonly Refusal[];
  /** Faults of the project's configuration. */
  readonly faults: readonly PlacedFault[];
  /** Files that were written, relative to the root. */
  readonly written: readonly string[];
  /** The trace's id; `null` when none is kept. */
  readonly trace: string | null;
}

/** One hole as data. */
export function holeJson(
  outcome: Outcome,
  { candidate: chosen, diff, earlier }: {
    readonly candidate: Candidate | undefined;
    readonly diff: string;
    readonly earlier: Recalled | undefined;
  },
): HoleJson {
  const { hole, filled, candidates, telling, notes, refusal = null, cost } = outcome;
  const { id, file, kind, intent } = hole;
  const [, line, column] = /:(\d+):(\d+)$/.exec(id) ?? [];
  return {
    ...{ id, file, kind, intent, filled, notes, refusal, cost, diff },
    line: Number(line ?? 0),
    column: Number(column ?? 0),
    text: chosen?.text ?? null,
    shownAt: outcome.earlier === "valid" ? earlier?.at.toISOString() ?? null : null,
    candidates: candidates.map((candidate) => ({
      text: candidate.text,
      state: candidate.verdict.state,
      cost: candidate.cost,
      reports: candidate.verdict.reports,
    })),
    telling: telling ?? null,
  };
}
