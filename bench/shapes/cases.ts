/**
 * Bodies to try the shape check on: sound ones, and the same with one mistake each, of the kinds that cost most when
 * nobody says so.
 *
 * @module
 */

import type { RequestBody } from "./check.ts";
import type { Server } from "./environment.ts";

/** A body and what is wrong with it. */
export interface Case extends RequestBody {
  /** What the case is about, unique for its server. */
  readonly name: string;
  /** The keys that are passed over; nothing for a sound body, and for one that is refused outright. */
  readonly ignored: readonly string[];
  /** A piece of the refusal; undefined where the server accepts the body. */
  readonly refusal?: string;
}

const schema = { type: "object", properties: { a: { type: "integer" } } };
const messages = [{ role: "system", content: "a" }, { role: "user", content: "b" }];
const sampling = { max_tokens: 8, temperature: 1, top_p: 0.9, seed: 7, stop: ["\n"], n: 2 };
const stream = { stream: true, stream_options: { include_usage: true } };
const grammar = 'root ::= "a"';
const format = { type: "json_schema", json_schema: { name: "a", schema } };

const vllm: readonly Case[] = [
  ...cases("vllm", "/v1/completions", { model: "m", prompt: [1, 2], ...sampling, ...stream }, {
    "ids, logprobs and a grammar": { return_token_ids: true, logprobs: 3, structured_outputs: { grammar } },
    "a schema": { structured_outputs: { json: schema } },
    "a choice": { structured_outputs: { choice: ["a"] } },
    "a response format": { response_format: format },
    "the old name of a schema": [{ guided_json: schema }, ["guided_json"]],
    "a misspelt constraint": [{ structured_output: { grammar } }, ["structured_output"]],
    "a key of SGLang": [{ ebnf: grammar }, ["ebnf"]],
    "a misspelt kind beside a right one": [
      { structured_outputs: { grammar, regexp: "a" } },
      ["structured_outputs.regexp"],
    ],
    "a misspelt stream option": [
      { stream_options: { include_usge: true } },
      ["stream_options.include_usge"],
    ],
    "two kinds": [{ structured_outputs: { regex: "a", choice: ["a"] } }, [], "one kind of constraints"],
    "a text for a number": [{ max_tokens: "four" }, [], "max_tokens: Input should be a valid integer"],
    "a temperature out of range": [{ temperature: 3 }, [], "temperature must be in [0, 2]"],
    "a schema one level too high": [
      { response_format: { type: "json_schema", schema } },
      ["response_format.schema"],
      "'json_schema' field must be provided",
    ],
  }),
  ...cases("vllm", "/v1/chat/completions", { model: "m", messages, ...sampling }, {
    "a continued message": { continue_final_message: true, add_generation_prompt: false },
    "a misspelt content": [{ messages: [{ role: "user", contnt: "a" }] }, ["messages[0].contnt"]],
    "a text for a message": [{ messages: ["a"] }, [], "messages.0"],
    "a temperature out of range": [{ temperature: 3 }, [], "temperature must be in [0, 2]"],
  }),
  ...cases("vllm", "/tokenize", { model: "m" }, {
    "a text": { prompt: "a", add_special_tokens: false },
    "a conversation": { messages, add_generation_prompt: true },
    "a key of llama.cpp": [{ prompt: "a", add_special: false }, ["add_special"]],
  }),
];

const sglang: readonly Case[] = [
  ...cases("sglang", "/generate", { input_ids: [1, 2], stream: true, rid: "a" }, {
    "logprobs and a grammar": {
      ...{ return_logprob: true, top_logprobs_num: 3, logprob_start_len: -1 },
      sampling_params: { ebnf: grammar, max_new_tokens: 8, temperature: 1, stop: ["\n"], sampling_seed: 7 },
    },
    "a constraint one level too high": [{ ebnf: grammar }, ["ebnf"]],
    "a key of llama.cpp": [{ sampling_params: { grammar } }, [], "unknown field `grammar`"],
    "a schema that is no text": [{ sampling_params: { json_schema: schema } }, [], "expected a string"],
    "a key of the Rust server": [{ sampling_params: { choice: ["a"] } }, [], "argument 'choice'"],
    "two kinds": [{ sampling_params: { regex: "a", ebnf: grammar } }, [], "Only one of"],
  }),
  ...cases("sglang", "/v1/completions", { model: "m", prompt: "a", ...sampling, ...stream }, {
    "a grammar": { ebnf: grammar },
    "a constraint of vLLM": [{ structured_outputs: { grammar } }, ["structured_outputs"]],
    "the old name of a schema": [{ guided_json: schema }, ["guided_json"]],
    "a schema that is no text": [{ json_schema: schema }, [], "json_schema: Input should be a valid string"],
  }),
  ...cases("sglang", "/v1/chat/completions", { model: "m", messages, ...sampling }, {
    "a response format": { response_format: format },
    "a schema as in completions": [{ json_schema: "{}" }, ["json_schema"]],
    // SGLang does move this one to its place, in what it was given; but only here, and by another name than it declares.
    "a schema one level too high": [
      { response_format: { type: "json_schema", schema } },
      ["response_format.schema"],
    ],
  }),
  ...cases("sglang", "/abort_request", {}, { "an id": { rid: "a" } }),
];

const tool = { type: "grammar", syntax: "lark", definition: 'start: "a"' };

const openai: readonly Case[] = [
  ...cases("openai", "/v1/responses", { model: "m", input: "a", max_output_tokens: 8, stream: true }, {
    "a grammar": { tools: [{ type: "custom", name: "t", format: tool }] },
    "a schema": { text: { format: { type: "json_schema", name: "a", schema, strict: true } } },
    "a format as in chat": [{ response_format: format }, ["response_format"]],
    "a limit as in chat": [{ max_tokens: 8 }, ["max_tokens"]],
    "a misspelt format": [{ text: { fromat: {} } }, ["text.fromat"]],
  }),
  ...cases("openai", "/v1/chat/completions", { model: "m", messages, max_completion_tokens: 8, ...stream }, {
    "a schema": { response_format: format, temperature: 1 },
    "a misspelt option": [{ temprature: 1 }, ["temprature"]],
    "a text for a number": [{ seed: "7" }, [], "seed: Input should be a valid integer"],
    "a tool as in responses": [
      { tools: [{ type: "custom", name: "t", format: tool }] },
      ["tools[0].name", "tools[0].format"],
      "custom: Field required",
    ],
  }),
  ...cases("openai", "/v1/completions", { model: "m", prompt: "a" }, {
    "a suffix": { suffix: "b", logprobs: 3 },
  }),
];

/** For each server, sound bodies and mistaken ones. */
export const casesOf: Readonly<Record<Server, readonly Case[]>> = { vllm, sglang, openai };

/** What is added to a sound body; with the keys that are passed over, and the refusal, where that is a mistake. */
type Addition = Readonly<Record<string, unknown>> | [Readonly<Record<string, unknown>>, string[], string?];

function cases(
  server: Server,
  endpoint: string,
  sound: object,
  additions: Readonly<Record<string, Addition>>,
): Case[] {
  return Object.entries(additions).map(([what, addition]) => {
    const [added, ignored, refusal] = Array.isArray(addition) ? addition : [addition, []];
    const body = { ...sound, ...added };
    return {
      ...{ server, endpoint, body, name: `${endpoint}, ${what}`, ignored },
      ...(refusal === undefined ? {} : { refusal }),
    };
  });
}
