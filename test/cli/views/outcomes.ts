/**
 * Outcomes for the views' tests.
 *
 * @module
 */

import type { Candidate, Outcome } from "@maze/maze";
import type { Report } from "@maze/maze/plugin";

/** A candidate with reports; valid unless one of them says otherwise. */
export function candidate(text: string, ...reports: readonly Partial<Report>[]): Candidate {
  const full = reports.map((report): Report => ({
    ...{ validator: "compiler", state: "valid", diagnostics: [], notes: [] },
    ...report,
  }));
  const state = full.some((report) => report.state === "invalid") ? "invalid" : "valid";
  const change = { edits: [], files: [{ file: "a.ts", text }] };
  return { text, needs: [], change, cost: 1, provider: "test", verdict: { state, reports: full } };
}

/** A hole's outcome. */
export function outcome(more: Partial<Outcome>): Outcome {
  const span = { start: 0, end: 6 };
  const hole = { id: "a.ts:1:1", file: "a.ts", span, snapshot: "", language: "typescript" };
  return {
    hole: { ...hole, kind: "expression", intent: "the sum", examples: [] },
    ...{ filled: "no", candidates: [], notes: [], trace: "" },
    cost: { elapsedMs: 1234, candidates: 2, inputTokens: 0, outputTokens: 0 },
    ...more,
  };
}

/** A fault of a candidate. */
export function fault(code: string, message: string): Partial<Report> {
  const span = { start: 0, end: 1 };
  return {
    state: "invalid",
    diagnostics: [{ file: "a.ts", span, severity: "error", code, message, source: "compiler" }],
  };
}
