/**
 * The plugin for OpenAI's API with a server behind it.
 *
 * @module
 */

import openai from "../../../plugins/openai/mod.ts";
import type { Source, Subject } from "../../contract/provider_subject.ts";

/** What no chat can do, and no stranger's server is asked for. */
const NEVER = { logprobs: false, ids: false, infill: false, begins: false };

/** What a body has for a constraint. */
const CONSTRAINING = ["response_format", "text", "tools", "tool_choice", "parallel_tool_calls"];

/** At llama.cpp's chats. */
export function openAiAtLlamaSubject(name: string, source: Source): Subject {
  return {
    ...{ name, plugin: openai, options: {}, source },
    can: { ...NEVER, seeds: true, context: true, key: true },
    unconstrained: ({ response_format: _format, ...body }) => body,
  };
}

/** At OpenAI itself. Only chats of models that do not think have seeds. */
export function openAiSubject(
  name: string,
  source: Source,
  { model, api }: { readonly model: string; readonly api: "chat" | "responses" },
): Subject {
  const isThinking = model.startsWith("gpt-5");
  return {
    ...{ name, plugin: openai, options: { model, api }, source },
    can: { ...NEVER, seeds: api === "chat" && !isThinking, logprobs: !isThinking, context: true, key: true },
    unconstrained: (body) =>
      Object.fromEntries(Object.entries(body).filter(([name]) => !CONSTRAINING.includes(name))),
  };
}
