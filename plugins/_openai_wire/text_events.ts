/**
 * Events of `POST /v1/completions`: text that goes on from a prompt.
 *
 * @see vllm-project/vllm:vllm/entrypoints/openai/completion/protocol.py, read 2026-08-17
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { DrawnToken } from "../../core/kernel/plugin.ts";
import { listAt, numbersAt, textAt } from "./chat_events.ts";
import { type Delta, finishOf } from "./delta.ts";
import { drawnTokens } from "./likely.ts";
import { usageIn } from "./usage.ts";

/** The steps of a completion's stream. */
export async function* textDeltas(events: AsyncIterable<unknown>): AsyncGenerator<Delta> {
  for await (const event of events) {
    for (const choice of listAt(event, "choices")) {
      const answer = Number(dig(choice, "index") ?? 0);
      const text = textAt(choice, "text");
      const ids = numbersAt(choice, "token_ids");
      const tokens = tokensOf(dig(choice, "logprobs"));
      if (text !== "" || ids.length > 0) {
        yield {
          ...{ kind: "piece", answer, text },
          ...(tokens.length > 0 ? { tokens } : {}),
          ...(ids.length > 0 ? { ids } : {}),
        };
      }
      const reason = dig(choice, "finish_reason");
      if (typeof reason === "string") yield { kind: "finish", answer, reason: finishOf(reason) };
    }
    const usage = usageIn(dig(event, "usage"));
    if (usage) yield { kind: "usage", usage };
  }
}

/** The old shape has lists side by side; llama.cpp sends that of chats here. */
function tokensOf(logprobs: unknown): readonly DrawnToken[] {
  const content = listAt(logprobs, "content");
  if (content.length > 0) return drawnTokens(content);
  const chances = numbersAt(logprobs, "token_logprobs");
  const top = listAt(logprobs, "top_logprobs");
  return listAt(logprobs, "tokens").flatMap((text, at) => {
    const logprob = chances[at];
    if (typeof text !== "string" || logprob === undefined) return [];
    const others = Object.entries(Object(top[at])).flatMap(([other, chance]) =>
      typeof chance === "number" ? [{ text: other, logprob: chance }] : []
    );
    return [{ text, logprob, top: others.sort((a, b) => b.logprob - a.logprob) }];
  });
}
