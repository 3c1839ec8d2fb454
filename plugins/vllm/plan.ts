/**
 * A request as `POST /v1/completions` takes it: token ids, so that what is written goes on token by token.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import { boundBy } from "../_openai_wire/bound.ts";
import { listAt } from "../_openai_wire/chat_events.ts";
import type { Ask, Plan } from "../_openai_wire/kind.ts";
import { type Ending, rawPrompt } from "../_openai_wire/raw_prompt.ts";
import { textDeltas } from "../_openai_wire/text_events.ts";
import { tokensOf } from "../_openai_wire/tokenize.ts";
import { encoded } from "./constraints.ts";
import type { VllmSeen } from "./look.ts";
import type { VllmOptions } from "./options.ts";

/** vLLM takes no more. */
const MAX_STOPS = 4;

/** Plans a request. */
export async function planFor(
  request: CompletionRequest,
  seen: VllmSeen,
  { options, ask }: { readonly options: VllmOptions; readonly ask: Ask },
): Promise<Plan> {
  const { prompt, ending: { stop, read, isThinking = false } } = await promptFor(request, seen, {
    options,
    ask,
  });
  const { sampling, answers } = request;
  const { maxTokens, temperature = options.temperature, seed = options.seed, logprobs = 0 } = sampling;
  const stops = [...stop, ...sampling.stop ?? []].slice(0, MAX_STOPS);
  const body = {
    model: seen.model,
    prompt,
    ...{
      max_tokens: maxTokens,
      temperature,
      top_p: options.topP,
      top_k: -1,
      min_p: 0,
      repetition_penalty: 1,
    },
    ...(stops.length > 0 ? { stop: stops } : {}),
    ...{ stream: true, stream_options: { include_usage: true } },
    ...{ logprobs, return_token_ids: true, add_special_tokens: false },
  };
  const bound = boundBy(request);
  const form = bound ? encoded(bound, seen.version) : {};
  const common = { path: "/v1/completions", deltas: textDeltas, read };
  const seeded = (at: number) => seed === undefined ? {} : { seed: seed + at };
  if (!isThinking) {
    return {
      ...common,
      bodies: [{ ...body, ...form, ...seeded(0), ...(answers > 1 ? { n: answers } : {}) }],
    };
  }
  return {
    ...common,
    bodies: Array.from({ length: answers }, (_, at) => ({ ...body, ...seeded(at) })),
    answerAfter: ({ ids, tokens }, first) => ({
      ...{ ...first, ...form, stop: sampling.stop ?? [] },
      prompt: [...prompt, ...ids], // the ids of what ended the thinking are among them
      max_tokens: Math.max(1, maxTokens - tokens),
    }),
  };
}

/** The prompt, and how its answer begins and ends. */
export async function promptFor(
  request: CompletionRequest,
  { model, fim }: VllmSeen,
  { options: { style }, ask }: { readonly options: VllmOptions; readonly ask: Ask },
): Promise<{ readonly prompt: string | readonly unknown[]; readonly ending: Ending }> {
  const raw = rawPrompt(request, { model, style, fim, hasTemplate: true });
  const { written } = request;
  if (raw.kind === "infill") {
    const { ending, ending: { text } } = raw;
    return { prompt: written ? [...await tokensOf(text, model, ask), ...written.ids] : text, ending };
  }
  const asked = { model, messages: raw.messages, add_generation_prompt: true, return_token_strs: true };
  const rendered = await ask("/tokenize", asked);
  const ending = raw.endingAfter(listAt(rendered, "token_strs").join("").replaceAll("Ċ", "\n"));
  const tail = ending.text === "" ? [] : await tokensOf(ending.text, model, ask);
  return { prompt: [...listAt(rendered, "tokens"), ...tail, ...written?.ids ?? []], ending };
}
