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
    can: { seeds: true, logprobs: true, ids: true, infill, context: true, key: true },
    unconstrained: ({ grammar: _grammar, json_schema: _schema, ...body }) => body,
    async promptIds(body, ask) {
      // As `/completion` reads a prompt that is text.
      const asked = { content: dig(body, "prompt"), add_special: true, parse_special: true };
      return Object(await ask("/tokenize", asked)).tokens;
    },
  };
}
