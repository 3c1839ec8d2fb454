/**
 * The body of `POST /v1/responses`: one answer each.
 *
 * @see openai/openai-openapi:openapi.yaml, `CreateResponse`, read 2026-08-21
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import { messagesFor } from "../_chat/messages.ts";
import type { BodySetting } from "./chat_body.ts";
import { encoded, NAME } from "./constraints.ts";
import type { Quirks } from "./quirks.ts";

/** The body for one answer. Nothing is kept at the server. */
export function responsesBody(request: CompletionRequest, setting: BodySetting): object {
  const { model, options: { effort, temperature, topP }, quirks, hasLogprobs } = setting;
  const { sampling } = request;
  return {
    model,
    input: messagesFor(request, { prefill: false }),
    ...{ stream: true, store: false, max_output_tokens: sampling.maxTokens },
    ...(quirks.isReasoning
      ? effort === undefined ? {} : { reasoning: { effort } }
      : { temperature: sampling.temperature ?? temperature, top_p: topP }),
    ...(hasLogprobs && !quirks.isReasoning
      ? { include: ["message.output_text.logprobs"], top_logprobs: sampling.logprobs ?? 0 }
      : {}),
    ...constrained(request, quirks),
  };
}

function constrained({ constraint }: CompletionRequest, { hasGrammarTools }: Quirks): object {
  if (!constraint) return {};
  const form = encoded(constraint, hasGrammarTools);
  if (form.kind === "schema") {
    return { text: { format: { type: "json_schema", name: NAME, strict: true, schema: form.schema } } };
  }
  const { syntax, definition } = form;
  const format = { type: "grammar", syntax, definition };
  return {
    tools: [{ type: "custom", name: NAME, description: constraint.reason, format }],
    tool_choice: { type: "custom", name: NAME },
    parallel_tool_calls: false,
  };
}
