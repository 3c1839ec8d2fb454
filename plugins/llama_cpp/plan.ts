/**
 * A request as `POST /completion` takes it: a raw prompt, so that what is written goes on token by token.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import { boundBy } from "../_openai_wire/bound.ts";
import { textAt } from "../_openai_wire/chat_events.ts";
import type { Ask, Plan } from "../_openai_wire/kind.ts";
import { type Ending, rawPrompt } from "../_openai_wire/raw_prompt.ts";
import { END_OF_THINKING } from "../_openai_wire/thinking_first.ts";
import { encoded } from "./constraints.ts";
import { completionDeltas } from "./events.ts";
import type { LlamaCppSeen } from "./look.ts";
import type { LlamaCppOptions } from "./options.ts";

const PATH = "/completion";

/** Plans a request. */
export async function planFor(
  request: CompletionRequest,
  seen: LlamaCppSeen,
  { options, ask }: { readonly options: LlamaCppOptions; readonly ask: Ask },
): Promise<Plan> {
  const { prompt, ending: { stop, read, isThinking = false } } = await promptFor(request, seen, {
    options,
    ask,
  });
  const { sampling, written } = request;
  const { maxTokens, temperature = options.temperature, seed = options.seed, logprobs = 0 } = sampling;
  const body = {
    prompt: written ? [prompt, ...written.ids] : prompt,
    ...{ stream: true, cache_prompt: true, return_tokens: true, n_predict: maxTokens },
    ...{ temperature, top_p: options.topP, top_k: 0, min_p: 0, n_probs: Math.max(1, logprobs) },
    stop: [...stop, ...sampling.stop ?? []],
  };
  const bound = boundBy(request);
  const form = bound ? encoded(bound) : {};
  const common = { path: PATH, deltas: completionDeltas, read };
  if (!isThinking) {
    return {
      ...common,
      bodies: bodiesOf({ ...body, ...form }, request.answers, { slots: seen.slots, seed }),
    };
  }
  return {
    ...common,
    bodies: bodiesOf(body, request.answers, { slots: 1, seed }),
    answerAfter: ({ text, tokens }, first) => ({
      ...{ ...first, ...form, stop: sampling.stop ?? [] },
      prompt: `${prompt}${text}${END_OF_THINKING}\n\n`,
      n_predict: Math.max(1, maxTokens - tokens),
    }),
  };
}

/** One request writes as many answers as the server has slots: they share the prompt. */
function bodiesOf(
  body: object,
  answers: number,
  { slots, seed }: { readonly slots: number; readonly seed: number | undefined },
): readonly object[] {
  const seeded = (at: number) => seed === undefined ? {} : { seed: seed + at };
  if (answers === 1) return [{ ...body, ...seeded(0) }];
  if (answers <= slots) return [{ ...body, ...seeded(0), n_cmpl: answers }];
  return Array.from({ length: answers }, (_, at) => ({ ...body, ...seeded(at) }));
}

/** The prompt, and how its answer begins and ends. */
export async function promptFor(
  request: CompletionRequest,
  { model, fim, hasTemplate }: LlamaCppSeen,
  { options: { style }, ask }: { readonly options: LlamaCppOptions; readonly ask: Ask },
): Promise<{ readonly prompt: string; readonly ending: Ending }> {
  const raw = rawPrompt(request, { model, style, fim, hasTemplate });
  if (raw.kind === "infill") return { prompt: raw.ending.text, ending: raw.ending };
  const rendered = textAt(await ask("/apply-template", { messages: raw.messages }), "prompt");
  const ending = raw.endingAfter(rendered);
  return { prompt: rendered + ending.text, ending };
}
