/**
 * What to do next after a verdict. One move so far: the next candidate.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import type { Answer } from "./decode.ts";

/** A move, or the end. */
export type Move = { readonly kind: "next"; readonly answer: Answer } | {
  readonly kind: "stop";
  readonly reason: string;
};

/** Chooses the next move: the likeliest answer not yet judged, until enough are valid or the budget is spent. */
export function nextMove(
  { options }: FillContext,
  hole: Hole,
  left: Answer[],
  judged: readonly Candidate[],
  budget: Budget,
): Move {
  const valid = judged.filter(({ verdict }) => verdict.state === "valid").length;
  const wanted = hole.examples.length > 0 ? options.maxCandidates : options.wanted;
  if (valid >= wanted) return { kind: "stop", reason: `${valid} candidates are valid` };
  if (budget.isSpent) return { kind: "stop", reason: "the budget is spent" };
  const answer = left.shift();
  return answer ? { kind: "next", answer } : { kind: "stop", reason: "no answer is left" };
}
