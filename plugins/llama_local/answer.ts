/**
 * One answer, token by token.
 *
 * @module
 */

import type { DrawnToken } from "../../core/kernel/plugin.ts";
import type { Delta, Finish } from "../_openai_wire/delta.ts";
import type { LlamaModel, TokenId } from "./library.ts";
import { StopText } from "./stop_text.ts";
import { TokenText } from "./token_text.ts";
import { type TokenSetting, tokensOf, type TokenStep } from "./tokens.ts";

/** What an answer is written by, and until when. */
export interface AnswerSetting extends Omit<TokenSetting, "last"> {
  readonly model: Pick<LlamaModel, "detokenize" | "isEogToken">;
  /** All but the last of it is read already. */
  readonly prompt: readonly TokenId[];
  readonly maxTokens: number;
  readonly stop: readonly string[];
  /** How many other tokens are told for each place. */
  readonly logprobs: number;
  /** True once what was written is whole, whatever follows. */
  readonly isWhole: () => boolean;
  /** True once nobody waits for more. */
  readonly isLeft: () => boolean;
}

/** The steps of one answer; the last one says why it ended. The token that ends an answer is not part of it. */
export async function* answerOf(answer: number, setting: AnswerSetting): AsyncGenerator<Delta> {
  const { model, prompt, maxTokens, stop, isWhole, isLeft } = setting;
  const text = new TokenText(model, prompt);
  const watch = new StopText(stop);
  const ending = (written: number): Finish | undefined => {
    if (watch.isStopped || isWhole()) return "complete";
    if (isLeft()) return "cancelled";
    return written >= maxTokens ? "length" : undefined;
  };
  let written = 0;
  let reason: Finish | undefined;
  for await (const step of tokensOf({ ...setting, last: prompt.at(-1) ?? 0 })) {
    if (model.isEogToken(step.token)) reason = "complete";
    else yield { kind: "piece", answer, text: watch.push(text.push(step.token)), ...toldOf(step, setting) };
    reason ??= ending(++written);
    if (reason) break;
  }
  const rest = watch.push(text.end()) + watch.end();
  if (rest !== "") yield { kind: "piece", answer, text: rest };
  yield { kind: "finish", answer, reason: reason ?? "complete" };
}

function toldOf(
  { token, likely }: TokenStep,
  { model, logprobs }: AnswerSetting,
): { readonly ids: readonly TokenId[]; readonly tokens: readonly DrawnToken[] } {
  const show = (id: TokenId, logprob: number) => ({
    ...{ text: logprobs > 0 ? model.detokenize([id], true, []) : "", id, logprob },
  });
  const top = [...likely].slice(0, logprobs).map(([id, logprob]) => show(id, logprob));
  return { ids: [token], tokens: [{ ...show(token, likely.get(token) ?? 0), top }] };
}
