// A provider that answers with what the oracle says fits.

import { z } from "zod";
import { definePlugin } from "../../../../core/kernel/plugin.ts";

export default definePlugin({
  manifest: {
    name: "asker",
    version: "1.0.0",
    contract: 1,
    description: "Writes what fits.",
    points: ["provider"],
    languages: [],
    permissions: {},
  },
  options: z.strictObject({}),
  setup: (_options, { oracle }) => ({
    provider: {
      async *complete({ draft, scope }, call) {
        const terms = await oracle?.fits(draft, scope.expected ?? { key: "", type: "" }, call) ?? [];
        for (const [answer, { parts, cost, needs }] of terms.entries()) {
          yield { kind: "text" as const, answer, text: parts.join("") };
          yield { kind: "end" as const, answer, reason: "complete" as const, cost, needs };
        }
        yield { kind: "usage" as const, usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
      },
    },
  }),
});
