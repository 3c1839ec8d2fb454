/**
 * A stand-in for SGLang's server: its own `/generate` with cumulative text, and what it refuses. It writes on when its
 * connection is closed, until it is told by name to stop.
 *
 * @see sgl-project/sglang:python/sglang/srt/managers/tokenizer_manager.py, read 2026-07-20, and the wheel of 0.5.23
 *
 * @module
 */

import {
  bodyIn,
  Desk,
  hasKey,
  matching,
  monthsBy,
  obeying,
  patternOf,
  piecesIn,
  streamed,
  valueOf,
} from "../../contract/provider_stand_in.ts";
import { KEY, type Source } from "../../contract/provider_subject.ts";

const CONTEXT_TOKENS = 600;
/** Ends an answer; no text has it. */
const END = 0;

/** Any other key of `sampling_params` is refused. */
const TAKEN = new Set([
  ...["max_new_tokens", "min_new_tokens", "stop", "stop_token_ids", "stop_regex", "temperature", "top_p"],
  ...["top_k", "min_p", "frequency_penalty", "presence_penalty", "repetition_penalty", "n", "ignore_eos"],
  ...["no_stop_trim", "skip_special_tokens", "logit_bias", "sampling_seed", "custom_params", "json_schema"],
  ...["regex", "ebnf", "structural_tag"],
]);
const FORMS = ["json_schema", "regex", "ebnf", "structural_tag"];

type Body = Readonly<Record<string, unknown>>;

/** SGLang with one model. */
export function sglangStandIn(): Source {
  const server = new StandIn();
  const send: typeof fetch = (input, init) =>
    Promise.resolve(
      hasKey(init, KEY)
        ? server.answer(new URL(String(input)).pathname, bodyIn(init), init?.signal)
        : Response.json({ error: "Unauthorized" }, { status: 401 }),
    );
  return {
    baseUrl: "http://sglang.invalid",
    open: () => Promise.resolve({ fetch: send, [Symbol.asyncDispose]: () => server.emptied() }),
    isIdle: () => Promise.resolve(server.isIdle),
  };
}

class StandIn {
  readonly #desk = new Desk();
  readonly #words = new Words();
  /** Names of requests that were ended. */
  readonly #ended = new Set<unknown>();

  get isIdle(): boolean {
    return this.#desk.isIdle;
  }

  emptied(): Promise<void> {
    return this.#desk.emptied();
  }

  answer(path: string, body: Body, signal: AbortSignal | null | undefined): Response {
    switch (path) {
      case "/v1/models": {
        const listed = { id: "months", object: "model", owned_by: "sglang", max_model_len: CONTEXT_TOKENS };
        return Response.json({ object: "list", data: [listed] });
      }
      case "/server_info":
        return Response.json({ version: "0.5.23", grammar_backend: "xgrammar" });
      case "/tokenize": {
        const tokens = this.#words.idsOf(textIn(body));
        return Response.json({ tokens, count: tokens.length, max_model_len: CONTEXT_TOKENS });
      }
      case "/detokenize":
        return Response.json({ text: this.#words.textOf(numbers(body["tokens"])) });
      case "/abort_request":
        this.#ended.add(body["rid"]);
        return Response.json({});
      case "/generate":
        return this.#generate(body, signal);
      default:
        return Response.json({ detail: "Not Found" }, { status: 404 });
    }
  }

  #generate(body: Body, signal: AbortSignal | null | undefined): Response {
    const { text, input_ids, rid } = body;
    const ids = text === undefined ? numbers(input_ids) : this.#words.idsOf(String(text));
    const fault = faultOf(body, ids);
    if (fault !== undefined) return Response.json({ error: { message: fault } }, { status: 400 });
    const events = this.#desk.write(written(body, ids, this.#words), () => this.#ended.has(rid));
    return streamed(events, { signal, leave: () => void drain(events) });
  }
}

/** Numbers pieces as they are met. */
class Words {
  readonly #texts = [""];
  readonly #ids = new Map<string, number>();

  idsOf(text: string): number[] {
    return piecesIn(text).map((piece) => {
      const id = this.#ids.get(piece) ?? this.#texts.push(piece) - 1;
      this.#ids.set(piece, id);
      return id;
    });
  }

  textOf(ids: readonly number[]): string {
    return ids.map((id) => this.#texts[id] ?? "").join("");
  }
}

/** A prompt, or messages as a template makes one of them. */
function textIn({ prompt, messages }: Body): string {
  if (!Array.isArray(messages)) return String(prompt);
  return messages.map(({ role, content }) => `<${role}>\n${content}\n`).join("") + "<assistant>\n";
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

function faultOf(body: Body, ids: readonly number[]): string | undefined {
  const params = Object(body["sampling_params"]);
  const unknown = Object.keys(params).find((key) => !TAKEN.has(key));
  if (unknown !== undefined) return `unknown field \`${unknown}\``;
  if (FORMS.filter((form) => form in params).length > 1) return `Only one of ${FORMS.join(", ")} can be set.`;
  if ("json_schema" in params && typeof params.json_schema !== "string") {
    return "invalid type: map, expected a string";
  }
  return ids.length < CONTEXT_TOKENS
    ? undefined
    : `The input (${ids.length} tokens) is longer than the model's context length (${CONTEXT_TOKENS} tokens).`;
}

/** All that the model would write: a constrained text, or the months behind those that the prompt ends with. */
function answerTo(params: Body, prompt: readonly number[], words: Words): readonly number[] {
  const { regex, ebnf, json_schema, temperature, sampling_seed = 0 } = params;
  const seed = Number(sampling_seed);
  const own = `${monthsBy(Number(temperature), seed)}\n\`\`\``;
  if (regex !== undefined) return words.idsOf(obeying(String(regex), seed, own));
  if (ebnf !== undefined) return words.idsOf(matching(patternOf(String(ebnf)), seed));
  if (json_schema !== undefined) return words.idsOf(JSON.stringify(valueOf(JSON.parse(String(json_schema)))));
  const months = words.idsOf(own);
  const isBegun = (count: number) =>
    months.slice(0, count).every((id, at) => id === prompt[prompt.length - count + at]);
  const counts = months.map((_, at) => months.length - 1 - at);
  return months.slice(counts.find((count) => count <= prompt.length && isBegun(count)) ?? 0);
}

function* written(body: Body, prompt: readonly number[], words: Words): Generator<string> {
  const params = Object(body["sampling_params"]);
  const { max_new_tokens: most, stop = [] } = params;
  const top = Number(body["top_logprobs_num"] ?? 0);
  const ids: number[] = [];
  const chances: unknown[] = [];
  for (const id of [...answerTo(params, prompt, words), END].slice(0, most)) {
    ids.push(id);
    chances.push([-0.1, id, words.textOf([id])]);
    const whole = words.textOf(ids);
    const ends = stop.map((each: string) => whole.indexOf(each)).filter((at: number) => at >= 0);
    const isOver = id === END || ends.length > 0;
    const finish_reason = isOver
      ? { type: "stop", matched: id === END ? END : stop[0] }
      : ids.length === most
      ? { type: "length", length: most }
      : null;
    const meta_info = {
      ...{ id: body["rid"], finish_reason, prompt_tokens: prompt.length, completion_tokens: ids.length },
      ...{ cached_tokens: 0, output_token_logprobs: chances },
      ...(top > 0 ? { output_top_logprobs: chances.map((chance) => [chance].slice(0, top)) } : {}),
    };
    const text = whole.slice(0, Math.min(whole.length, ...ends));
    yield `data: ${JSON.stringify({ text, output_ids: ids, meta_info })}\n\n`;
    if (isOver) break;
  }
  yield "data: [DONE]\n\n";
}

/** Nobody reads on, and it is written all the same. */
async function drain(events: AsyncIterator<string>): Promise<void> {
  while (!(await events.next()).done);
}
