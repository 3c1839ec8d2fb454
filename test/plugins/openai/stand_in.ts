/**
 * A stand-in for OpenAI's server: chats and responses in its shapes, and what it refuses.
 *
 * @see openai/openai-openapi:openapi.yaml, read 2026-08-21
 *
 * @module
 */

import { dig } from "../../../core/kernel/data.ts";
import {
  bodyIn,
  Desk,
  hasKey,
  matching,
  monthsBy,
  patternOf,
  piecesIn,
  streamed,
  valueOf,
} from "../../contract/provider_stand_in.ts";
import { KEY, type Source } from "../../contract/provider_subject.ts";

/** What is asked is no longer than this, UTF-16 units of its JSON. */
const CONTEXT_UNITS = 4000;
const TOP = [["March", -0.1], ["May", -1], ["June", -2], ["July", -3]] as const;

/** Keys that a request may have, and those that models which think refuse. */
const TAKEN = {
  "/v1/chat/completions": new Set([
    ...["model", "messages", "stream", "stream_options", "n", "max_tokens", "max_completion_tokens"],
    ...["temperature", "top_p", "seed", "stop", "logprobs", "top_logprobs", "response_format", "tools"],
    ...["tool_choice", "parallel_tool_calls", "reasoning_effort"],
  ]),
  "/v1/responses": new Set([
    ...["model", "input", "stream", "store", "max_output_tokens", "temperature", "top_p", "include"],
    ...["top_logprobs", "text", "tools", "tool_choice", "parallel_tool_calls", "reasoning"],
  ]),
};
const UNTHINKING = ["temperature", "top_p", "stop", "seed", "logprobs", "top_logprobs", "max_tokens"];

type Body = Readonly<Record<string, unknown>>;

/** OpenAI with one model. */
export function openAiStandIn(model: string): Source {
  const desk = new Desk();
  let drawn = 0;
  const send: typeof fetch = (input, init) => {
    const { pathname } = new URL(String(input));
    const body = bodyIn(init);
    const fault = hasKey(init, KEY) ? faultOf(pathname, body) : UNKNOWN_KEY;
    if (fault) return Promise.resolve(Response.json({ error: fault.error }, { status: fault.status }));
    if (pathname === "/v1/models") {
      const listed = { id: model, object: "model", created: 0, owned_by: "system" };
      return Promise.resolve(Response.json({ object: "list", data: [listed] }));
    }
    let isLeft = false;
    const leave = () => {
      isLeft = true;
      void events.return(undefined);
    };
    const write = pathname === "/v1/responses" ? responseOf : chatOf;
    const events = desk.write(write(body, drawn++), () => isLeft);
    return Promise.resolve(streamed(events, { signal: init?.signal, leave }));
  };
  return {
    baseUrl: "https://api.openai.com",
    open: () => Promise.resolve({ fetch: send, [Symbol.asyncDispose]: () => desk.emptied() }),
    isIdle: () => Promise.resolve(desk.isIdle),
  };
}

interface Fault {
  readonly status: number;
  readonly error: object;
}

const UNKNOWN_KEY: Fault = {
  status: 401,
  error: {
    message: "Incorrect API key provided.",
    type: "invalid_request_error",
    param: null,
    code: "invalid_api_key",
  },
};

function faultOf(path: string, body: Body): Fault | undefined {
  if (path === "/v1/models") return undefined;
  const taken = path === "/v1/responses" || path === "/v1/chat/completions" ? TAKEN[path] : undefined;
  if (!taken) return refused(404, "unknown_url", `Unknown request URL: ${path}.`);
  const unknown = Object.keys(body).find((key) => !taken.has(key));
  if (unknown !== undefined) return refused(400, "unknown_parameter", `Unknown parameter: '${unknown}'.`);
  const isThinking = String(body["model"]).startsWith("gpt-5");
  const useless = isThinking ? UNTHINKING.find((key) => key in body) : undefined;
  if (useless !== undefined) {
    return refused(400, "unsupported_parameter", `Unsupported parameter: '${useless}'.`);
  }
  if (JSON.stringify(body["messages"] ?? body["input"]).length > CONTEXT_UNITS) {
    return refused(400, "context_length_exceeded", "Your input exceeds the context window of this model.");
  }
  return undefined;
}

function refused(status: number, code: string, message: string): Fault {
  return { status, error: { message, type: "invalid_request_error", param: null, code } };
}

/** What is written for a body, whole, and whether it goes into a tool. */
function textFor(body: Body, seed: number): { readonly text: string; readonly isTool: boolean } {
  const tool: unknown = Array.isArray(body["tools"]) ? body["tools"][0] : undefined;
  const format = dig(tool, "format") ?? dig(tool, "custom", "format");
  if (format) {
    const [syntax, definition] = ["syntax", "definition"].map((name) =>
      String(dig(format, name) ?? dig(format, "grammar", name))
    );
    const pattern = syntax === "lark" ? patternOf(definition ?? "") : definition ?? "";
    return { text: matching(pattern, seed), isTool: true };
  }
  const schema = dig(body, "text", "format", "schema") ??
    dig(body, "response_format", "json_schema", "schema");
  if (schema) return { text: JSON.stringify(valueOf(schema)), isTool: false };
  return { text: "```ts\n" + monthsBy(Number(body["temperature"] ?? 1), seed) + "\n```", isTool: false };
}

/** The tokens of an answer: up to a stop text, and no more than allowed. */
function tokensOf(body: Body, text: string): { readonly tokens: readonly string[]; readonly isCut: boolean } {
  const stops = Array.isArray(body["stop"]) ? body["stop"].map(String) : [];
  const end = Math.min(text.length, ...stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0));
  const all = piecesIn(text.slice(0, end));
  const most = Number(body["max_tokens"] ?? body["max_completion_tokens"] ?? body["max_output_tokens"]);
  return { tokens: all.slice(0, most), isCut: all.length > most };
}

function likely(token: string, count: unknown): object {
  const top_logprobs = TOP.slice(0, Number(count ?? 0)).map(([token, logprob]) => ({
    token,
    logprob,
    bytes: null,
  }));
  return { token, logprob: -0.1, bytes: null, top_logprobs };
}

function* chatOf(body: Body, drawn: number): Generator<string> {
  const base = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 0, model: body["model"] };
  const event = (more: object) => `data: ${JSON.stringify({ ...base, ...more })}\n\n`;
  const input = JSON.stringify(body["messages"]).length;
  let written = 0;
  const count = Number(body["n"] ?? 1);
  const choices = Array.from({ length: count }, (_, index) => {
    const { text, isTool } = textFor(body, Number(body["seed"] ?? drawn) + index);
    return { index, isTool, ...tokensOf(body, text) };
  });
  const longest = Math.max(...choices.map(({ tokens }) => tokens.length));
  for (let at = -1; at <= longest; at++) {
    for (const { index, isTool, tokens, isCut } of choices) {
      const token = tokens[at];
      if (at === -1) {
        yield event({ choices: [{ index, delta: { role: "assistant", content: "" }, finish_reason: null }] });
      } else if (token !== undefined) {
        written++;
        const delta = isTool
          ? { tool_calls: [{ index: 0, type: "custom", custom: { name: "answer", input: token } }] }
          : { content: token };
        const logprobs = body["logprobs"] === true
          ? { content: [likely(token, body["top_logprobs"])] }
          : null;
        yield event({ choices: [{ index, delta, logprobs, finish_reason: null }] });
      } else if (at === tokens.length) {
        const finish_reason = isCut ? "length" : isTool ? "tool_calls" : "stop";
        yield event({ choices: [{ index, delta: {}, finish_reason }] });
      }
    }
  }
  const usage = { prompt_tokens: input, completion_tokens: written, total_tokens: input + written };
  yield event({ choices: [], usage });
  yield "data: [DONE]\n\n";
}

function* responseOf(body: Body, drawn: number): Generator<string> {
  const event = (type: string, more: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
  const { text, isTool } = textFor(body, drawn);
  const { tokens, isCut } = tokensOf(body, text);
  const base = { id: "resp_1", object: "response", created_at: 0, model: body["model"] };
  yield event("response.created", { response: { ...base, status: "in_progress", usage: null } });
  const type = isTool ? "response.custom_tool_call_input.delta" : "response.output_text.delta";
  const hasLogprobs = Array.isArray(body["include"]) &&
    body["include"].includes("message.output_text.logprobs");
  for (const delta of tokens) {
    const logprobs = hasLogprobs && !isTool ? [likely(delta, body["top_logprobs"])] : [];
    yield event(type, { item_id: "msg_1", output_index: 0, content_index: 0, delta, logprobs });
  }
  const input = JSON.stringify(body["input"]).length;
  const usage = {
    ...{ input_tokens: input, input_tokens_details: { cached_tokens: 0 }, output_tokens: tokens.length },
    ...{ output_tokens_details: { reasoning_tokens: 0 }, total_tokens: input + tokens.length },
  };
  const status = isCut ? "incomplete" : "completed";
  const incomplete_details = isCut ? { reason: "max_output_tokens" } : null;
  yield event(`response.${status}`, { response: { ...base, status, incomplete_details, usage } });
}
