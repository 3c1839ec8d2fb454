import assert from "node:assert/strict";
import type { Delta } from "../../../plugins/_openai_wire/delta.ts";
import { thinkingFirst, type Thought } from "../../../plugins/_openai_wire/thinking_first.ts";

async function* stream(...deltas: readonly Delta[]) {
  for (const delta of deltas) yield await Promise.resolve(delta);
}

const used = (inputTokens: number, outputTokens: number): Delta => ({
  kind: "usage",
  usage: { inputTokens, outputTokens },
});

async function read(first: readonly Delta[], then: readonly Delta[]) {
  let asked: Thought | undefined;
  const deltas = await Array.fromAsync(thinkingFirst(stream(...first), (thought) => {
    asked = thought;
    return stream(...then);
  }));
  return { deltas, asked };
}

Deno.test("thinkingFirst() makes thinking of the first stream, and asks for the answer from there", async () => {
  const { deltas, asked } = await read(
    [
      { kind: "piece", answer: 0, text: "hm", ids: [1, 2] },
      { kind: "piece", answer: 0, text: "!", ids: [3] },
      { kind: "finish", answer: 0, reason: "complete" },
      used(10, 3),
    ],
    [
      { kind: "piece", answer: 0, text: "42" },
      { kind: "finish", answer: 0, reason: "complete" },
      used(14, 2),
    ],
  );
  assert.deepEqual(asked, { text: "hm!", ids: [1, 2, 3], tokens: 3 });
  assert.deepEqual(deltas, [
    { kind: "piece", answer: 0, thinking: "hm" },
    { kind: "piece", answer: 0, thinking: "!" },
    { kind: "piece", answer: 0, text: "42" },
    { kind: "finish", answer: 0, reason: "complete" },
    { kind: "usage", usage: { inputTokens: 24, outputTokens: 5, thinkingTokens: 3 } },
  ]);
});

Deno.test("thinkingFirst() asks for no answer where thinking was cut off", async () => {
  const { deltas, asked } = await read(
    [{ kind: "piece", answer: 0, text: "hm" }, { kind: "finish", answer: 0, reason: "length" }, used(10, 1)],
    [{ kind: "finish", answer: 0, reason: "complete" }],
  );
  assert.equal(asked, undefined);
  assert.deepEqual(deltas.map((delta) => delta.kind === "finish" ? delta.reason : delta.kind), [
    "piece",
    "length",
    "usage",
  ]);
});
