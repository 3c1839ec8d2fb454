/**
 * Reads prompts into the one text that the model holds, and nothing of it twice.
 *
 * What the last bits of a number are depends on how many tokens are read at once: on a processor the likelihoods of a
 * small model differed by a third of their size between a prompt that was read in one go and one that was read in pieces
 * of 12. So an answer that has a seed needs a prompt that is read in the same pieces always: pieces that begin at
 * multiples of `PIECE`, none of which was written by the model itself. Pieces of 64 tokens took 5 % more of the processor
 * than pieces of 512, and pieces of 32 half as much again in a small model.
 *
 * @module
 */

import type { LlamaSequence, TokenId } from "./library.ts";

/** Tokens read at once. Between two pieces a reading can be ended. */
export const PIECE = 64;

/** How a prompt is read. */
export interface ReadOptions {
  /** True where the answer has to be the same each time. */
  readonly isExact: boolean;
  /** Ends the reading. */
  readonly signal: AbortSignal;
}

/** The text that the model holds. */
export class Kept {
  readonly #sequence: LlamaSequence;
  /** How much from the beginning was read in pieces as they always are. */
  #exact = 0;

  constructor(sequence: LlamaSequence) {
    this.#sequence = sequence;
  }

  /**
   * Sees to it that exactly these tokens are read.
   *
   * @returns How many of them were read before.
   */
  async read(tokens: readonly TokenId[], { isExact, signal }: ReadOptions): Promise<number> {
    const { firstDifferentIndex: shared } = this.#sequence.compareContextTokens(tokens);
    const wanted = isExact ? this.#exactPart(shared, tokens.length) : shared;
    await this.#sequence.adaptStateToTokens(tokens.slice(0, wanted), false);
    const kept = this.#sequence.nextTokenIndex; // some models can forget all or nothing
    this.#exact = Math.min(this.#exact, kept);
    const isStillExact = this.#exact === kept && kept % PIECE === 0;
    for (let at = kept; at < tokens.length; at = this.#sequence.nextTokenIndex) {
      signal.throwIfAborted();
      const end = at - at % PIECE + PIECE;
      await this.#sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, end));
      if (isStillExact) this.#exact = this.#sequence.nextTokenIndex;
    }
    return kept;
  }

  /** The last piece of a prompt is shorter than the others: it counts only where the prompt is the same. */
  #exactPart(shared: number, length: number): number {
    const part = Math.min(shared, this.#exact);
    return part === length && this.#exact === length ? part : part - part % PIECE;
  }
}
