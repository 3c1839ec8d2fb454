/**
 * Whether a model can fill in between two texts.
 *
 * @module
 */

import { type FimTokens, fimTokensOf } from "../_chat/fim_families.ts";

/**
 * The tokens of the family of which a model's names speak, where this model's tokenizer knows each of them as one.
 *
 * @param countTokens Tokens of a text in which special tokens count as such.
 */
export async function fimOf(
  names: readonly string[],
  countTokens: (text: string) => Promise<number>,
): Promise<FimTokens | undefined> {
  const tokens = names.map(fimTokensOf).find((each) => each !== undefined);
  if (!tokens) return undefined;
  for (const mark of [tokens.prefix, tokens.suffix, tokens.middle]) {
    if (mark !== "" && await countTokens(mark.trim()) !== 1) return undefined;
  }
  return tokens;
}
