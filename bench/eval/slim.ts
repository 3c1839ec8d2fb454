/**
 * What a llama-server says, without what no plugin reads: most of a stream is likelihoods of tokens that are not likely,
 * and some of the rest is about the machine.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";

/** Tokens less likely than this are left out: a twentieth of the mass that a choice must leave. */
const LEAST_LOGPROB = Math.log(0.001);
const DIGITS = 1000;

/** Events of a stream, as whole as they have come; what is left waits for the rest. Counts are kept at both ends alone. */
export class Slimming {
  #rest = "";
  #isFirst = true;

  /** The events that have ended with this piece. */
  push(text: string): string {
    const all = (this.#rest + text).split("\n\n");
    this.#rest = all.pop() ?? "";
    return all.map((event) => `${this.#slimmed(event)}\n\n`).join("");
  }

  #slimmed(event: string): string {
    const data = /^data: (\{.*)$/s.exec(event)?.[1];
    if (data === undefined) return event;
    const said: unknown = JSON.parse(data);
    const isEnd = this.#isFirst || dig(said, "stop") === true;
    this.#isFirst = false;
    return `data: ${JSON.stringify(slim(said, isEnd))}`;
  }

  /** What has not ended. */
  end(): string {
    return this.#rest;
  }
}

function slim(event: unknown, isEnd: boolean): unknown {
  const drawn = dig(event, "completion_probabilities");
  return {
    ...picked(event, ["index", "content", "tokens", "stop", "stop_type", "error"]),
    ...(isEnd ? picked(event, ["tokens_predicted", "tokens_evaluated"]) : {}),
    ...(Array.isArray(drawn) ? { completion_probabilities: drawn.map(slimToken) } : {}),
    ...(isEnd && dig(event, "timings")
      ? { timings: picked(dig(event, "timings"), ["cache_n", "prompt_n"]) }
      : {}),
  };
}

function slimToken(token: unknown): unknown {
  const top = dig(token, "top_logprobs");
  const others = Array.isArray(top) ? top : [];
  return {
    ...likely(token),
    top_logprobs: others.filter((one) => Number(dig(one, "logprob")) >= LEAST_LOGPROB).map(likely),
  };
}

function likely(token: unknown) {
  return {
    ...picked(token, ["id", "token"]),
    logprob: Math.round(Number(dig(token, "logprob")) * DIGITS) / DIGITS,
  };
}

/** An answer that is no stream. Paths on the server's machine are reduced to names. */
export function slimAnswer(path: string, text: string): string {
  if (path === "/props") {
    const props: unknown = JSON.parse(text);
    const kept = picked(props, ["total_slots", "model_path", "chat_template", "build_info"]);
    const n_ctx = dig(props, "default_generation_settings", "n_ctx");
    return nameOnly(JSON.stringify({ ...kept, default_generation_settings: { n_ctx } }));
  }
  if (path === "/v1/models") {
    const listed = dig(JSON.parse(text), "data");
    const data = Array.isArray(listed) ? listed.map((one) => picked(one, ["id", "owned_by", "meta"])) : [];
    return nameOnly(JSON.stringify({ data }));
  }
  return text;
}

function nameOnly(json: string): string {
  return json.replaceAll(/("(?:model_path|id)":")[^"]*[\\/]/g, "$1");
}

function picked(value: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => {
    const item = dig(value, name);
    return item === undefined ? [] : [[name, item]];
  }));
}
