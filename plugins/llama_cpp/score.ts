/**
 * How likely texts are, from llama.cpp's likeliest tokens step by step: its server tells no likelihoods of a prompt.
 *
 * @see ggml-org/llama.cpp#27174, open when read 2026-08-22
 *
 * @module
 */

import {
  type CompletionRequest,
  ProviderError,
  type Scores,
  type Scoring,
  type Usage,
} from "../../core/kernel/plugin.ts";
import { listAt, numbersAt } from "../_openai_wire/chat_events.ts";
import type { ScoreAsking } from "../_openai_wire/kind.ts";
import { drawnTokens } from "../_openai_wire/likely.ts";
import { NO_SCORES } from "../_openai_wire/scoring.ts";
import { trieOf } from "../_openai_wire/trie.ts";
import { usageSum } from "../_openai_wire/usage.ts";
import { walk } from "../_openai_wire/walk.ts";
import { usageOf } from "./events.ts";
import type { LlamaCppSeen } from "./look.ts";
import type { LlamaCppOptions } from "./options.ts";
import { promptFor } from "./plan.ts";

/** Likely tokens at a step: candidates that fit are often not among the first twenty. */
const LIKELY = 40;
/** Steps for one hole; each is one token on a prompt that is in the cache. */
const MAX_STEPS = 48;
/**
 * One step after the other: of the slots that wrote samples only the first keeps the prompt, so that a second step beside
 * the first would read all of it again. Seen on llama-server of llama-cpp-python 0.3.36: 32 s for 2,557 tokens.
 */
const ABREAST = 1;
/** Parts of an answer that are looked at: the others repeat the prompt and the settings. */
const FIELDS = ["completion_probabilities", "tokens_evaluated", "tokens_predicted", "timings"];

/** Walks the texts' tokens. */
export async function score(
  request: CompletionRequest,
  { texts, drawn, maxTokens }: Scoring,
  { seen, ask, until, options }: ScoreAsking<LlamaCppSeen> & { readonly options: LlamaCppOptions },
): Promise<Scores> {
  const { prompt, ending: { thinks } } = await promptFor(request, seen, { options, ask });
  if (thinks) return NO_SCORES;
  const rows = await Promise.all(
    texts.map(async (content) =>
      numbersAt(await ask("/tokenize", { content, add_special: false, parse_special: false }), "tokens")
    ),
  );
  const usages: Usage[] = [];
  const used = () => usages.reduce((sum, one) => sum + one.inputTokens + one.outputTokens, 0);
  const costs = await walk(trieOf(rows, drawn), texts.length, {
    ...{ after: request.prompt.after, abreast: ABREAST, most: MAX_STEPS },
    async step(ids) {
      if (performance.now() > until || used() >= maxTokens) return undefined;
      const answer = await ask("/completion", {
        prompt: ids.length === 0 ? prompt : [prompt, ...ids],
        ...{ n_predict: 1, n_probs: LIKELY, temperature: 0, cache_prompt: true, response_fields: FIELDS },
      }).catch((error) => {
        if (!(error instanceof ProviderError) || usages.length === 0) throw error;
        return undefined; // what is known by then counts
      });
      if (answer === undefined) return undefined;
      usages.push(usageOf(answer, false));
      return drawnTokens(listAt(answer, "completion_probabilities"))[0]?.top;
    },
  });
  return { costs, usage: usageSum(usages) ?? NO_SCORES.usage };
}
