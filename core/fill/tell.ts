/**
 * What the stream of steps holds of an attempt: enough to explain a hole afterwards without filling it again.
 *
 * @module
 */

import type { CompletionRequest } from "../code/completion.ts";
import type { Candidate, Outcome } from "../code/outcome.ts";
import type { Steps } from "../kernel/steps.ts";

/** A trace is bounded, and a person reads no more. */
const NAMES = 40;
const FAULTS = 3;

/** Tells what a provider is asked, and in which context. */
export function tellRequest(steps: Steps, request: CompletionRequest): void {
  const { draft: { hole }, scope, answers, budgetMs } = request;
  const names = scope.bindings.slice(0, NAMES).map(({ name, type }) => `${name}: ${type}`);
  steps.note({
    kind: "note",
    name: "request",
    fields: {
      intent: hole.intent,
      expected: scope.expected?.type ?? "",
      examples: hole.examples.length,
      bindings: scope.bindings.length,
      ...{ names, answers, budgetMs },
    },
  });
}

/** Tells what was found of a candidate. */
export function tellVerdict(steps: Steps, { text, cost, verdict: { state, reports } }: Candidate): void {
  const faults = reports.flatMap(({ diagnostics }) => diagnostics).slice(0, FAULTS)
    .map(({ code, message }) => `${code}: ${message.split("\n")[0]}`);
  steps.note({ kind: "note", name: "judged", fields: { text, state, cost, faults } });
}

/** Tells what became of a hole. */
export function tellOutcome(steps: Steps, { filled, candidates, notes }: Outcome): void {
  const said = notes.map(({ text }) => text);
  steps.note({
    kind: "note",
    name: "outcome",
    fields: { filled, candidates: candidates.length, notes: said },
  });
}

/** Tells what of it goes into the project: no text where the hole stays open. */
export function tellChoice(steps: Steps, { hole, candidates }: Outcome, chosen: Candidate | undefined): void {
  const fields = chosen ? { candidate: candidates.indexOf(chosen) + 1, text: chosen.text } : {};
  steps.note({ kind: "note", name: "chosen", fields: { hole: hole.id, ...fields } });
}
