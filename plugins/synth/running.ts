/**
 * What a search by running finds: it knows values where the other search knows types.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/code/completion.ts";
import type { Exploration, Explored } from "../../core/code/exploration.ts";
import type { Hole } from "../../core/code/hole.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import type { Oracle } from "../../core/kernel/plugin.ts";
import { isConstant } from "./constant.ts";
import { costOf, type Doubts, doubtsOf, WEIGHTS } from "./doubt.ts";
import { explorationFor } from "./exploration.ts";
import { leaning } from "./leaning.ts";
import { passing, type Pruned, runnable } from "./prune.ts";
import type { Found } from "./search.ts";

/** The part of the time that a search by running may take. */
const RUNNING_PART = 0.3;
/** Answers that the examples are run on. */
const ENOUGH = 12;
/** Behaviours that are answered: the first, what tells it apart, and one to spare; more would only share its weight. */
const READINGS = 3;
/** How much farther it looks for what tells a doubtful answer apart. */
const FARTHER = 3;
/** Answers of one behaviour: a validator may refuse the first. */
const ALIKE = 2;

/** A text that makes the examples true, with what speaks against it. */
export interface Doubted extends Found {
  readonly doubts: Doubts;
  readonly behaviour: number;
}

/** What was found, and how much was tried for it. */
export interface Ran extends Pruned<Doubted> {
  readonly tried: number;
  /** Those that type-check. */
  readonly checked: readonly Doubted[];
}

/** Searches by running; nothing is found where no example can be run. */
export async function byRunning(
  oracle: Oracle,
  request: CompletionRequest,
  until: number,
  call: Call,
): Promise<Ran> {
  const wish = explorationFor(request, request.budgetMs * RUNNING_PART);
  const ran = await explored(oracle, { request, wish, until }, call);
  const [first] = ran.kept;
  const isDoubtful = first && first.cost >= WEIGHTS.otherwise &&
    ran.kept.every(({ behaviour }) => behaviour === first.behaviour);
  if (!isDoubtful) return ran;
  const farther = await explored(
    oracle,
    { request, wish: { ...wish, slack: FARTHER * wish.slack }, until },
    call,
  );
  return farther.kept.length > 0 ? farther : ran;
}

interface Looking {
  readonly request: CompletionRequest;
  readonly wish: Exploration;
  readonly until: number;
}

async function explored(
  oracle: Oracle,
  { request: { draft, scope }, wish, until }: Looking,
  call: Call,
): Promise<Ran> {
  const nothing: Ran = { tried: 0, checked: [], kept: [], rest: [], hasRun: false };
  if (runnable(draft).length === 0) return nothing;
  const found = await oracle.explore(draft, wish, call);
  if (!found || found.length === 0) return nothing;
  const fresh = found.filter(({ text }) => !isConstant(text, draft, scope)).map((one) =>
    doubted(one, draft.hole)
  )
    .sort((a, b) => a.cost - b.cost);
  const sound = await oracle.sift(leaning(draft, fresh), fresh.map(({ text }) => text), call);
  const checked = apart(sound ? fresh.filter((_, at) => sound[at]) : fresh);
  const pruned = await passing(oracle, draft, checked, { most: ENOUGH, until }, call);
  return { tried: found.length, checked, ...pruned, kept: ofFew(pruned.kept) };
}

function doubted(one: Explored, hole: Hole): Doubted {
  const doubts = doubtsOf(one, hole);
  return { text: one.text, needs: one.needs, behaviour: one.behaviour, doubts, cost: costOf(doubts) };
}

/** The answers of the likeliest behaviours. */
function ofFew(kept: readonly Doubted[]): Doubted[] {
  const few = new Set([...new Set(kept.map(({ behaviour }) => behaviour))].slice(0, READINGS));
  return kept.filter(({ behaviour }) => few.has(behaviour));
}

/** A few of each behaviour: room is for those that part. */
function apart(found: readonly Doubted[]): Doubted[] {
  const alike = new Map<number, number>();
  return found.filter(({ behaviour }) => {
    const known = alike.get(behaviour) ?? 0;
    alike.set(behaviour, known + 1);
    return known < ALIKE;
  });
}
