/**
 * SGLang's server.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { Kind } from "../_openai_wire/kind.ts";
import { type Continue, REWIND_TEXT, rewindCost } from "../_openai_wire/rewind.ts";
import { generateDeltas } from "./events.ts";
import { countsOf } from "../_openai_wire/tokenize.ts";
import { look, type SglangSeen } from "./look.ts";
import type { SglangOptions } from "./options.ts";
import { planFor } from "./plan.ts";

/** What differs at SGLang's. */
export function sglangKind(options: SglangOptions): Kind<SglangSeen> {
  return {
    forms: () => [
      ...(["choice", "regex", "schema"] as const).map((kind) => ({ kind })),
      { kind: "grammar", dialect: "ebnf", without: ["rule-options"] }, // its xgrammar is 0.2.1
    ],
    look: (wire, call) => look(wire, options.model, call),
    plan: (request, seen, ask) => planFor(request, seen, { options, ask }),
    count: (texts, { model }, ask) => countsOf(texts, model, ask),
    async rewind({ model }, wire, call) {
      const { tokens } = Object(await wire.post("/tokenize", { model, prompt: REWIND_TEXT }, call));
      const goOn: Continue = (input_ids, max_new_tokens, own) =>
        generateDeltas(
          wire.stream("/generate", {
            input_ids,
            stream: true,
            sampling_params: { max_new_tokens, temperature: 0 },
          }, own),
        );
      return await rewindCost(tokens, goOn, call);
    },
    // A closed connection is noticed after some two seconds: until then it would write on.
    leave: async (body, wire, call) =>
      void await wire.post("/abort_request", { rid: dig(body, "rid") }, call),
  };
}
