/**
 * A request as `POST /generate` takes it: token ids, so that what is written goes on token by token.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import { listAt } from "../_openai_wire/chat_events.ts";
import type { Ask, Plan } from "../_openai_wire/kind.ts";
import { type Ending, rawPrompt } from "../_openai_wire/raw_prompt.ts";
import { encoded } from "./constraints.ts";
import { generateDeltas } from "./events.ts";
import type { SglangSeen } from "./look.ts";
import type { SglangOptions } from "./options.ts";

/** Plans a request. Each answer has a request of its own, with a name by which it can be ended. */
export async function planFor(
  request: CompletionRequest,
  seen: SglangSeen,
  { options, ask }: { readonly options: SglangOptions; readonly ask: Ask },
): Promise<Plan> {
  const { prompt, ending: { stop, read } } = await promptFor(request, seen, { options, ask });
  const { sampling, constraint, written, answers } = request;
  const { maxTokens, temperature = options.temperature, seed = options.seed, logprobs = 0 } = sampling;
  const stops = [...stop, ...sampling.stop ?? []];
  const bodies = Array.from({ length: answers }, (_, at) => ({
    ...(written ? { input_ids: written.ids } : prompt),
    sampling_params: {
      ...{
        max_new_tokens: maxTokens,
        temperature,
        top_p: options.topP,
        top_k: -1,
        min_p: 0,
        repetition_penalty: 1,
      },
      ...(seed === undefined ? {} : { sampling_seed: seed + at }),
      ...(stops.length > 0 ? { stop: stops } : {}),
      ...(constraint ? encoded(constraint) : {}),
    },
    ...{
      return_logprob: true,
      ...(logprobs > 0 ? { top_logprobs_num: logprobs } : {}),
      return_text_in_logprobs: true,
    },
    ...{ stream: true, rid: crypto.randomUUID() },
  }));
  return { path: "/generate", bodies, deltas: generateDeltas, read };
}

async function promptFor(
  request: CompletionRequest,
  { model, fim }: SglangSeen,
  { options: { style }, ask }: { readonly options: SglangOptions; readonly ask: Ask },
): Promise<{ readonly prompt: object; readonly ending: Ending }> {
  const raw = rawPrompt(request, { model, style, fim, hasTemplate: true });
  if (raw.kind === "infill") return { prompt: { text: raw.ending.text }, ending: raw.ending };
  const rendered = listAt(await ask("/tokenize", { model, messages: raw.messages }), "tokens");
  const { text } = Object(
    await ask("/detokenize", { model, tokens: rendered.slice(-8), skip_special_tokens: false }),
  );
  const ending = raw.endingAfter(String(text ?? ""));
  const tail = ending.text === ""
    ? []
    : listAt(await ask("/tokenize", { model, prompt: ending.text, add_special_tokens: false }), "tokens");
  return { prompt: { input_ids: [...rendered, ...tail] }, ending };
}
