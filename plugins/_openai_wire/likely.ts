/**
 * Likelihoods of tokens as chats send them.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { DrawnToken, LikelyToken } from "../../core/kernel/plugin.ts";

/** What some servers send for a likelihood of 0: JSON has no infinity. */
const LEAST = -9999;

/** Tokens with their likelihoods; what is no token is left out. */
export function drawnTokens(content: readonly unknown[]): readonly DrawnToken[] {
  return content.flatMap((item) => {
    const token = likely(item);
    if (!token) return [];
    const top = dig(item, "top_logprobs");
    return [{ ...token, top: Array.isArray(top) ? top.flatMap((each) => likely(each) ?? []) : [] }];
  });
}

function likely(item: unknown): LikelyToken | undefined {
  const [text, logprob, id] = [dig(item, "token"), dig(item, "logprob"), dig(item, "id")];
  if (typeof text !== "string") return undefined;
  const chance = typeof logprob === "number" ? Math.max(LEAST, logprob) : LEAST;
  return { text, logprob: chance, ...(typeof id === "number" ? { id } : {}) };
}
