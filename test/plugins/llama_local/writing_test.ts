import assert from "node:assert/strict";
import type { Chunk, CompletionRequest } from "../../../core/kernel/plugin.ts";
import { readAnswer } from "../../../plugins/_chat/answer.ts";
import { chunksOf } from "../../../plugins/_openai_wire/chunks.ts";
import { Kept } from "../../../plugins/llama_local/kept.ts";
import { Writing, type WritingSetting } from "../../../plugins/llama_local/writing.ts";
import { asking } from "./asking.ts";
import { ids, spokenModel, SpokenSequence } from "./spoken.ts";

const PROMPT = "What is the sum? ";

interface Asked {
  readonly sequence: SpokenSequence;
  readonly request?: CompletionRequest;
  readonly contextTokens?: number;
  readonly stop?: readonly string[];
  readonly more?: Partial<WritingSetting>;
}

function writingOf(
  { sequence, request = asking(), contextTokens = 1000, stop = [], more = {} }: Asked,
): Writing {
  return new Writing(request, {
    engine: { model: spokenModel, sequence, kept: new Kept(sequence), contextTokens },
    asked: { tokens: ids(PROMPT), stop, read: () => readAnswer({ isInside: true }) },
    options: { temperature: 0, topP: 1, seed: undefined },
    signal: new AbortController().signal,
    ...more,
  });
}

async function chunks(asked: Asked): Promise<{ all: readonly Chunk[]; writing: Writing }> {
  const writing = writingOf(asked);
  const request = asked.request ?? asking();
  const options = { url: "", read: () => writing.read(), inputTokens: 0, notes: [] };
  return { all: await Array.fromAsync(chunksOf(writing.deltas(), request, options)), writing };
}

function textsOf(all: readonly Chunk[]): string[] {
  const texts: string[] = [];
  for (const chunk of all) {
    if (chunk.kind === "text") texts[chunk.answer] = (texts[chunk.answer] ?? "") + chunk.text;
  }
  return texts;
}

function reasonsOf(all: readonly Chunk[]): string[] {
  return all.flatMap((chunk) => chunk.kind === "end" ? [chunk.reason] : []);
}

Deno.test("Writing streams an answer with the ids of its tokens, up to the model's own end", async () => {
  const sequence = new SpokenSequence("a + b");
  const { all, writing } = await chunks({ sequence });
  assert.deepEqual(textsOf(all), ["a + b"]);
  assert.deepEqual(all.flatMap((chunk) => chunk.kind === "text" ? chunk.ids ?? [] : []), ids("a + b"));
  assert.deepEqual(reasonsOf(all), ["complete"]);
  assert.deepEqual(writing.usage, { inputTokens: 17, cachedTokens: 0, outputTokens: 5 });
});

Deno.test("Writing counts as read before what the second answer shares with the first", async () => {
  const sequence = new SpokenSequence("a", "bc");
  const request = asking({ answers: 2, sampling: { maxTokens: 9, temperature: 1, seed: 1 } });
  const { all, writing } = await chunks({ sequence, request });
  assert.equal(textsOf(all).length, 2);
  assert.deepEqual(writing.usage, { inputTokens: 34, cachedTokens: 16, outputTokens: 3 });
  assert.equal(sequence.readings.join("|"), PROMPT.slice(0, -1)); // the last token is read with each answer's first
  assert.deepEqual(sequence.settings.map(({ seed }) => seed), [1, 2]);
});

Deno.test("Writing lets a model think first without the constraint, and goes on from there with it", async () => {
  const sequence = new SpokenSequence("so b</think>rest", "a + b");
  const grammar = {};
  const writing = writingOf({
    sequence,
    more: {
      asked: {
        tokens: ids(PROMPT),
        stop: ["</think>"],
        isThinking: true,
        read: () => readAnswer({ isRaw: true }),
      },
      obliged: { begin: () => grammar, stop: [] },
    },
  });
  const deltas = await Array.fromAsync(writing.deltas());
  const told = deltas.map((delta) => delta.kind === "piece" ? delta.thinking ?? delta.text : delta.kind);
  assert.equal(told.join(""), "so ba + bfinish");
  assert.deepEqual(sequence.settings.map((each) => each.grammarEvaluationState), [undefined, grammar]);
  assert.equal(sequence.text, `${PROMPT}so b</think>\n\na + b`);
  const thought = "so b</think>".length;
  const kept = 17 + thought - 1; // the last token was written, and not read yet
  const counted = { inputTokens: 17 + kept + 1 + 2, cachedTokens: kept, outputTokens: thought + 5 };
  assert.deepEqual(writing.usage, { ...counted, thinkingTokens: thought });
});

Deno.test("Writing ends an answer at a fence, at a stop and at the most tokens, and says which", async () => {
  const fenced = new SpokenSequence("a\n```\nand more words");
  const atFence = await chunks({ sequence: fenced });
  assert.deepEqual([textsOf(atFence.all), reasonsOf(atFence.all)], [["a"], ["complete"]]);
  assert.ok(fenced.text.length < PROMPT.length + 8, fenced.text);
  const atStop = await chunks({ sequence: new SpokenSequence("a; b"), stop: [";"] });
  assert.deepEqual([textsOf(atStop.all), reasonsOf(atStop.all)], [["a"], ["complete"]]);
  const nearStop = await chunks({ sequence: new SpokenSequence("a;"), stop: [";;"] });
  assert.deepEqual([textsOf(nearStop.all), reasonsOf(nearStop.all)], [["a;"], ["complete"]]);
  const short = asking({ sampling: { maxTokens: 3, temperature: 0 } });
  const cut = await chunks({ sequence: new SpokenSequence("a + b"), request: short });
  assert.deepEqual([textsOf(cut.all), reasonsOf(cut.all)], [["a +"], ["length"]]);
  assert.equal(cut.writing.usage.outputTokens, 3);
});

Deno.test("Writing ends with the signal, within one token, and says what it used", async () => {
  const control = new AbortController();
  const sequence = new SpokenSequence("a + b + c + d");
  const writing = writingOf({ sequence, request: asking({ answers: 2 }), more: { signal: control.signal } });
  const seen: string[] = [];
  for await (const delta of writing.deltas()) {
    if (delta.kind === "piece" && delta.text?.includes("+")) control.abort();
    seen.push(delta.kind === "finish" ? delta.reason : delta.kind);
  }
  assert.deepEqual(seen, ["piece", "piece", "piece", "cancelled"]);
  assert.equal(writing.usage.outputTokens, 3);
  assert.equal(sequence.returned, 1);
});

Deno.test("Writing ends when its time is over", async () => {
  const request = asking({ answers: 2, budgetMs: 1, sampling: { maxTokens: 9, temperature: 1 } });
  const writing = writingOf({ sequence: new SpokenSequence("a + b", "c"), request });
  await new Promise((resolve) => setTimeout(resolve, 10));
  const deltas = await Array.fromAsync(writing.deltas());
  assert.deepEqual(deltas.map(({ kind }) => kind), ["piece", "finish"]);
});

Deno.test("Writing never fills the context so far that its beginning would be forgotten", async () => {
  const sequence = new SpokenSequence("a + b + c");
  const { all } = await chunks({ sequence, contextTokens: 21 });
  assert.deepEqual([textsOf(all), reasonsOf(all)], [["a +"], ["length"]]);
});

Deno.test("Writing refuses a prompt that leaves no room for an answer", () => {
  assert.throws(() => writingOf({ sequence: new SpokenSequence(), contextTokens: 18 }), {
    ...{ code: "provider/context", message: /the prompt has 17 tokens, and its context holds 18/ },
  });
});

Deno.test("Writing tells other likely tokens where they are wanted, and what an answer costs in any case", async () => {
  const sampling = { maxTokens: 9, temperature: 0, logprobs: 2 };
  const { all } = await chunks({ sequence: new SpokenSequence("a"), request: asking({ sampling }) });
  const [first] = all.flatMap((chunk) => chunk.kind === "text" ? chunk.tokens ?? [] : []);
  assert.deepEqual([first?.text, first?.id, first?.top.map(({ text }) => text)], ["a", 97, ["a", "?"]]);
  const plain = await chunks({ sequence: new SpokenSequence("a") });
  assert.deepEqual(plain.all.flatMap((chunk) => chunk.kind === "text" ? chunk.tokens ?? [] : []), []);
  const costs = [...all, ...plain.all].flatMap((chunk) => chunk.kind === "end" ? [chunk.cost] : []);
  assert.deepEqual(costs, [-Math.log(0.75), -Math.log(0.75)]);
});
