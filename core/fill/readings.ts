/**
 * Candidates that passed everything may still mean different things. They are run on made-up inputs and grouped by
 * what they do: a group is one reading of what was asked.
 *
 * @module
 */

import type { Draft } from "../code/hole.ts";
import type { Note } from "../code/note.ts";
import type { Candidate, Outcome } from "../code/outcome.ts";
import type { Observation } from "../kernel/hooks.ts";
import { type Budget, isLate, lateNote } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { inputsFrom } from "./inputs.ts";

/** Made-up inputs for one hole, and those for readings that the first could not tell apart. */
const USUAL_INPUTS = 24;
const MANY_INPUTS = 120;

/** Candidates that do the same on every input. */
export interface Reading {
  /** Likeliest first. */
  readonly candidates: readonly Candidate[];
  /** The part of the likelihood of all candidates and of what none of them is, 0 to 1. */
  readonly share: number;
  readonly results: readonly string[];
}

/** The readings of a hole's candidates, likeliest first, and the inputs that they were told apart by. */
export interface Readings {
  readonly readings: readonly Reading[];
  readonly inputs: readonly string[];
  /** Why candidates could not be told apart. */
  readonly notes: readonly Note[];
}

/** Candidates, and how likely none of them is right. */
export interface Doubted {
  readonly candidates: readonly Candidate[];
  /** Negative log-likelihood, natural logarithm; infinite where nobody knows. */
  readonly otherwise: number;
}

/** Groups valid candidates by what they do; one reading when nothing can be run, or nothing tells them apart. */
export async function readingsOf(
  context: FillContext,
  draft: Draft,
  doubted: Doubted,
  budget: Pick<Budget, "deadlineMs">,
): Promise<Readings> {
  const usual = await grouped(context, draft, { ...doubted, most: USUAL_INPUTS }, budget);
  return usual.readings.length > 1 || doubted.candidates.length < 2
    ? usual
    : await grouped(context, draft, { ...doubted, most: MANY_INPUTS }, budget);
}

async function grouped(
  { kernel, signal }: FillContext,
  draft: Draft,
  { candidates, otherwise, most }: Doubted & { readonly most: number },
  { deadlineMs }: Pick<Budget, "deadlineMs">,
): Promise<Readings> {
  const inputs = inputsFrom(draft.hole.examples, most);
  const texts = candidates.map(({ text }) => text);
  const notes: Note[] = [];
  const late = (error: unknown) => {
    if (!isLate(error)) throw error;
    notes.push(lateNote(error));
    return undefined;
  };
  const rows = inputs.length > 0 && candidates.length > 1
    ? await kernel.ask("validator.execute", [leaning(draft, candidates), texts, inputs], {
      signal,
      deadlineMs,
    })
      .catch(late)
    : undefined;
  const groups = Map.groupBy(candidates, (_, at) => JSON.stringify((rows?.[at] ?? []).map(shownOf)));
  const weight = (one: Candidate) => Math.exp(-one.cost);
  const total = candidates.reduce((sum, one) => sum + weight(one), Math.exp(-otherwise));
  const readings = [...groups].map(([key, members]): Reading => ({
    candidates: members,
    share: members.reduce((sum, one) => sum + weight(one), 0) / (total || 1),
    results: JSON.parse(key),
  }));
  return { readings: readings.sort((a, b) => b.share - a.share), inputs, notes };
}

/** The draft with the imports that some candidates need. */
export function leaning(draft: Draft, candidates: readonly Pick<Candidate, "needs">[]): Draft {
  const needs = new Map(candidates.flatMap(({ needs }) => needs).map((need) => [need.name, need]));
  return needs.size === 0 ? draft : { ...draft, needs: [...needs.values()] };
}

/** The first input on which two readings differ, and what each makes of it. */
export function tellingInput({ readings: [one, two], inputs }: Readings): Outcome["telling"] {
  const at = inputs.findIndex((_, index) => one?.results[index] !== two?.results[index]);
  const input = inputs[at];
  if (!one || !two || input === undefined) return undefined;
  return { input, results: [one.results[at] ?? "", two.results[at] ?? ""] };
}

function shownOf({ state, shown, changes }: Observation): string {
  const end = state === "value" ? shown : state === "threw" ? `throws ${shown}` : state;
  return changes === undefined ? end : `${end}, and changes ${changes}`;
}
