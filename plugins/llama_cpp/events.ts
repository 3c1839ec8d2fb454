/**
 * Events of `POST /completion`.
 *
 * @see ggml-org/llama.cpp:tools/server/server-task.cpp, read 2026-08-22; seen at llama-cpp-python 0.3.36's llama.cpp
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { Usage } from "../../core/kernel/plugin.ts";
import { listAt, numbersAt, textAt } from "../_openai_wire/chat_events.ts";
import { type Delta, finishOf } from "../_openai_wire/delta.ts";
import { drawnTokens } from "../_openai_wire/likely.ts";
import { usageSum } from "../_openai_wire/usage.ts";

/** The steps of a stream: several answers come by turns, each with its index. */
export async function* completionDeltas(events: AsyncIterable<unknown>): AsyncGenerator<Delta> {
  const usages: Usage[] = [];
  for await (const event of events) {
    const answer = Number(dig(event, "index") ?? 0);
    const text = textAt(event, "content");
    const ids = numbersAt(event, "tokens");
    const tokens = drawnTokens(listAt(event, "completion_probabilities"));
    if (text !== "" || ids.length > 0) {
      yield {
        kind: "piece",
        answer,
        text,
        ...(ids.length > 0 ? { ids } : {}),
        ...(tokens.length > 0 ? { tokens } : {}),
      };
    }
    if (dig(event, "stop") !== true) continue;
    usages.push(usageOf(event, usages.length > 0));
    yield { kind: "finish", answer, reason: finishOf(textAt(event, "stop_type")) };
    const usage = usageSum(usages);
    if (usage) yield { kind: "usage", usage };
  }
}

/**
 * What an answer used, as its last event says.
 *
 * @param isCopied The prompt of several answers is read once, by the first; the others have it copied.
 */
export function usageOf(event: unknown, isCopied: boolean): Usage {
  const number = (...path: readonly string[]) => Number(dig(event, ...path) ?? 0);
  const read = number("tokens_evaluated");
  const cached = isCopied ? read : number("timings", "cache_n");
  return {
    inputTokens: read,
    outputTokens: number("tokens_predicted"),
    cachedTokens: Math.min(read, cached),
  };
}
