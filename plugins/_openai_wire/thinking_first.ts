/**
 * A constrained answer of a model that thinks first: it thinks freely, and is asked again from there for the answer alone.
 *
 * @module
 */

import type { Usage } from "../../core/kernel/plugin.ts";
import type { Delta } from "./delta.ts";
import { usageSum } from "./usage.ts";

/** What was thought. */
export interface Thought {
  readonly text: string;
  /** In the server's tokens; empty where it does not tell them. */
  readonly ids: readonly number[];
  /** Tokens written for it. */
  readonly tokens: number;
}

/** What ends thinking. */
export const END_OF_THINKING = "</think>";

/**
 * The steps of both streams as one. Thinking that is cut off by its length is an answer that is.
 *
 * @param first The stream of thinking: one answer, that ends where thinking does.
 * @param then Opens the stream of the answer.
 */
export async function* thinkingFirst(
  first: AsyncIterable<Delta>,
  then: (thought: Thought) => AsyncIterable<Delta>,
): AsyncGenerator<Delta> {
  const ids: number[] = [];
  let [text, tokens, isOver] = ["", 0, false];
  const usages: Usage[] = [];
  for await (const delta of first) {
    if (delta.kind === "usage") usages.push(delta.usage);
    else if (delta.kind === "piece") {
      text += delta.text ?? "";
      ids.push(...delta.ids ?? []);
      tokens += Math.max(1, delta.ids?.length ?? 0);
      yield { kind: "piece", answer: delta.answer, thinking: (delta.thinking ?? "") + (delta.text ?? "") };
    } else if (delta.reason === "complete") isOver = true;
    else yield delta;
  }
  const written = usages.at(-1)?.outputTokens ?? tokens;
  if (isOver) {
    for await (const delta of then({ text, ids, tokens: written })) {
      if (delta.kind === "usage") usages.push(delta.usage);
      else yield delta;
    }
  }
  const usage = usageSum(usages.map((each, at) => at === 0 ? { ...each, thinkingTokens: written } : each));
  if (usage) yield { kind: "usage", usage };
}
