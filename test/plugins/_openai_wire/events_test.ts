import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { chatDeltas } from "../../../plugins/_openai_wire/chat_events.ts";
import { type Delta, finishOf } from "../../../plugins/_openai_wire/delta.ts";
import { merged } from "../../../plugins/_openai_wire/merge.ts";
import { textDeltas } from "../../../plugins/_openai_wire/text_events.ts";
import { usageIn } from "../../../plugins/_openai_wire/usage.ts";
import type { Call } from "../../../core/kernel/plugin.ts";
import { callNow } from "../../contract/calls.ts";

type Read = (events: AsyncIterable<unknown>) => AsyncIterable<Delta>;

async function read(how: Read, ...events: readonly unknown[]): Promise<readonly Delta[]> {
  async function* stream() {
    for (const event of events) yield await Promise.resolve(event);
  }
  return await Array.fromAsync(how(stream()));
}

const choice = (delta: object, more: object = {}) => ({ choices: [{ index: 1, delta, ...more }] });

Deno.test("chatDeltas() reads text, thinking under both of its names, and the end", async () => {
  const deltas = await read(
    chatDeltas,
    choice({ role: "assistant", content: "" }),
    choice({ content: "a" }),
    choice({ reasoning: "b" }),
    choice({ reasoning_content: "c", content: null }),
    choice({}, { finish_reason: "stop" }),
    { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } },
  );
  assert.deepEqual(deltas, [
    { kind: "piece", answer: 1, text: "a" },
    { kind: "piece", answer: 1, thinking: "b" },
    { kind: "piece", answer: 1, thinking: "c" },
    { kind: "finish", answer: 1, reason: "complete" },
    { kind: "usage", usage: { inputTokens: 3, outputTokens: 2 } },
  ]);
});

Deno.test("chatDeltas() reads the input of a custom tool, and a refusal as none to use", async () => {
  const deltas = await read(
    chatDeltas,
    choice({ tool_calls: [{ index: 0, id: "c", custom: { name: "emit", input: "" } }] }),
    choice({ tool_calls: [{ index: 0, custom: { input: "ab" } }] }),
    choice({ refusal: "I can not" }),
  );
  assert.deepEqual(deltas, [
    { kind: "piece", answer: 1, text: "ab" },
    { kind: "finish", answer: 1, reason: "refused" },
  ]);
});

Deno.test("chatDeltas() reads likelihoods, and leaves out what is none", async () => {
  const content = [
    {
      token: "a",
      logprob: -0.25,
      bytes: [97],
      top_logprobs: [{ token: "a", logprob: -0.25, id: 7 }, { logprob: -1 }],
    },
    { token: "b", logprob: null },
  ];
  const [delta] = await read(chatDeltas, choice({ content: "ab" }, { logprobs: { content } }));
  assert.deepEqual(delta?.kind === "piece" && delta.tokens, [
    { text: "a", logprob: -0.25, top: [{ text: "a", logprob: -0.25, id: 7 }] },
    { text: "b", logprob: -9999, top: [] },
  ]);
});

Deno.test("textDeltas() reads text, ids, and likelihoods in both shapes", async () => {
  const old = {
    tokens: ["a", "b"],
    token_logprobs: [-1, -2],
    top_logprobs: [{ x: -3, a: -1 }, null],
    text_offset: [0, 1],
  };
  const deltas = await read(
    textDeltas,
    { choices: [{ index: 0, text: "ab", logprobs: old, token_ids: [4, 5] }] },
    {
      choices: [{
        index: 0,
        text: "c",
        logprobs: { content: [{ token: "c", logprob: -1, top_logprobs: [] }] },
      }],
    },
    {
      choices: [{ index: 0, text: "", finish_reason: "length" }],
      usage: { prompt_tokens: 3, completion_tokens: 2 },
    },
  );
  assert.deepEqual(deltas, [
    {
      ...{ kind: "piece", answer: 0, text: "ab", ids: [4, 5] },
      tokens: [
        { text: "a", logprob: -1, top: [{ text: "a", logprob: -1 }, { text: "x", logprob: -3 }] },
        { text: "b", logprob: -2, top: [] },
      ],
    },
    { kind: "piece", answer: 0, text: "c", tokens: [{ text: "c", logprob: -1, top: [] }] },
    { kind: "finish", answer: 0, reason: "length" },
    { kind: "usage", usage: { inputTokens: 3, outputTokens: 2 } },
  ]);
});

Deno.test("event readers survive whatever an object may hold", async () => {
  const odd = [{}, { choices: null }, { choices: [null, 1, {}, { delta: 3 }] }, { choices: [{ text: 4 }] }, {
    usage: null,
  }];
  assert.deepEqual(await read(chatDeltas, ...odd), []);
  assert.deepEqual(await read(textDeltas, ...odd), []);
});

Deno.test("finishOf() trusts no reason that it does not know", () => {
  const reasons = [
    "stop",
    "length",
    "tool_calls",
    "content_filter",
    "abort",
    "repetition",
    "eos",
    "constructor",
    "new",
  ];
  assert.deepEqual(reasons.map(finishOf), [
    ...[
      "complete",
      "length",
      "complete",
      "refused",
      "cancelled",
      "refused",
      "complete",
      "refused",
      "refused",
    ],
  ]);
});

Deno.test("usageIn() reads both vocabularies, and believes nothing that can not be", () => {
  assert.deepEqual(
    usageIn({
      ...{ input_tokens: 9, output_tokens: 4 },
      ...{ input_tokens_details: { cached_tokens: 99 }, output_tokens_details: { reasoning_tokens: 3 } },
    }),
    { inputTokens: 9, outputTokens: 4, cachedTokens: 9, thinkingTokens: 3 },
  );
  for (
    const lie of [undefined, {}, { prompt_tokens: -1, completion_tokens: 2 }, {
      prompt_tokens: 1.5,
      completion_tokens: 2,
    }, { prompt_tokens: "1", completion_tokens: 2 }]
  ) {
    assert.equal(usageIn(lie), undefined);
  }
});

Deno.test("merged() numbers streams by their place, as they come, and adds up what they used", async () => {
  const open = async function* (_call: Call, at: number): AsyncGenerator<Delta> {
    await delay(at === 0 ? 30 : 1);
    yield { kind: "piece", answer: 0, text: `${at}` };
    yield { kind: "finish", answer: 0, reason: "complete" };
    yield {
      kind: "usage",
      usage: { inputTokens: 2, outputTokens: 1, ...(at === 0 ? { cachedTokens: 1 } : {}) },
    };
  };
  const deltas = await Array.fromAsync(merged(2, open, callNow()));
  assert.deepEqual(deltas.map((delta) => delta.kind === "usage" ? delta.usage : [delta.kind, delta.answer]), [
    ...[["piece", 1], ["finish", 1], ["piece", 0], ["finish", 0]],
    { inputTokens: 4, outputTokens: 2, cachedTokens: 1 },
  ]);
});

Deno.test("merged() ends the others when one fails, or when the loop is left", async () => {
  const ended: number[] = [];
  const open = (fails: boolean) =>
    async function* ({ signal }: Call, at: number): AsyncGenerator<Delta> {
      try {
        yield { kind: "piece", answer: 0, text: "x" };
        if (fails && at === 0) throw new Error("gone");
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      } finally {
        ended.push(at);
      }
    };
  await assert.rejects(Array.fromAsync(merged(2, open(true), callNow())), { message: "gone" });
  for await (const _ of merged(2, open(false), callNow())) break;
  assert.deepEqual(ended.toSorted(), [0, 0, 1, 1]);
});
