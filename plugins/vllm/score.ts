/**
 * How likely texts are, as vLLM tells of the tokens of a prompt.
 *
 * @see vllm-project/vllm:vllm/entrypoints/openai/completion/protocol.py, read 2026-08-17
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { CompletionRequest, LikelyToken, Scores, Scoring, Usage } from "../../core/kernel/plugin.ts";
import { listAt, numbersAt } from "../_openai_wire/chat_events.ts";
import type { ScoreAsking } from "../_openai_wire/kind.ts";
import { endCost, NO_SCORES } from "../_openai_wire/scoring.ts";
import { tokensOf } from "../_openai_wire/tokenize.ts";
import { usageIn, usageSum } from "../_openai_wire/usage.ts";
import type { VllmSeen } from "./look.ts";
import type { VllmOptions } from "./options.ts";
import { promptFor } from "./plan.ts";

/** Texts in one request: the server runs them in one batch. */
const ABREAST = 8;
/** Likely tokens behind a text: the server's own cap, unless it was started with another. */
const LIKELY = 20;
/** What a token costs that the server does not tell of. */
const UNTOLD = 20;

/** Asks for the texts as ends of the prompt, a batch at a time; those that are not asked for are as unlikely as the last. */
export async function score(
  request: CompletionRequest,
  { texts, maxTokens }: Scoring,
  { seen, ask, until, options }: ScoreAsking<VllmSeen> & { readonly options: VllmOptions },
): Promise<Scores> {
  const { model } = seen;
  const { prompt: asked, ending: { thinks } } = await promptFor(request, seen, { options, ask });
  if (thinks) return NO_SCORES;
  const prompt = typeof asked === "string" ? await tokensOf(asked, model, ask) : asked;
  const rows = await Promise.all(texts.map((text) => tokensOf(text, model, ask)));
  const usages: Usage[] = [];
  const used = () => usages.reduce((sum, one) => sum + one.inputTokens + one.outputTokens, 0);
  const costs: number[] = [];
  while (costs.length < texts.length && performance.now() < until) {
    const batch = rows.slice(costs.length, costs.length + ABREAST);
    const next = batch.reduce((sum, row) => sum + prompt.length + row.length + 1, 0);
    if (used() + next > maxTokens) break;
    const answer = await ask("/v1/completions", {
      ...{ model, prompt: batch.map((row) => [...prompt, ...row]), add_special_tokens: false },
      ...{ max_tokens: 1, temperature: 0, logprobs: LIKELY, prompt_logprobs: 0 },
    });
    usages.push(usageIn(dig(answer, "usage")) ?? { inputTokens: next, outputTokens: batch.length });
    const choices = listAt(answer, "choices");
    costs.push(...batch.map((row, at) => {
      const choice = choices.find((one) => dig(one, "index") === at);
      return costOf(choice, row) + endCost(topOf(choice), request.prompt.after);
    }));
  }
  const usage = usageSum(usages) ?? NO_SCORES.usage;
  if (costs.length === 0) return { ...NO_SCORES, usage };
  const last = Math.max(...costs);
  return { costs: texts.map((_, at) => costs[at] ?? last), usage };
}

/** What the last tokens of a prompt cost. */
function costOf(choice: unknown, row: readonly unknown[]): number {
  const told = listAt(choice, "prompt_logprobs").slice(-row.length);
  return row.reduce((sum: number, id, at) => {
    const logprob = dig(told[at], String(id), "logprob");
    return sum + (typeof logprob === "number" ? -logprob : UNTOLD);
  }, 0);
}

/** The likeliest tokens behind the prompt, the one that was drawn among them. */
function topOf(choice: unknown): readonly LikelyToken[] {
  const logprobs = dig(choice, "logprobs");
  const [top] = listAt(logprobs, "top_logprobs");
  const [[drawn], [logprob]] = [listAt(logprobs, "tokens"), numbersAt(logprobs, "token_logprobs")];
  const all = new Map(Object.entries(Object(top)));
  if (typeof drawn === "string" && !all.has(drawn)) all.set(drawn, logprob);
  return [...all].flatMap(([text, own]) => typeof own === "number" ? [{ text, logprob: own }] : []);
}
