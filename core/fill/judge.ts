/**
 * The verdict on a candidate, and the order of candidates.
 *
 * @module
 */

import type { Report, Verdict, VerdictState } from "../code/diagnostic.ts";
import type { Draft, Hole } from "../code/hole.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Change } from "../code/text.ts";
import type { AskOptions } from "../kernel/ask.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { type Budget, isLate, lateNote } from "./budget.ts";
import type { FillContext } from "./context.ts";
import type { Answer } from "./decode/decode.ts";

/**
 * Puts an answer into the hole, in memory, and asks all validators. Where one does not answer in time, it owes its check.
 *
 * @throws {MazeError} `hook/deadline` if the answer could not be put into the hole in time.
 */
export async function judge(
  context: FillContext,
  draft: Draft,
  answer: Answer,
  budget: Budget,
): Promise<Candidate> {
  const { kernel, workspace, signal } = context;
  const ask = () => ({ signal, deadlineMs: budget.deadlineMs });
  const written: Draft = { ...draft, text: answer.text };
  const edits = await kernel.ask("indexer.edits", [written, answer.needs], ask());
  const change = await workspace.change(
    edits ?? [{ file: draft.hole.file, span: draft.hole.span, text: answer.text }],
  );
  const reports = await askValidators(kernel, change, draft.hole, ask()).catch(owed);
  return { ...answer, change, verdict: verdictOf(reports) };
}

/** Nobody knows what it would have said. */
function owed(error: unknown): readonly Report[] {
  if (!isLate(error)) throw error;
  const notes = [lateNote(error)];
  return [{ validator: error.plugin ?? "", state: "unchecked", isOwed: true, diagnostics: [], notes }];
}

/** What all validators say of a change. People read it: a validator's own words may quote a key that it was given. */
export async function askValidators(
  kernel: Kernel,
  change: Change,
  hole: Hole | undefined,
  options: AskOptions,
): Promise<readonly Report[]> {
  const { secrets } = kernel.steps;
  const reports = await kernel.ask("validator.validate", [change, hole], options);
  return reports.map((report) => ({
    ...report,
    notes: report.notes.map(({ code, text }) => ({ code, text: secrets.redactText(text) })),
    diagnostics: report.diagnostics.map((one) => ({ ...one, message: secrets.redactText(one.message) })),
  }));
}

/**
 * `invalid` when one validator says so; `unchecked` when one has examples, tests or another check that it owes and could
 * not run, or when none could say anything; else `valid`.
 */
export function verdictOf(reports: readonly Report[]): Verdict {
  const isOpen = ({ state, total = 0, isOwed = false }: Report) =>
    state === "unchecked" && (total > 0 || isOwed);
  const states = reports.map(({ state }) => state);
  const state: VerdictState = states.includes("invalid")
    ? "invalid"
    : states.includes("valid") && !reports.some(isOpen)
    ? "valid"
    : "unchecked";
  return { state, reports };
}

/**
 * The total order of candidates, better first: valid ones, then fewer errors, more examples and tests passed, fewer
 * warnings, likelier.
 */
export function better(a: Candidate, b: Candidate): number {
  return rank(a) - rank(b) || errors(a, "error") - errors(b, "error") || passed(b) - passed(a) ||
    errors(a, "warning") - errors(b, "warning") || a.cost - b.cost;
}

/** True of a candidate whose examples could not be judged because they come to another hole that is open. */
export function waits({ verdict: { state, reports } }: Candidate): boolean {
  return state === "unchecked" && reports.some(({ reachesHole }) => reachesHole === true);
}

/** Those with the fewest warnings: what a validator warns of is out while there is an answer without. */
export function clearest(candidates: readonly Candidate[]): readonly Candidate[] {
  const fewest = Math.min(...candidates.map((one) => errors(one, "warning")));
  return candidates.filter((one) => errors(one, "warning") === fewest);
}

function rank({ verdict: { state } }: Candidate): number {
  return state === "valid" ? 0 : state === "unchecked" ? 1 : 2;
}

function errors({ verdict }: Candidate, severity: "error" | "warning"): number {
  return verdict.reports.flatMap(({ diagnostics }) => diagnostics).filter((one) => one.severity === severity)
    .length;
}

function passed({ verdict }: Candidate): number {
  return verdict.reports.reduce((sum, report) => sum + (report.passed ?? 0), 0);
}
