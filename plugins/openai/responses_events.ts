/**
 * Events of `POST /v1/responses`.
 *
 * @see openai/openai-openapi:openapi.yaml, `ResponseStreamEvent`, read 2026-08-21
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { ProviderError } from "../../core/kernel/plugin.ts";
import { listAt, textAt } from "../_openai_wire/chat_events.ts";
import { type Delta, finishOf } from "../_openai_wire/delta.ts";
import { faultOfRefusal } from "../_openai_wire/fault.ts";
import { drawnTokens } from "../_openai_wire/likely.ts";
import { usageIn } from "../_openai_wire/usage.ts";

/**
 * The steps of a response's stream: one answer, numbered 0.
 *
 * @throws {ProviderError} What the server says of a response that failed.
 */
export async function* responsesDeltas(events: AsyncIterable<unknown>): AsyncGenerator<Delta> {
  let isRefused = false;
  for await (const event of events) {
    const type = textAt(event, "type");
    const text = textAt(event, "delta");
    if (type === "response.output_text.delta" || type === "response.custom_tool_call_input.delta") {
      const tokens = drawnTokens(listAt(event, "logprobs"));
      yield { kind: "piece", answer: 0, text, ...(tokens.length > 0 ? { tokens } : {}) };
    } else if (/^response\.reasoning(_summary)?_text\.delta$/.test(type)) {
      yield { kind: "piece", answer: 0, thinking: text };
    } else if (type === "response.refusal.delta") isRefused = true;
    else if (/^response\.(completed|incomplete)$/.test(type)) {
      yield* ending(dig(event, "response"), isRefused);
    } else if (type === "response.failed" || type === "error") throw failed(event);
  }
}

function* ending(response: unknown, isRefused: boolean): Generator<Delta> {
  const reason = textAt(response, "incomplete_details", "reason") || "completed";
  yield { kind: "finish", answer: 0, reason: isRefused ? "refused" : finishOf(reason) };
  const usage = usageIn(dig(response, "usage"));
  if (usage) yield { kind: "usage", usage };
}

function failed(event: unknown): ProviderError {
  const error = dig(event, "response", "error") ?? event;
  return faultOfRefusal({ url: "/v1/responses", status: 500, text: JSON.stringify({ error }) });
}
