import assert from "node:assert/strict";
import type { Delta } from "../../../plugins/_openai_wire/delta.ts";
import { responsesDeltas } from "../../../plugins/openai/responses_events.ts";

async function read(...events: readonly object[]): Promise<readonly Delta[]> {
  async function* stream() {
    for (const event of events) yield await Promise.resolve(event);
  }
  return await Array.fromAsync(responsesDeltas(stream()));
}

const usage = { input_tokens: 9, output_tokens: 5, output_tokens_details: { reasoning_tokens: 2 } };
const told = { kind: "usage", usage: { inputTokens: 9, outputTokens: 5, thinkingTokens: 2 } };

Deno.test("responsesDeltas() reads text, thinking, and the input of a tool", async () => {
  assert.deepEqual(
    await read(
      { type: "response.created", response: {} },
      { type: "response.reasoning_summary_text.delta", delta: "hm" },
      { type: "response.reasoning_text.delta", delta: "h" },
      {
        type: "response.output_text.delta",
        delta: "a",
        logprobs: [{ token: "a", logprob: -1, top_logprobs: [] }],
      },
      { type: "response.custom_tool_call_input.delta", delta: "b" },
      { type: "response.output_text.done", text: "a" },
      { type: "response.completed", response: { usage } },
    ),
    [
      { kind: "piece", answer: 0, thinking: "hm" },
      { kind: "piece", answer: 0, thinking: "h" },
      { kind: "piece", answer: 0, text: "a", tokens: [{ text: "a", logprob: -1, top: [] }] },
      { kind: "piece", answer: 0, text: "b" },
      { kind: "finish", answer: 0, reason: "complete" },
      told,
    ],
  );
});

Deno.test("responsesDeltas() tells why a response is incomplete, and that it was refused", async () => {
  const incomplete = (reason: string) => ({
    type: "response.incomplete",
    response: { usage, incomplete_details: { reason } },
  });
  assert.deepEqual(await read(incomplete("max_output_tokens")), [{
    kind: "finish",
    answer: 0,
    reason: "length",
  }, told]);
  assert.deepEqual(await read(incomplete("content_filter")), [{
    kind: "finish",
    answer: 0,
    reason: "refused",
  }, told]);
  assert.deepEqual(
    await read({ type: "response.refusal.delta", delta: "I" }, { type: "response.completed", response: {} }),
    [{ kind: "finish", answer: 0, reason: "refused" }],
  );
});

Deno.test("responsesDeltas() throws what a failed response says", async () => {
  await assert.rejects(
    read({
      type: "response.failed",
      response: { error: { code: "server_error", message: "out of memory" } },
    }),
    { code: "provider/server", message: /out of memory/ },
  );
  await assert.rejects(read({ type: "error", code: "x", message: "no such model `m`: model_not_found" }), {
    code: "provider/model",
  });
});
