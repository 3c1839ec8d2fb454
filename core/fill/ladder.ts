/**
 * What to do next after a verdict: the next candidate, or the next provider.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import type { Answer } from "./decode.ts";
import { waits } from "./judge.ts";
import { unsaid } from "./wording.ts";

/** A move, or the end. */
export type Move = { readonly kind: "next"; readonly answer: Answer } | { readonly kind: "ask" } | {
  readonly kind: "stop";
  readonly reason: string;
  /** True when answers are left that would have been judged with more time or candidates. */
  readonly isCut: boolean;
};

/** What there is to go on with. */
export interface Left {
  /** Answers that are not judged yet, likeliest first: the one that is chosen is taken out. */
  readonly answers: Answer[];
  /** True while there is a provider that was not asked. */
  readonly hasProvider: boolean;
}

/**
 * Chooses the next move: the likeliest answer not yet judged, until enough are valid or the budget is spent; where none
 * of a provider's is valid, the next provider. Where the examples wait for another hole, what says more words of the
 * intent comes first.
 */
export async function nextMove(
  { kernel, options }: FillContext,
  hole: Hole,
  { answers: left, hasProvider }: Left,
  judged: readonly Candidate[],
  budget: Budget,
): Promise<Move> {
  const valid = judged.filter(({ verdict }) => verdict.state === "valid").length;
  const wanted = hole.examples.length > 0 ? options.maxCandidates : options.wanted;
  if (valid >= wanted) return { kind: "stop", reason: `${valid} candidates are valid`, isCut: false };
  const isStuck = left.length === 0 && (!hasProvider || valid > 0);
  if (isStuck) return { kind: "stop", reason: "no answer is left", isCut: false };
  // What the clock says is no answer of a plugin, and decides all the same.
  const isOver = () => budget.leftMs === 0;
  if (budget.isFull || await kernel.fact("budget.isOver", [hole.id, judged.length], isOver)) {
    return { kind: "stop", reason: "the budget is spent", isCut: left.length > 0 };
  }
  if (left.length === 0) return { kind: "ask" };
  const answer = judged.some(waits) ? takeSaying(left, hole.intent) : left.shift();
  return answer ? { kind: "next", answer } : { kind: "stop", reason: "no answer is left", isCut: false };
}

function takeSaying(left: Answer[], intent: string): Answer | undefined {
  const texts = left.map(({ text }) => text);
  const counts = texts.map((text) => unsaid(intent, text, texts));
  return left.splice(counts.indexOf(Math.min(...counts)), 1)[0];
}
