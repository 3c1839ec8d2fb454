/**
 * Holes that the same examples come to: none of them can be judged while another is open. Each candidate of one lies
 * over the files while the next is filled; what makes the examples true in the end is kept.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Candidate, Outcome } from "../code/outcome.ts";
import type { FillContext } from "./context.ts";
import { waits } from "./judge.ts";
import { rebased, whileLaid } from "./lay.ts";
import { unsaid } from "./wording.ts";

/** Candidates of a hole that are tried beside its neighbours. */
const PROVISIONAL = 8;

/** Fills one hole alone. */
export type FillOne = (context: FillContext, hole: Hole) => Promise<Outcome>;

/** How to fill what is left. */
interface Rest {
  readonly fill: FillOne;
  /** Wall time for all of it. */
  readonly maxMs: number;
}

/** Fills of several holes that make their examples true together. */
interface Group {
  /** In the order in which they may be accepted. */
  readonly outcomes: readonly Outcome[];
  /** Words of the intents that they do not say. */
  readonly unsaid: number;
  readonly cost: number;
}

/** True of a hole whose examples could not be judged because they come to another hole. */
export function isWaiting({ filled, candidates }: Outcome): boolean {
  return filled === "no" && candidates.some(waits);
}

/**
 * Fills a hole together with others, each of them judged last in turn, within the time that all of them have.
 *
 * @param waiting What became of it alone.
 * @returns What became of each, in the order in which they may be accepted; of one alone where that can be filled by
 * itself; `undefined` where nothing was found.
 */
export async function fillTogether(
  context: FillContext,
  waiting: Outcome,
  others: readonly Hole[],
  fill: FillOne,
): Promise<readonly Outcome[] | undefined> {
  const group = [waiting.hole, ...others];
  const until = performance.now() + context.options.maxMs * group.length - waiting.cost.elapsedMs;
  let best: Group | undefined;
  for (const [at, first] of group.entries()) {
    const own = at === 0 ? waiting : await fill(context, first);
    if (own.filled === "yes") return [own];
    const maxMs = (until - performance.now()) / (group.length - at);
    const found = await groupOf(context, own, group.filter((one) => one !== first), { fill, maxMs });
    if (found && isBetter(found, best)) best = found;
    if (best?.unsaid === 0) break;
  }
  return best?.outcomes;
}

/** The best fills of a hole and of others, where a candidate of the first lies over the files while the others are filled. */
async function groupOf(
  context: FillContext,
  waiting: Outcome,
  others: readonly Hole[],
  { fill, maxMs }: Rest,
): Promise<Group | undefined> {
  const until = performance.now() + maxMs;
  const { intent } = waiting.hole;
  const texts = waiting.candidates.map(({ text }) => text);
  const open = waiting.candidates.filter(waits)
    .map((candidate) => ({ candidate, unsaid: unsaid(intent, candidate.text, texts) }))
    .sort((a, b) => a.unsaid - b.unsaid).slice(0, PROVISIONAL);
  let best: Group | undefined;
  for (const [at, { candidate, unsaid }] of open.entries()) {
    const leftMs = until - performance.now();
    // What the clock says decides, so a replay has to hear it again.
    if (await context.kernel.fact("together.isOver", [waiting.hole.id, at], () => leftMs <= 0)) break;
    const found = await beside(context, candidate, others, { fill, maxMs: leftMs / (open.length - at) });
    const last = found?.outcomes.at(-1)?.candidates[0];
    if (!found || !last) continue;
    // What is said of the last one is said of the files with all of them.
    const own: Outcome = { ...waiting, filled: "yes", candidates: [{ ...candidate, verdict: last.verdict }] };
    const all = {
      outcomes: [own, ...found.outcomes],
      unsaid: unsaid + found.unsaid,
      cost: candidate.cost + found.cost,
    };
    if (isBetter(all, best)) best = all;
  }
  return best;
}

/** Fills the others while a candidate lies over the files. */
async function beside(
  context: FillContext,
  candidate: Candidate,
  others: readonly Hole[],
  { fill, maxMs }: Rest,
): Promise<Group | undefined> {
  const until = performance.now() + maxMs;
  return await whileLaid(context, candidate.change, async () => {
    const moved = await Promise.all(others.map((one) => rebased(one, candidate.change)));
    const [next, ...rest] = moved.filter((one) => one !== undefined);
    if (!next) return undefined;
    const outcome = await fill({ ...context, options: { ...context.options, maxMs } }, next);
    if (outcome.filled === "yes") return alone(outcome);
    if (rest.length === 0 || !isWaiting(outcome)) return undefined;
    return await groupOf(context, outcome, rest, { fill, maxMs: until - performance.now() });
  });
}

function alone(outcome: Outcome): Group {
  const { hole: { intent }, candidates } = outcome;
  const [first, ...more] = candidates.map(({ text }) => text);
  return {
    outcomes: [outcome],
    unsaid: unsaid(intent, first ?? "", more),
    cost: candidates[0]?.cost ?? 0,
  };
}

function isBetter(one: Group, two: Group | undefined): boolean {
  return !two || one.unsaid < two.unsaid || one.unsaid === two.unsaid && one.cost < two.cost;
}
