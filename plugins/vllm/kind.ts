/**
 * vLLM's server.
 *
 * @module
 */

import type { Kind } from "../_openai_wire/kind.ts";
import { type Continue, REWIND_TEXT, rewindCost } from "../_openai_wire/rewind.ts";
import { textDeltas } from "../_openai_wire/text_events.ts";
import { countsOf } from "../_openai_wire/tokenize.ts";
import { look, type VllmSeen } from "./look.ts";
import type { VllmOptions } from "./options.ts";
import { planFor } from "./plan.ts";
import { score } from "./score.ts";

const STEADY = { stream: true, stream_options: { include_usage: true }, temperature: 0 };

/** What differs at vLLM's. */
export function vllmKind(options: VllmOptions): Kind<VllmSeen> {
  return {
    forms: () => [
      ...(["choice", "regex", "schema"] as const).map((kind) => ({ kind })),
      { kind: "grammar", dialect: "ebnf" },
    ],
    look: (wire, call) => look(wire, options.model, call),
    plan: (request, seen, ask) => planFor(request, seen, { options, ask }),
    score: (request, scoring, asking) => score(request, scoring, { ...asking, options }),
    count: (texts, { model }, ask) => countsOf(texts, model, ask),
    async rewind({ model }, wire, call) {
      const { tokens } = Object(await wire.post("/tokenize", { model, prompt: REWIND_TEXT }, call));
      const goOn: Continue = (prompt, max_tokens, own) =>
        textDeltas(wire.stream("/v1/completions", { ...STEADY, model, prompt, max_tokens }, own));
      return await rewindCost(tokens, goOn, call);
    },
  };
}
