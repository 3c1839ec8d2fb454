/**
 * Answers a request without a model: searches what fits, keeps what type-checks and makes the examples true, cheapest
 * first.
 *
 * @module
 */

import type { Chunk, CompletionRequest } from "../../core/code/completion.ts";
import type { Slot } from "../../core/code/scope.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import type { Oracle } from "../../core/kernel/plugin.ts";
import { passing, runnable } from "./prune.ts";
import { type Found, search } from "./search.ts";

/** How wide `synth` looks. */
export interface SynthOptions {
  /** Complete texts that are checked in bulk. */
  readonly candidates: number;
  /** Productions taken for each slot of a production. */
  readonly breadth: number;
}

const ROOT: Slot = { key: "", type: "" };
const SLOT_COST = 1;
const STEPS_PER_CANDIDATE = 4;
/** With examples to tell right from wrong, it pays to look wider: each round takes this many times the candidates. */
const WIDER = [1, 5, 15];
/** Enough answers to tell readings apart; the search ends. */
const ENOUGH = 12;
/** No new round is begun with less of the time left. */
const MIN_LEFT = 0.5;

interface Round {
  readonly tried: number;
  readonly checked: number;
  readonly kept: readonly Found[];
}

/** Streams numbered answers, cheapest first. */
export async function* complete(
  oracle: Oracle,
  request: CompletionRequest,
  options: SynthOptions,
  call: Call,
): AsyncGenerator<Chunk> {
  const start = performance.now();
  const rounds = runnable(request.draft).length > 0 ? WIDER : WIDER.slice(0, 1);
  let round: Round = { tried: 0, checked: 0, kept: [] };
  for (const wider of rounds) {
    const isLate = performance.now() - start > request.budgetMs * MIN_LEFT;
    if (round.kept.length >= ENOUGH || (isLate && round.tried > 0)) break;
    const most = options.candidates * wider;
    if (round.tried > 0 && round.tried < options.candidates) break;
    round = await look(oracle, request, { ...options, candidates: most }, call);
  }
  yield* round.kept.slice(0, request.answers).flatMap(chunksOf);
  yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [said(round, request)] };
}

async function look(
  oracle: Oracle,
  { draft, excluded }: CompletionRequest,
  { candidates, breadth }: SynthOptions,
  call: Call,
): Promise<Round> {
  const fits = (key: string) => oracle.fits(draft, { ...ROOT, key }, call);
  const maxSteps = candidates * STEPS_PER_CANDIDATE;
  const found = await search(await fits(ROOT.key), fits, {
    most: candidates,
    breadth,
    maxSteps,
    slotCost: SLOT_COST,
  });
  const fresh = found.filter(({ text }) => !excluded.includes(text));
  const sound = await oracle.sift(draft, fresh.map(({ text }) => text), call);
  const checked = sound ? fresh.filter((_, at) => sound[at]) : fresh;
  const good = await passing(oracle, draft, checked.map(({ text }) => text), call);
  return { tried: found.length, checked: checked.length, kept: checked.filter((_, at) => good[at]) };
}

function chunksOf({ text, cost, needs }: Found, answer: number): Chunk[] {
  return [{ kind: "text", answer, text }, { kind: "end", answer, reason: "complete", cost, needs }];
}

function said({ tried, checked, kept }: Round, { draft }: CompletionRequest): string {
  const examples = runnable(draft).length;
  if (tried === 0) return "synth knows nothing that fits here; a model would go on from here";
  const types = `synth tried ${tried} candidates, ${checked} type-check`;
  const all = examples > 0 ? `${types}, ${kept.length} make the ${examples} examples true` : types;
  return kept.length > 0 ? all : `${all}; a model would go on from here`;
}
