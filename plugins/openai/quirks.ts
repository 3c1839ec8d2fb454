/**
 * What OpenAI's own models take, and do not. A table that rots: other servers are asked what they have, OpenAI's tells
 * nothing but names.
 *
 * @see openai/openai-openapi:openapi.yaml and openai/openai-cookbook:examples/gpt-5, read 2026-08-21
 *
 * @module
 */

/** What is particular about a family of models. */
export interface Quirks {
  /** Takes `max_completion_tokens`, and none of temperature, top_p, stop, log-probabilities, penalties. */
  readonly isReasoning: boolean;
  /** Takes custom tools whose input follows a grammar (Lark or regex). */
  readonly hasGrammarTools: boolean;
  /** Tokens of prompt and answer together. */
  readonly contextTokens?: number;
}

/** By the start of a model's name, longer ones first. */
const FAMILIES: readonly (readonly [start: string, quirks: Quirks])[] = [
  ["gpt-5-chat", { isReasoning: false, hasGrammarTools: false, contextTokens: 128_000 }],
  ["gpt-5", { isReasoning: true, hasGrammarTools: true, contextTokens: 400_000 }],
  ["gpt-4.1", { isReasoning: false, hasGrammarTools: false, contextTokens: 1_000_000 }],
  ["gpt-4o", { isReasoning: false, hasGrammarTools: false, contextTokens: 128_000 }],
  ["o1", { isReasoning: true, hasGrammarTools: false, contextTokens: 200_000 }],
  ["o3", { isReasoning: true, hasGrammarTools: false, contextTokens: 200_000 }],
  ["o4", { isReasoning: true, hasGrammarTools: false, contextTokens: 200_000 }],
];

const PLAIN: Quirks = { isReasoning: false, hasGrammarTools: false };

/** What is known of a model by its name; names of other makers, as `openai/gpt-5`, count by their last part. */
export function quirksOf(model: string): Quirks {
  const name = model.split("/").at(-1) ?? model;
  return FAMILIES.find(([start]) =>
    name === start || name.startsWith(`${start}-`) || name.startsWith(`${start}.`)
  )
    ?.[1] ?? PLAIN;
}
