/**
 * vLLM's plugin with a server of its kind behind it.
 *
 * @module
 */

import vllm from "../../../plugins/vllm/mod.ts";
import type { Source, Subject } from "../../contract/provider_subject.ts";

/** The subject; the model is SmolLM2, which was not taught to fill in. Its recordings know of no words that come next. */
export function vllmSubject(name: string, source: Source, { begins = true } = {}): Subject {
  return {
    ...{ name, plugin: vllm, options: {}, source },
    can: { seeds: true, logprobs: true, ids: true, infill: false, begins, context: true, key: true },
    unconstrained: ({ structured_outputs: _form, guided_regex: _old, ...body }) => body,
    promptIds: (body) => Promise.resolve(Object(body).prompt),
  };
}
