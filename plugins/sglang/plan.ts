/**
 * A request as `POST /generate` takes it: token ids, so that what is written goes on token by token.
 *
 * @module
 */

import type { CompletionRequest } from "../../core/kernel/plugin.ts";
import { boundBy } from "../_openai_wire/bound.ts";
import { listAt } from "../_openai_wire/chat_events.ts";
import type { Ask, Plan } from "../_openai_wire/kind.ts";
import { type Ending, rawPrompt } from "../_openai_wire/raw_prompt.ts";
import { tokensOf } from "../_openai_wire/tokenize.ts";
import { encoded } from "./constraints.ts";
import { generateDeltas } from "./events.ts";
import type { SglangSeen } from "./look.ts";
import type { SglangOptions } from "./options.ts";

/** What is gone on from. */
interface Prompt {
  readonly text?: string;
  readonly input_ids?: readonly unknown[];
}

const PATH = "/generate";

/** Plans a request. Each answer has a request of its own, with a name by which it can be ended. */
export async function planFor(
  request: CompletionRequest,
  seen: SglangSeen,
  setting: { readonly options: SglangOptions; readonly ask: Ask },
): Promise<Plan> {
  const { prompt, ending: { stop, read, isThinking = false } } = await promptFor(request, seen, setting);
  const { sampling, answers } = request;
  const bound = boundBy(request);
  const form = bound ? encoded(bound) : {};
  const stops = (own: readonly string[]) => own.length > 0 ? { stop: own } : {};
  const bodies = Array.from({ length: answers }, (_, at) => ({
    ...prompt,
    sampling_params: {
      ...drawnBy(request, at, setting.options),
      ...stops([...stop, ...sampling.stop ?? []]),
      ...(isThinking ? {} : form),
    },
    ...told(sampling.logprobs),
  }));
  const common = { path: PATH, bodies, deltas: generateDeltas, read };
  if (!isThinking) return common;
  return {
    ...common,
    answerAfter({ ids, tokens }, first) {
      const at = bodies.findIndex((body) => body === first);
      const max_new_tokens = Math.max(1, sampling.maxTokens - tokens);
      return {
        input_ids: [...prompt.input_ids ?? [], ...ids], // the ids of what ended the thinking are among them
        sampling_params: {
          ...drawnBy(request, at, setting.options),
          ...stops(sampling.stop ?? []),
          ...{ ...form, max_new_tokens },
        },
        ...told(sampling.logprobs),
      };
    },
  };
}

/** How one of the answers is drawn. */
function drawnBy({ sampling }: CompletionRequest, answer: number, options: SglangOptions): object {
  const { maxTokens, temperature = options.temperature, seed = options.seed } = sampling;
  return {
    ...{
      max_new_tokens: maxTokens,
      temperature,
      top_p: options.topP,
      top_k: -1,
      min_p: 0,
      repetition_penalty: 1,
    },
    ...(seed === undefined ? {} : { sampling_seed: seed + answer }),
  };
}

/** What is told of each token, in a request with a name of its own. */
function told(logprobs = 0): object {
  return {
    ...{ return_logprob: true, return_text_in_logprobs: true },
    ...(logprobs > 0 ? { top_logprobs_num: logprobs } : {}),
    ...{ stream: true, rid: crypto.randomUUID() },
  };
}

async function promptFor(
  request: CompletionRequest,
  { model, fim }: SglangSeen,
  { options: { style }, ask }: { readonly options: SglangOptions; readonly ask: Ask },
): Promise<{ readonly prompt: Prompt; readonly ending: Ending }> {
  const raw = rawPrompt(request, { model, style, fim, hasTemplate: true });
  const { written } = request;
  if (raw.kind === "infill") {
    const { ending, ending: { text } } = raw;
    if (!written) return { prompt: { text }, ending };
    return { prompt: { input_ids: [...await tokensOf(text, model, ask), ...written.ids] }, ending };
  }
  const rendered = listAt(await ask("/tokenize", { model, messages: raw.messages }), "tokens");
  const { text } = Object(
    await ask("/detokenize", { model, tokens: rendered.slice(-8), skip_special_tokens: false }),
  );
  const ending = raw.endingAfter(String(text ?? ""));
  const tail = ending.text === "" ? [] : await tokensOf(ending.text, model, ask);
  return { prompt: { input_ids: [...rendered, ...tail, ...written?.ids ?? []] }, ending };
}
