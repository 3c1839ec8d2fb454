/**
 * llama.cpp's own server.
 *
 * @module
 */

import type { Kind } from "../_openai_wire/kind.ts";
import { listAt } from "../_openai_wire/chat_events.ts";
import { type Continue, REWIND_TEXT, rewindCost } from "../_openai_wire/rewind.ts";
import { completionDeltas } from "./events.ts";
import { type LlamaCppSeen, look } from "./look.ts";
import type { LlamaCppOptions } from "./options.ts";
import { planFor } from "./plan.ts";
import { score } from "./score.ts";

/** On one slot, so that the second request finds what the first has left. */
const STEADY = { stream: true, cache_prompt: true, temperature: 0, id_slot: 0 };

/** What differs at llama.cpp's. */
export function llamaCppKind(options: LlamaCppOptions): Kind<LlamaCppSeen> {
  return {
    forms: () => [
      ...(["choice", "regex", "schema"] as const).map((kind) => ({ kind })),
      { kind: "grammar", dialect: "gbnf" },
    ],
    look: (wire, call) => look(wire, options.model, call),
    plan: (request, seen, ask) => planFor(request, seen, { options, ask }),
    score: (request, scoring, asking) => score(request, scoring, { ...asking, options }),
    async count(texts, _seen, ask) {
      const counted = await Promise.all(
        texts.map(async (content) =>
          listAt(await ask("/tokenize", { content, add_special: false, parse_special: false }), "tokens")
            .length
        ),
      );
      return { counts: counted, counting: "server" };
    },
    async rewind(_seen, wire, call) {
      const { tokens } = Object(await wire.post("/tokenize", { content: REWIND_TEXT }, call));
      const goOn: Continue = (prompt, n_predict, own) =>
        completionDeltas(wire.stream("/completion", { ...STEADY, prompt, n_predict }, own));
      return await rewindCost(tokens, goOn, call);
    },
  };
}
