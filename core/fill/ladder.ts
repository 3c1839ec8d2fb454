/**
 * What to do next after a verdict: the next candidate, or the next provider.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";
import type { Answer } from "./decode/decode.ts";
import { waits } from "./judge.ts";
import { unsaid } from "./wording.ts";

/** A move, or the end. */
export type Move =
  | { readonly kind: "next"; readonly answer: Answer }
  /** The next provider, or the same model for other answers. */
  | { readonly kind: "ask" }
  | { readonly kind: "again" }
  | {
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
  /** True where the model that was asked last would give other answers. */
  readonly hasOthers: boolean;
  /** True where more samples of it are to be compared with those that are there. */
  readonly hasDraws: boolean;
}

/** Part of a hole's time that is kept for the providers behind a model. */
const RESERVE = 0.2;

/**
 * Chooses the next move: the likeliest answer not yet judged, until enough are valid or the budget is spent; where none
 * of a model's is valid, other answers of it, and in the last part of the time the next provider. Where the examples wait for another hole, what says more words of the
 * intent comes first.
 */
export async function nextMove(
  { kernel, options }: FillContext,
  hole: Hole,
  { answers: left, hasProvider, hasOthers, hasDraws }: Left,
  judged: readonly Candidate[],
  budget: Budget,
): Promise<Move> {
  const valid = judged.filter(({ verdict }) => verdict.state === "valid").length;
  const some = Math.max(options.wanted, options.samples);
  const wanted = hole.examples.length > 0 ? options.maxCandidates : some;
  if (valid >= wanted) return { kind: "stop", reason: `${valid} candidates are valid`, isCut: false };
  // What nobody could judge is not judged any better the next time.
  const isAgain = hasDraws || hasOthers && judged.every(({ verdict }) => verdict.state === "invalid");
  const isStuck = left.length === 0 && !isAgain && (valid > 0 || !hasProvider);
  if (isStuck) return { kind: "stop", reason: "no answer is left", isCut: false };
  // What the clock says is no answer of a plugin, and decides all the same.
  const isOver = () => budget.leftMs === 0;
  if (budget.isFull || await kernel.fact("budget.isOver", [hole.id, judged.length], isOver)) {
    return { kind: "stop", reason: "the budget is spent", isCut: left.length > 0 };
  }
  if (left.length === 0) {
    const isReserved = () => budget.leftMs < RESERVE * options.maxMs;
    const isLast = !isAgain ||
      (hasProvider && await kernel.fact("budget.isReserved", [hole.id, judged.length], isReserved));
    if (isLast && valid > 0) {
      return { kind: "stop", reason: "no time is left for more samples", isCut: false };
    }
    return isLast ? { kind: "ask" } : { kind: "again" };
  }
  const answer = judged.some(waits) ? takeSaying(left, hole.intent) : left.shift();
  return answer ? { kind: "next", answer } : { kind: "stop", reason: "no answer is left", isCut: false };
}

function takeSaying(left: Answer[], intent: string): Answer | undefined {
  const texts = left.map(({ text }) => text);
  const counts = texts.map((text) => unsaid(intent, text, texts));
  return left.splice(counts.indexOf(Math.min(...counts)), 1)[0];
}
