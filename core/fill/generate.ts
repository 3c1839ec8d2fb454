/**
 * New code: a place, a head that is right there, and below it a hole that is filled like any other. All of it is one
 * change.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Note } from "../code/note.ts";
import type { Candidate, Outcome, Placed } from "../code/outcome.ts";
import { applyEdits, type Change, type Edit, type Span } from "../code/text.ts";
import type { NewCode, Placement } from "../code/wish.ts";
import { Budget, isLate, lateNote } from "./budget.ts";
import { together } from "./compose.ts";
import type { FillContext } from "./context.ts";
import { type Headed, headFor } from "./head.ts";
import { askValidators, verdictOf } from "./judge.ts";
import { lay, whileLaid } from "./lay.ts";
import { fillOne } from "./one.ts";
import { type Place, placeFor } from "./place.ts";
import { tellChoice, tellOutcome } from "./tell.ts";

/**
 * Writes new code in memory; what is accepted lies over the files. Nothing is written to disk.
 *
 * @param accept Told of the outcome; what it returns goes over the files, `undefined` leaves all as it was.
 * @throws {MazeError} What `placeFor` and `headFor` throw.
 */
export async function* generate(
  context: FillContext,
  asked: NewCode,
  accept: (outcome: Outcome) => Candidate | undefined | Promise<Candidate | undefined>,
): AsyncGenerator<Outcome> {
  const place = await placeFor(context, asked);
  const outcome = await outcomeAt(context, place);
  const chosen = await accept(outcome);
  tellChoice(context.kernel.steps, outcome, chosen);
  if (chosen) await lay(context, chosen.change);
  yield outcome;
}

async function outcomeAt(context: FillContext, place: Place): Promise<Outcome> {
  const { wish: { file, isNew }, placement: { hole } } = place;
  if (!hole) throw new TypeError(`Cannot write new code into "${file}": its indexer gave no place`);
  const budget = new Budget(context.options, context.run);
  const headed = await headFor(context, place, budget).catch((error): Headed => {
    if (!isLate(error)) throw error;
    return { notes: [lateNote(error)] };
  });
  const { placement, notes } = headed;
  const placed: Placed = { file, isNew, reason: place.reason, head: placement?.head ?? "" };
  const start = { hole: { ...hole, intent: place.wish.intent }, placed };
  if (placement) return { ...await below(context, placement, start, notes, budget), placed };
  const outcome: Outcome = { ...start, filled: "no", candidates: [], notes, cost: budget.cost };
  tellOutcome(context.kernel.steps, outcome);
  return outcome;
}

/** Fills what a head leaves open, while it lies over the files. */
async function below(
  context: FillContext,
  placement: Placement,
  { hole }: { readonly hole: Hole },
  notes: readonly Note[],
  budget: Budget,
): Promise<Outcome> {
  const { workspace } = context;
  const headed = await workspace.change(placement.edits);
  const before = new Map(
    await Promise.all(headed.files.map(async ({ file }) => [file, await workspace.text(file)] as const)),
  );
  const { hole: open } = placement;
  if (!open) return await headAlone(context, headed, { placement, hole, notes }, budget);
  const options = { ...context.options, maxMs: Math.min(context.options.maxMs, budget.leftMs) };
  const found = await whileLaid(
    context,
    headed,
    () => fillOne({ ...context, options, run: budget.meter }, { ...open, intent: hole.intent }),
  );
  const laid = headed.files.find(({ file }) => file === hole.file)?.text ?? "";
  const joined = found.candidates.map((one): Candidate => ({
    ...one,
    text: textOf(laid, placement.span, one.change.edits.filter(({ file }) => file === hole.file)),
    change: together(headed, one.change, (file) => before.get(file) ?? ""),
  }));
  const { elapsedMs, inputTokens, outputTokens, money } = budget.cost;
  const cost = {
    ...found.cost,
    elapsedMs,
    inputTokens: inputTokens + found.cost.inputTokens,
    outputTokens: outputTokens + found.cost.outputTokens,
    ...(money === undefined ? {} : { money }),
  };
  return { ...found, hole, candidates: joined, notes: [...notes, ...found.notes], cost };
}

/** A head that is all of its declaration is judged as it stands. */
async function headAlone(
  { kernel, signal }: FillContext,
  change: Change,
  { placement, hole, notes }: {
    readonly placement: Placement;
    readonly hole: Hole;
    readonly notes: readonly Note[];
  },
  budget: Budget,
): Promise<Outcome> {
  budget.judged();
  const reports = await askValidators(kernel, change, undefined, { signal, deadlineMs: budget.deadlineMs });
  const verdict = verdictOf(reports);
  const text = textOf(change.files.find(({ file }) => file === hole.file)?.text ?? "", placement.span, []);
  const candidate = { text, needs: [], change, cost: 0, provider: "", verdict };
  const filled = verdict.state === "valid" ? "yes" : "no";
  const outcome: Outcome = { hole, filled, candidates: [candidate], notes, cost: budget.cost };
  tellOutcome(kernel.steps, outcome);
  return outcome;
}

/** What a stretch of a text holds after edits. */
function textOf(text: string, { start, end }: Span, edits: readonly Edit[]): string {
  const inside = edits.filter(({ span }) => span.end > start && span.start >= start && span.end <= end)
    .map((edit) => ({ ...edit, span: { start: edit.span.start - start, end: edit.span.end - start } }));
  return applyEdits(text.slice(start, end), inside).trim();
}
