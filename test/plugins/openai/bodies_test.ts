import assert from "node:assert/strict";
import type { CompletionRequest, Constraint } from "../../../core/kernel/plugin.ts";
import { type BodySetting, chatBody } from "../../../plugins/openai/chat_body.ts";
import { options } from "../../../plugins/openai/options.ts";
import { quirksOf } from "../../../plugins/openai/quirks.ts";
import { responsesBody } from "../../../plugins/openai/responses_body.ts";
import { request as bare } from "../../core/kernel/toy.ts";

const request: CompletionRequest = {
  ...bare,
  sampling: { maxTokens: 64, seed: 7, stop: ["\n\n"] },
  answers: 3,
};

function settingFor(model: string, more: object = {}, hasLogprobs = false): BodySetting {
  return { model, options: options.parse(more), quirks: quirksOf(model), hasLogprobs };
}

/** Everything but the messages. */
function chat(model: string, over: Partial<CompletionRequest> = {}, setting = settingFor(model)): unknown {
  const { messages: _, ...body } = chatBody({ ...request, ...over }, setting) as {
    readonly messages: unknown;
  };
  return body;
}

const stream = { stream: true, stream_options: { include_usage: true } };

Deno.test("chatBody() asks a plain model with all that is drawn from", () => {
  assert.deepEqual(chat("qwen"), {
    ...{ model: "qwen", n: 3, max_tokens: 64, temperature: 0.8, top_p: 0.95, seed: 7, stop: ["\n\n"] },
    ...stream,
  });
});

Deno.test("chatBody() gives a reasoning model nothing that it refuses", () => {
  assert.deepEqual(chat("gpt-5", {}, settingFor("gpt-5", { effort: "low" }, true)), {
    ...{ model: "gpt-5", n: 3, max_completion_tokens: 64, reasoning_effort: "low" },
    ...stream,
  });
});

Deno.test("chatBody() asks for likelihoods where they are told, and for the top ones where they are wanted", () => {
  const setting = settingFor("gpt-4o", {}, true);
  const of = (logprobs: number) =>
    chat("gpt-4o", { sampling: { maxTokens: 1, logprobs }, answers: 1 }, setting);
  const common = { model: "gpt-4o", max_tokens: 1, temperature: 0.8, top_p: 0.95, logprobs: true, ...stream };
  assert.deepEqual(of(0), common);
  assert.deepEqual(of(5), { ...common, top_logprobs: 5 });
});

Deno.test("chatBody() sends four stops at most: OpenAI takes no more", () => {
  const stop = ["1", "2", "3", "4", "5"];
  const body = chat("m", { sampling: { maxTokens: 1, stop } }) as { readonly stop: unknown };
  assert.deepEqual(body.stop, ["1", "2", "3", "4"]);
});

const must = { strength: "must", reason: "a number" } as const;
const schema = {
  type: "object",
  properties: { a: { type: "integer" } },
  required: ["a"],
  additionalProperties: false,
};

Deno.test("bodies say a schema in each way's own words", () => {
  const constraint: Constraint = { kind: "schema", schema, ...must };
  const body = chat("qwen", { constraint }) as { readonly response_format: unknown };
  assert.deepEqual(body.response_format, {
    type: "json_schema",
    json_schema: { name: "answer", strict: true, schema },
  });
  const response = responsesBody({ ...request, constraint }, settingFor("qwen")) as {
    readonly text: unknown;
  };
  assert.deepEqual(response.text, { format: { type: "json_schema", name: "answer", strict: true, schema } });
});

Deno.test("bodies say a grammar as a tool that must be used, where the model has such tools", () => {
  const lark: Constraint = { kind: "grammar", dialect: "lark", text: 'start: "a"', ...must };
  const body = chat("gpt-5", { constraint: lark }) as {
    readonly tools: unknown;
    readonly tool_choice: unknown;
  };
  const grammar = { syntax: "lark", definition: 'start: "a"' };
  assert.deepEqual(body.tools, [
    {
      type: "custom",
      custom: { name: "answer", description: "a number", format: { type: "grammar", grammar } },
    },
  ]);
  assert.deepEqual(body.tool_choice, { type: "custom", custom: { name: "answer" } });
  const regex: Constraint = { kind: "regex", pattern: "[0-9]+", ...must };
  const response = responsesBody({ ...request, constraint: regex }, settingFor("gpt-5")) as {
    readonly tools: unknown;
    readonly tool_choice: unknown;
  };
  assert.deepEqual(response.tools, [
    {
      ...{ type: "custom", name: "answer", description: "a number" },
      format: { type: "grammar", syntax: "regex", definition: "[0-9]+" },
    },
  ]);
  assert.deepEqual(response.tool_choice, { type: "custom", name: "answer" });
});

Deno.test("bodies refuse by name what the model has no word for", () => {
  const cases: readonly (readonly [string, Constraint, RegExp])[] = [
    [
      "gpt-4o",
      { kind: "regex", pattern: "a", ...must },
      /regex constraint: this model follows JSON Schema alone/,
    ],
    ["qwen", { kind: "choice", options: ["a"], ...must }, /choice constraint/],
    [
      "gpt-5",
      { kind: "grammar", dialect: "gbnf", text: 'root ::= "a"', ...must },
      /gbnf: OpenAI speaks lark/,
    ],
  ];
  for (const [model, constraint, message] of cases) {
    assert.throws(() => chat(model, { constraint }), { code: "provider/constraint", message });
  }
});

Deno.test("responsesBody() keeps nothing at the server, and knows no seed, no stop and no n", () => {
  const { input: _, ...body } = responsesBody(request, settingFor("gpt-4o", {}, true)) as {
    readonly input: unknown;
  };
  assert.deepEqual(body, {
    ...{ model: "gpt-4o", stream: true, store: false, max_output_tokens: 64, temperature: 0.8, top_p: 0.95 },
    ...{ include: ["message.output_text.logprobs"], top_logprobs: 0 },
  });
  const { input: __, ...thinking } = responsesBody(request, settingFor("o3", { effort: "high" }, true)) as {
    readonly input: unknown;
  };
  assert.deepEqual(thinking, {
    ...{ model: "o3", stream: true, store: false, max_output_tokens: 64, reasoning: { effort: "high" } },
  });
});
