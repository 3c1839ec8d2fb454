/**
 * vLLM's server.
 *
 * @module
 */

import type { Kind } from "../_openai_wire/kind.ts";
import { listAt } from "../_openai_wire/chat_events.ts";
import { type Continue, REWIND_TEXT, rewindCost } from "../_openai_wire/rewind.ts";
import { textDeltas } from "../_openai_wire/text_events.ts";
import { look, type VllmSeen } from "./look.ts";
import type { VllmOptions } from "./options.ts";
import { planFor } from "./plan.ts";

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
    async count(texts, { model }, ask) {
      const counts = await Promise.all(
        texts.map(async (prompt) =>
          listAt(await ask("/tokenize", { model, prompt, add_special_tokens: false }), "tokens").length
        ),
      );
      return { counts, counting: "server" };
    },
    async rewind({ model }, wire, call) {
      const { tokens } = Object(await wire.post("/tokenize", { model, prompt: REWIND_TEXT }, call));
      const goOn: Continue = (prompt, max_tokens, own) =>
        textDeltas(wire.stream("/v1/completions", { ...STEADY, model, prompt, max_tokens }, own));
      return await rewindCost(tokens, goOn, call);
    },
  };
}
