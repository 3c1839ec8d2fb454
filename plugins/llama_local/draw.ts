/**
 * Draws tokens: so that the likelihoods that are told are the model's own, not those after temperature and cuts.
 *
 * @module
 */

import type { TokenId } from "./library.ts";

/** How tokens are drawn. */
export interface DrawOptions {
  /** 0: the likeliest always. */
  readonly temperature: number;
  /** The share of likely tokens that are drawn from. */
  readonly topP: number;
  /** 32 bits. */
  readonly seed: number;
}

/** Draws one token after the other; equal seeds draw equal tokens from equal likelihoods. */
export class Draw {
  readonly #options: DrawOptions;
  #state: number;

  constructor(options: DrawOptions) {
    this.#options = options;
    this.#state = options.seed >>> 0;
  }

  /** @param likely Likeliest first, at least one. */
  next(likely: ReadonlyMap<TokenId, number>): TokenId {
    const { temperature, topP } = this.#options;
    const chance = this.#random();
    const [first = 0] = likely.keys();
    if (temperature === 0) return first;
    const weights = weightsOf(likely, { temperature, topP });
    let left = chance * weights.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [token, weight] of weights) {
      left -= weight;
      if (left < 0) return token;
    }
    return first;
  }

  /** Mulberry32: from 0 to 1, without 1. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** Cut first, then made flatter or steeper, as llama.cpp does by default. */
function weightsOf(
  likely: ReadonlyMap<TokenId, number>,
  { temperature, topP }: Omit<DrawOptions, "seed">,
): readonly (readonly [TokenId, number])[] {
  const kept: [TokenId, number][] = [];
  let mass = 0;
  for (const [token, likelihood] of likely) {
    if (mass >= topP) break;
    kept.push([token, likelihood]);
    mass += likelihood;
  }
  const most = kept[0]?.[1] || 1;
  return kept.map(([token, likelihood]) => [token, (likelihood / most) ** (1 / temperature)]);
}
