/**
 * What the stream of steps holds of an attempt: enough to explain a hole afterwards without filling it again.
 *
 * @module
 */

import type { CompletionRequest } from "../code/completion.ts";
import type { Diagnostic } from "../code/diagnostic.ts";
import type { Candidate, Outcome } from "../code/outcome.ts";
import type { Steps } from "../kernel/steps.ts";
import type { MoveKind } from "./decode/odds.ts";
import type { Kept } from "./decode/writing.ts";
import type { PackedItem } from "./items.ts";

/** A trace is bounded, and a person reads no more. */
const NAMES = 40;
const FAULTS = 3;
const ITEMS = 120;
const HEAD_UNITS = 120;

/** Tells what a provider is asked, and which context it is given or not, each piece with its reason. */
export function tellRequest(steps: Steps, request: CompletionRequest, items: readonly PackedItem[]): void {
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
      ...(items.length === 0 ? {} : { context: items.slice(0, ITEMS).map(toldItem) }),
    },
  });
}

function toldItem({ item: { text, short = text, reason }, form, tokens }: PackedItem) {
  return { head: (short.split("\n", 1)[0] ?? "").slice(0, HEAD_UNITS), reason, form, tokens };
}

/** What a model and what fits came to together. */
export interface ToldJoined {
  /** Free samples that had an end. */
  readonly samples: number;
  /** Texts that type-check. */
  readonly found: number;
  /** See `Joint`. */
  readonly unsure: number;
  readonly mass: number | undefined;
}

/** Tells how a short hole's candidates were chosen from. */
export function tellJoined(steps: Steps, { samples, found, unsure, mass }: ToldJoined): void {
  const hundredths = (part: number) => Math.round(part * 100) / 100;
  const masses = mass === undefined ? {} : { mass: hundredths(mass) };
  steps.note({
    kind: "note",
    name: "joined",
    fields: { samples, found, unsure: hundredths(unsure), ...masses },
  });
}

/** What was done about a fault in what was being written. */
export interface ToldMove {
  readonly kind: MoveKind;
  readonly kept: Kept;
  /** Absent where what was written had no end. */
  readonly fault: Diagnostic | undefined;
  /** Tokens that were expected to be needed from there. */
  readonly expected?: number;
  /** See `Mend`. */
  readonly mass?: number;
  /** What was done to what was written, for people; absent where it was cut. */
  readonly reason?: string;
}

/** Tells what was done about a fault. */
export function tellMove(steps: Steps, { kind, kept, fault, expected, mass, reason }: ToldMove): void {
  const said = fault ? `${fault.code}: ${fault.message.split("\n")[0]}` : "no end";
  const fields = {
    ...{ fault: said, keptUnits: kept.text.length, keptTokens: kept.tokens.length },
    ...(expected === undefined ? {} : { expected: Math.round(expected) }),
    ...(mass === undefined ? {} : { mass }),
    ...(reason === undefined ? {} : { reason }),
    ...(kept.begins ? { words: kept.begins.length } : {}),
  };
  steps.note({ kind: "note", name: `mend.${kind}`, fields });
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
