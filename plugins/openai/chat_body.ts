/**
 * The body of `POST /v1/chat/completions`.
 *
 * @see openai/openai-openapi:openapi.yaml, `CreateChatCompletionRequest`, read 2026-08-21
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import { messagesFor } from "../_chat/messages.ts";
import { encoded, NAME } from "./constraints.ts";
import type { OpenAiOptions } from "./options.ts";
import type { Quirks } from "./quirks.ts";

/** Whom a body is for. */
export interface BodySetting {
  readonly model: string;
  readonly options: OpenAiOptions;
  readonly quirks: Quirks;
  /** False at servers that are known to have no log-probabilities. */
  readonly hasLogprobs: boolean;
}

/** OpenAI takes no more. */
const MAX_STOPS = 4;

/** The body for all answers of a request. */
export function chatBody(request: CompletionRequest, setting: BodySetting): object {
  const { model, options: { effort }, quirks } = setting;
  return {
    model,
    messages: messagesFor(request, { prefill: false }),
    ...{ stream: true, stream_options: { include_usage: true } },
    ...(request.answers > 1 ? { n: request.answers } : {}),
    ...(quirks.isReasoning
      ? {
        max_completion_tokens: request.sampling.maxTokens,
        ...(effort === undefined ? {} : { reasoning_effort: effort }),
      }
      : sampled(request, setting)),
    ...constrained(request, quirks),
  };
}

function sampled({ sampling }: CompletionRequest, { options, hasLogprobs }: BodySetting): object {
  const { maxTokens, temperature = options.temperature, seed = options.seed, stop = [], logprobs = 0 } =
    sampling;
  return {
    ...{ max_tokens: maxTokens, temperature, top_p: options.topP },
    ...(seed === undefined ? {} : { seed }),
    ...(stop.length > 0 ? { stop: stop.slice(0, MAX_STOPS) } : {}),
    ...(hasLogprobs ? { logprobs: true, ...(logprobs > 0 ? { top_logprobs: logprobs } : {}) } : {}),
  };
}

function constrained({ constraint }: CompletionRequest, { hasGrammarTools }: Quirks): object {
  if (!constraint) return {};
  const form = encoded(constraint, hasGrammarTools);
  if (form.kind === "schema") {
    const json_schema = { name: NAME, strict: true, schema: form.schema };
    return { response_format: { type: "json_schema", json_schema } };
  }
  const { syntax, definition } = form;
  const format = { type: "grammar", grammar: { syntax, definition } };
  return {
    tools: [{ type: "custom", custom: { name: NAME, description: constraint.reason, format } }],
    tool_choice: { type: "custom", custom: { name: NAME } },
    parallel_tool_calls: false,
  };
}
