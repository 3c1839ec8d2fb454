/**
 * Events of `POST /v1/chat/completions`, as all servers send them.
 *
 * @see openai/openai-openapi:openapi.yaml, `CreateChatCompletionStreamResponse`, read 2026-08-21
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import { type Delta, finishOf } from "./delta.ts";
import { drawnTokens } from "./likely.ts";
import { usageIn } from "./usage.ts";

/** The steps of a chat's stream. */
export async function* chatDeltas(events: AsyncIterable<unknown>): AsyncGenerator<Delta> {
  for await (const event of events) {
    for (const choice of listAt(event, "choices")) yield* choiceDeltas(choice);
    const usage = usageIn(dig(event, "usage"));
    if (usage) yield { kind: "usage", usage };
  }
}

function* choiceDeltas(choice: unknown): Generator<Delta> {
  const answer = Number(dig(choice, "index") ?? 0);
  const delta = dig(choice, "delta");
  const text = textAt(delta, "content") + toolText(delta);
  // One server's word for it changed in 2026; both are about.
  const thinking = textAt(delta, "reasoning") || textAt(delta, "reasoning_content");
  const tokens = drawnTokens(listAt(choice, "logprobs", "content"));
  const ids = numbersAt(choice, "token_ids");
  if (text !== "" || thinking !== "" || ids.length > 0) {
    yield {
      ...{ kind: "piece", answer },
      ...(text !== "" ? { text } : {}),
      ...(thinking !== "" ? { thinking } : {}),
      ...(tokens.length > 0 ? { tokens } : {}),
      ...(ids.length > 0 ? { ids } : {}),
    };
  }
  const reason = dig(choice, "finish_reason");
  const isRefused = textAt(delta, "refusal") !== "";
  if (isRefused) yield { kind: "finish", answer, reason: "refused" };
  else if (typeof reason === "string") yield { kind: "finish", answer, reason: finishOf(reason) };
}

/** What is written into a tool's input: a grammar constrains nothing else. */
function toolText(delta: unknown): string {
  return listAt(delta, "tool_calls").map((call) => textAt(call, "custom", "input")).join("");
}

/** A list in outside data; an empty one where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = dig(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A text in outside data; an empty one where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = dig(value, ...path);
  return typeof found === "string" ? found : "";
}

/** Numbers in outside data. */
export function numbersAt(value: unknown, ...path: readonly string[]): readonly number[] {
  return listAt(value, ...path).filter((item) => typeof item === "number");
}
