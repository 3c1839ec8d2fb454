/**
 * How likely an answer ends, from the likeliest tokens behind it.
 *
 * @module
 */

import type { LikelyToken, Scores } from "../../core/kernel/plugin.ts";

/** The model can not be asked. */
export const NO_SCORES: Scores = { costs: [], usage: { inputTokens: 0, outputTokens: 0 } };

/** What models end or begin with, and no code. */
const SPECIAL = /^(?:<[|｜].*|<\/?s>|<\w+>|```.*)$/;
/** Signs that begin nothing which goes on with a whole expression. */
const CLOSING = /^[)\]};,]/;

/**
 * True for a token behind a whole text that is none of its own: the model's own end, a new line, a closing sign, or what
 * stands behind the hole.
 *
 * @example
 * ```ts
 * import { endsAnswer } from "./scoring.ts";
 * import assert from "node:assert/strict";
 *
 * assert.ok([");", "", "\n", "<|endoftext|>", " ? "].every((token) => endsAnswer(token, " ? 1 : 2);")));
 * assert.ok(![".length", "Name", " +"].some((token) => endsAnswer(token, ");")));
 * ```
 *
 * @param after The text behind the hole.
 */
export function endsAnswer(token: string, after: string): boolean {
  const said = token.trim();
  if (said === "") return token === "" || token.includes("\n");
  if (/^\s*\n/.test(token) || SPECIAL.test(said) || CLOSING.test(said)) return true;
  return after.trimStart().startsWith(said);
}

/**
 * Negative log-likelihood that an answer ends where these tokens may follow, natural logarithm.
 *
 * @param isOwn True for a token that another candidate goes on with.
 */
export function endCost(
  top: readonly LikelyToken[],
  after: string,
  isOwn: (token: LikelyToken) => boolean = () => false,
): number {
  const ending = top.filter((token) => !isOwn(token) && endsAnswer(token.text, after));
  const mass = ending.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
  return mass > 0 ? Math.max(0, -Math.log(mass)) : unlistedCost(top);
}

/** What a token costs at least that is not among the likeliest: as much as the last of them, and as all the others. */
export function unlistedCost(top: readonly LikelyToken[]): number {
  const listed = top.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
  const last = Math.min(0, ...top.map(({ logprob }) => logprob));
  return Math.max(-last, -Math.log(Math.max(LEAST, 1 - listed)));
}

/** Sums of likelihoods are no more exact. */
const LEAST = 1e-6;
