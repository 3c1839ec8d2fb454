/**
 * Candidates that passed everything may still mean different things. They are run on made-up inputs and grouped by
 * what they do: a group is one reading of what was asked.
 *
 * @module
 */

import { estimatedTokens } from "../code/estimate.ts";
import type { Draft } from "../code/hole.ts";
import type { Note } from "../code/note.ts";
import type { Candidate, Outcome } from "../code/outcome.ts";
import type { Observation } from "../kernel/hooks.ts";
import { type Budget, isLate, lateNote } from "./budget.ts";
import type { FillContext } from "./context.ts";
import { inputsFrom, inTurn } from "./inputs.ts";

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
  const isDone = usual.readings.length > 1 || usual.notes.length > 0;
  return isDone || doubted.candidates.length < 2
    ? usual
    : await grouped(context, draft, { ...doubted, most: MANY_INPUTS }, budget);
}

async function grouped(
  context: FillContext,
  draft: Draft,
  { candidates, otherwise, most }: Doubted & { readonly most: number },
  { deadlineMs }: Pick<Budget, "deadlineMs">,
): Promise<Readings> {
  const inputs = candidates.length > 1 ? await inputsOf(context, draft, most, deadlineMs) : [];
  const { rows, notes } = await observed(context, draft, { candidates, inputs, deadlineMs });
  const groups = Map.groupBy(candidates, (_, at) => JSON.stringify((rows[at] ?? []).map(shownOf)));
  const total = candidates.reduce(
    (sum, one) => sum + weightOf(one),
    Math.exp(-otherwise) + undrawn(candidates),
  );
  const readings = [...groups].map(([key, members]): Reading => ({
    candidates: members,
    share: members.reduce((sum, one) => sum + weightOf(one), 0) / (total || 1),
    results: JSON.parse(key),
  }));
  return { readings: readings.sort((a, b) => b.share - a.share), inputs, notes };
}

type Rows = readonly (readonly Observation[])[];

/** What each candidate does on each input; no rows where nothing can be told, and why. */
async function observed(
  { kernel, signal }: FillContext,
  draft: Draft,
  { candidates, inputs, deadlineMs }: {
    readonly candidates: readonly Candidate[];
    readonly inputs: readonly string[];
    readonly deadlineMs: number;
  },
): Promise<{ readonly rows: Rows; readonly notes: readonly Note[] }> {
  if (inputs.length === 0) return { rows: [], notes: [] };
  const texts = candidates.map(({ text }) => text);
  try {
    const rows = await kernel.ask("validator.execute", [leaning(draft, candidates), texts, inputs], {
      ...{ signal, deadlineMs },
    }) ?? [];
    const unseen = rows.flat().filter(({ state }) => state === "unchecked");
    const isSeen = unseen.length <= rows.flat().length / 2;
    const text = `answers could not be compared: ${unseen[0]?.shown}`;
    return isSeen ? { rows, notes: [] } : { rows: [], notes: [{ code: "uncompared", text }] };
  } catch (error) {
    if (!isLate(error)) throw error;
    return { rows: [], notes: [lateNote(error)] };
  }
}

/**
 * Calls like those of the examples; where samples are compared, also calls made from the types of the hole's function.
 */
async function inputsOf(
  { kernel, signal, options }: FillContext,
  draft: Draft,
  most: number,
  deadlineMs: number,
): Promise<readonly string[]> {
  const own = inputsFrom(draft.hole.examples, most);
  if (options.samples < 2) return own;
  const made = await kernel.ask("indexer.inputs", [draft, most], { signal, deadlineMs }).catch((error) => {
    if (!isLate(error)) throw error;
    return []; // the examples' own inputs are there all the same
  });
  return [...new Set(inTurn(own, made))].slice(0, most);
}

/**
 * The weight of a candidate: its likelihood. What a model drew counts as often as it was drawn, times the mean likelihood
 * of its tokens: samples stand for what the model might say, and the likelihood of a whole body says how long it is.
 */
function weightOf({ text, cost, draws }: Candidate): number {
  return draws === undefined ? Math.exp(-cost) : draws * Math.exp(-cost / Math.max(1, estimatedTokens(text)));
}

/** Draws that stand for what a model might have said as well: of two that part, neither is likelier than all else. */
const UNDRAWN = 0.5;

function undrawn(candidates: readonly Candidate[]): number {
  const drawn = candidates.filter(({ draws }) => draws !== undefined);
  const draws = drawn.reduce((sum, one) => sum + (one.draws ?? 0), 0);
  return draws === 0 ? 0 : UNDRAWN * drawn.reduce((sum, one) => sum + weightOf(one), 0) / draws;
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
