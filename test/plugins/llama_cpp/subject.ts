/**
 * llama.cpp's plugin with a server of its kind behind it.
 *
 * @module
 */

import { dig } from "../../../core/kernel/data.ts";
import llamaCpp from "../../../plugins/llama_cpp/mod.ts";
import type { Source, Subject } from "../../contract/provider_subject.ts";

/** The subject. SmolLM2, the model of most tests, was not taught to fill in. */
export function llamaCppSubject(name: string, source: Source, { infill = false } = {}): Subject {
  return {
    ...{ name, plugin: llamaCpp, options: {}, source },
    can: { seeds: true, logprobs: true, ids: true, infill, begins: true, context: true, key: true },
    unconstrained: ({ grammar: _grammar, json_schema: _schema, ...body }) => body,
    async promptIds(body, ask) {
      const prompt = dig(body, "prompt");
      const [content, ...ids] = Array.isArray(prompt) ? prompt : [prompt];
      // As `/completion` reads a prompt that begins with text.
      const { tokens } = Object(await ask("/tokenize", { content, add_special: true, parse_special: true }));
      return [...tokens, ...ids];
    },
  };
}
