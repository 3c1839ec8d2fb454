/**
 * Events of `POST /generate`: each holds all that was written so far.
 *
 * @see sgl-project/sglang:python/sglang/srt/managers/tokenizer_manager.py, read 2026-07-20
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { DrawnToken, ProviderError } from "../../core/kernel/plugin.ts";
import { listAt, numbersAt, textAt } from "../_openai_wire/chat_events.ts";
import { type Delta, finishOf } from "../_openai_wire/delta.ts";
import { faultOfRefusal } from "../_openai_wire/fault.ts";

/**
 * The steps of a stream: one answer, numbered 0. A server that was told to send pieces alone sends texts that do not
 * begin as the last did; those are taken as they are.
 *
 * @throws {ProviderError} What the server says of an answer that it gave up.
 */
export async function* generateDeltas(events: AsyncIterable<unknown>): AsyncGenerator<Delta> {
  let [seen, seenIds, seenTokens] = ["", 0, 0];
  for await (const event of events) {
    const said = textAt(event, "text");
    const isCumulative = said.startsWith(seen);
    const text = isCumulative ? said.slice(seen.length) : said;
    seen = isCumulative ? said : seen + said;
    const ids = numbersAt(event, "output_ids");
    const fresh = ids.length >= seenIds && isCumulative ? ids.slice(seenIds) : ids;
    seenIds = isCumulative ? ids.length : seenIds + ids.length;
    const chances = tokensOf(dig(event, "meta_info"));
    const tokens = chances.length >= seenTokens ? chances.slice(seenTokens) : chances;
    seenTokens = Math.max(seenTokens, chances.length);
    if (text !== "" || fresh.length > 0) {
      yield {
        ...{ kind: "piece", answer: 0, text },
        ...(fresh.length > 0 ? { ids: fresh } : {}),
        ...(tokens.length > 0 ? { tokens } : {}),
      };
    }
    yield* ending(dig(event, "meta_info"));
  }
}

function* ending(meta: unknown): Generator<Delta> {
  const type = textAt(meta, "finish_reason", "type");
  if (type === "") return;
  if (type === "abort" && textAt(meta, "finish_reason", "message") !== "") {
    throw gaveUp(dig(meta, "finish_reason"));
  }
  yield { kind: "finish", answer: 0, reason: finishOf(type) };
  const number = (name: string) => Number(dig(meta, name) ?? 0);
  const inputTokens = number("prompt_tokens");
  const usage = {
    ...{ inputTokens, outputTokens: number("completion_tokens") },
    cachedTokens: Math.min(inputTokens, number("cached_tokens")),
  };
  yield { kind: "usage", usage };
}

/** Lists `[logprob, id, text]`, and for each token the likeliest in its place. */
function tokensOf(meta: unknown): readonly DrawnToken[] {
  const top = listAt(meta, "output_top_logprobs");
  return listAt(meta, "output_token_logprobs").flatMap((item, at) => {
    const token = likely(item);
    const others = top[at];
    return token
      ? [{ ...token, top: Array.isArray(others) ? others.flatMap((each) => likely(each) ?? []) : [] }]
      : [];
  });
}

function likely(item: unknown) {
  const [logprob, id, text]: readonly unknown[] = Array.isArray(item) ? item : [];
  if (typeof logprob !== "number" || typeof id !== "number") return undefined;
  return { text: typeof text === "string" ? text : "", id, logprob };
}

function gaveUp(reason: unknown): ProviderError {
  const status = Number(dig(reason, "status_code") ?? 500);
  return faultOfRefusal({ url: "/generate", status, text: JSON.stringify({ error: reason }) });
}
