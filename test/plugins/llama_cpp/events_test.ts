import assert from "node:assert/strict";
import { completionDeltas } from "../../../plugins/llama_cpp/events.ts";

async function* stream(...events: readonly object[]) {
  for (const event of events) yield await Promise.resolve(event);
}

Deno.test("completionDeltas() reads several answers by turns, with ids and likelihoods", async () => {
  const last = { index: 0, content: "", tokens: [], stop: true, tokens_evaluated: 7, tokens_predicted: 2 };
  const deltas = await Array.fromAsync(completionDeltas(stream(
    {
      ...{ index: 1, content: "a", tokens: [5], stop: false },
      completion_probabilities: [{
        id: 5,
        token: "a",
        logprob: -0.5,
        top_logprobs: [{ id: 6, token: "b", logprob: -1 }],
      }],
    },
    { index: 0, content: "b", tokens: [6], stop: false },
    { ...last, stop_type: "eos", timings: { cache_n: 3, prompt_n: 4 } },
    { ...last, index: 1, stop_type: "limit", timings: { cache_n: 0, prompt_n: 7 } },
  )));
  assert.deepEqual(deltas, [
    {
      ...{ kind: "piece", answer: 1, text: "a", ids: [5] },
      tokens: [{ text: "a", id: 5, logprob: -0.5, top: [{ text: "b", id: 6, logprob: -1 }] }],
    },
    { kind: "piece", answer: 0, text: "b", ids: [6] },
    { kind: "finish", answer: 0, reason: "complete" },
    { kind: "usage", usage: { inputTokens: 7, outputTokens: 2, cachedTokens: 3 } },
    { kind: "finish", answer: 1, reason: "length" },
    { kind: "usage", usage: { inputTokens: 14, outputTokens: 4, cachedTokens: 10 } },
  ]);
});
