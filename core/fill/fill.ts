/**
 * All holes in order of work, each seen by those that follow.
 *
 * @module
 */

import type { Hole, Leaning } from "../code/hole.ts";
import { NOTE_CODES } from "../code/note.ts";
import type { Candidate, Earlier, Outcome } from "../code/outcome.ts";
import { Abreast } from "./abreast.ts";
import type { FillContext } from "./context.ts";
import { lay, rebased } from "./lay.ts";
import { fillOne } from "./one.ts";
import { decidersOf, plan, sharing } from "./plan.ts";
import { tellChoice } from "./tell.ts";
import { fillTogether, isWaiting } from "./together.ts";

/**
 * Fills holes one after another, those that know nothing of one another at the same time; what is filled lies over the
 * files, so that later holes see it. Outcomes come in order of work. Nothing is written.
 *
 * @param accept Told of each outcome; what it returns goes over the files, `undefined` leaves the hole open.
 * @param earlier What a hole was shown to have before, if anything.
 */
export async function* fillAll(
  context: FillContext,
  holes: readonly Hole[],
  accept: (outcome: Outcome) => Candidate | undefined | Promise<Candidate | undefined>,
  earlier: (hole: Hole) => Earlier | undefined = () => undefined,
): AsyncGenerator<Outcome> {
  const known = await leaningsOf(context, holes);
  const leanings = known ?? [];
  const all = plan(holes, leanings);
  const filled = new Set<string>();
  let left = all;
  const postponed = new Set<string>();
  const ways = new Abreast(context, { all, leanings: known, earlier });
  for (let [next, ...others] = left; next; [next, ...others] = left) {
    const before = performance.now();
    const outcome = await ways.first(next, others);
    const since = Math.min(before, performance.now() - outcome.cost.elapsedMs);
    const outcomes = await withOthers(context, outcome, { left, all, since });
    const isAlone = sharing(next, all).length === 0;
    if (isAlone && outcomes.some(isWaiting) && left.length > 1 && !postponed.has(next.id)) {
      postponed.add(next.id); // what is in its way may be filled by itself
      left = [...left.slice(1), next];
      continue;
    }
    for (const one of outcomes) {
      const outcome = withDeciders(one, decidersOf(one.hole.id, leanings, filled));
      const { hole, candidates: [first] } = outcome;
      left = left.filter(({ id }) => id !== hole.id);
      const chosen = await accept(outcome);
      tellChoice(context.kernel.steps, outcome, chosen);
      if (chosen) {
        filled.add(hole.id);
        await lay(context, chosen.change);
        const moved = await Promise.all(left.map((one) => rebased(one, chosen.change)));
        left = moved.filter((one) => one !== undefined);
      }
      yield outcome;
      if (chosen !== first) break; // the others of a group were found beside the first
    }
  }
}

/** Without an answer to which lean on which, `undefined`: the order is by place, and nothing is known of any two. */
async function leaningsOf(
  { kernel, signal }: FillContext,
  holes: readonly Hole[],
): Promise<readonly Leaning[] | undefined> {
  if (holes.length < 2) return [];
  return await kernel.ask("indexer.leans", [holes], { signal }).catch((error) => {
    if (signal.aborted) throw error;
    return undefined;
  });
}

/** Where all that was tried is wrong, a person should know what else decides what is right. */
function withDeciders(outcome: Outcome, deciders: readonly string[]): Outcome {
  const { candidates, filled, notes } = outcome;
  const isRefused = filled === "no" && candidates.length > 0 &&
    candidates.every(({ verdict }) => verdict.state === "invalid");
  if (!isRefused || deciders.length === 0) return outcome;
  const text = `what was filled at ${deciders.join(", ")} decides a type that this has to go by`;
  return { ...outcome, notes: [...notes, { code: NOTE_CODES.binding, text }] };
}

/** What became of a hole, or of it and of those that its examples come to as well. */
async function withOthers(
  context: FillContext,
  outcome: Outcome,
  { left, all, since }: {
    readonly left: readonly Hole[];
    readonly all: readonly Hole[];
    /** When it was begun. */
    readonly since: number;
  },
): Promise<readonly Outcome[]> {
  if (!isWaiting(outcome)) return [outcome];
  const { hole } = outcome;
  const others = sharing(hole, left);
  const found = others.length > 0 && await fillTogether(context, outcome, others, fillOne);
  if (found) return paid(found, performance.now() - since);
  const shared = new Set([hole, ...sharing(hole, all)].map(({ id }) => id));
  const ids = all.flatMap(({ id }) => shared.has(id) ? [id] : []);
  const text = ids.length > 1
    ? `the examples come to several holes; fill these together: ${ids.join(", ")}`
    : "the examples come to another hole, which is open";
  const noted = { ...outcome, notes: [...outcome.notes, { code: "together", text }] };
  return paid([noted], performance.now() - since);
}

/** Time that none of them took alone is the first one's. */
function paid([first, ...others]: readonly Outcome[], elapsedMs: number): readonly Outcome[] {
  if (!first) return [];
  const rest = others.reduce((sum, { cost }) => sum + cost.elapsedMs, 0);
  return [{ ...first, cost: { ...first.cost, elapsedMs: elapsedMs - rest } }, ...others];
}
