/**
 * Answers a request without a model: searches what fits, keeps what type-checks, cheapest first.
 *
 * @module
 */

import type { Chunk, CompletionRequest } from "../../core/code/completion.ts";
import type { Slot } from "../../core/code/scope.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import type { Oracle } from "../../core/kernel/plugin.ts";
import { type Found, search } from "./search.ts";

/** How wide `synth` looks. */
export interface SynthOptions {
  /** Complete texts that are checked in bulk. */
  readonly candidates: number;
  /** Productions taken for each slot. */
  readonly breadth: number;
}

const ROOT: Slot = { key: "", type: "" };
const MAX_STEPS = 1200;
const SLOT_COST = 1;

/** Streams numbered answers, cheapest first. */
export async function* complete(
  oracle: Oracle,
  request: CompletionRequest,
  options: SynthOptions,
  call: Call,
): AsyncGenerator<Chunk> {
  const { draft, answers, excluded } = request;
  const fits = (key: string) => oracle.fits(draft, { ...ROOT, key }, call);
  const first = await fits(ROOT.key);
  const found = await search(first, fits, {
    most: options.candidates,
    breadth: options.breadth,
    maxSteps: MAX_STEPS,
    slotCost: SLOT_COST,
  });
  const fresh = found.filter(({ text }) => !excluded.includes(text));
  const good = await oracle.sift(draft, fresh.map(({ text }) => text), call) ?? fresh.map(() => true);
  const kept = fresh.filter((_, at) => good[at]).slice(0, answers);
  yield* kept.flatMap(chunksOf);
  yield {
    kind: "usage",
    usage: { inputTokens: 0, outputTokens: 0 },
    notes: [said(found.length, kept.length)],
  };
}

function chunksOf({ text, cost, needs }: Found, answer: number): Chunk[] {
  return [{ kind: "text", answer, text }, { kind: "end", answer, reason: "complete", cost, needs }];
}

function said(tried: number, kept: number): string {
  if (kept > 0) return `synth tried ${tried} expressions and kept the best ${kept} that type-check here`;
  return tried === 0
    ? "synth knows nothing that fits here; a model would go on from here"
    : `synth tried ${tried} expressions and none type-checks here; a model would go on from here`;
}
