/**
 * The tokens that a model writes, with the likelihoods of those that could have stood there.
 *
 * @module
 */

import { Draw, type DrawOptions } from "./draw.ts";
import type { DrawSetting, LlamaSequence, TokenId } from "./library.ts";

/** How many of the likeliest tokens are looked at and drawn from: llama.cpp sorts out so few at no cost. */
export const LIKELY = 64;
/** What stands for the logarithm of 0: data has no infinity. */
const LEAST = -9999;

/** What is written by. */
export interface TokenSetting {
  /** It has read all of the prompt but its last token. */
  readonly sequence: LlamaSequence;
  readonly last: TokenId;
  readonly draw: DrawOptions;
  /** A fresh beginning of the grammar that must be obeyed. */
  readonly grammar?: object | undefined;
}

/** One token in its place. */
export interface TokenStep {
  readonly token: TokenId;
  /** Natural logarithms, likeliest first, of those that were looked at: together they are as likely as 1. */
  readonly likely: ReadonlyMap<TokenId, number>;
}

/**
 * Writes on and on; whoever reads knows when it is over. Under a grammar the library draws, since it alone knows what may
 * stand in a place; the likelihoods are then those among what may, and 0 at temperature 0.
 */
export async function* tokensOf({ sequence, last, draw, grammar }: TokenSetting): AsyncGenerator<TokenStep> {
  const drawer = grammar === undefined ? new Draw(draw) : undefined;
  const temperature = drawer ? 1 : draw.temperature || 1;
  const setting = drawer
    ? WHOLE
    : { temperature, topP: draw.topP, topK: draw.temperature === 0 ? 1 : LIKELY };
  const steps = sequence.evaluateWithMetadata([last], { probabilities: true }, {
    ...{ ...setting, seed: draw.seed, yieldEogToken: true },
    ...(grammar === undefined ? {} : { grammarEvaluationState: grammar }),
  });
  try {
    let chosen: TokenId | undefined;
    for (;;) {
      const { done, value } = await steps.next(chosen);
      if (done) return;
      chosen = drawer?.next(value.probabilities) ?? value.token;
      yield { token: chosen, likely: logarithms(value.probabilities, temperature) };
    }
  } finally {
    await steps.return();
  }
}

/** What the model itself finds likely. */
const WHOLE: Pick<DrawSetting, "temperature" | "topK" | "topP"> = { temperature: 1, topK: LIKELY, topP: 1 };

/** Takes the temperature out again. */
function logarithms(
  likelihoods: ReadonlyMap<TokenId, number>,
  temperature: number,
): ReadonlyMap<TokenId, number> {
  const scaled = [...likelihoods].map(([token, likelihood]) =>
    [token, temperature * Math.log(likelihood)] as const
  );
  const sum = Math.log(scaled.reduce((total, [, logarithm]) => total + Math.exp(logarithm), 0));
  return new Map(scaled.map(([token, logarithm]) => [token, Math.max(LEAST, Math.min(0, logarithm - sum))]));
}
