/**
 * SGLang's plugin with a server of its kind behind it.
 *
 * @module
 */

import sglang from "../../../plugins/sglang/mod.ts";
import type { Source, Subject } from "../../contract/provider_subject.ts";

const CONSTRAINING = ["json_schema", "regex", "ebnf"];

/** The subject. */
export function sglangSubject(name: string, source: Source): Subject {
  return {
    ...{ name, plugin: sglang, options: {}, source },
    can: { seeds: true, logprobs: true, ids: true, infill: false, begins: true, context: true, key: true },
    unconstrained: ({ sampling_params, ...body }) => {
      const params = Object.entries(Object(sampling_params)).filter(([name]) => !CONSTRAINING.includes(name));
      return { ...body, ...(sampling_params ? { sampling_params: Object.fromEntries(params) } : {}) };
    },
    // The end of what a template makes is read again as text; requests have names.
    settled: (body) =>
      body.replace(/"rid":"[^"]*"/, '"rid":"…"').replace(
        /"tokens":\[(?:\d+,)*((?:\d+,){7}\d+)\]/,
        '"tokens":[$1]',
      ),
    promptIds: (body) => Promise.resolve(Object(body).input_ids),
  };
}
