import assert from "node:assert/strict";
import type { Chunk, CompletionRequest, Constraint } from "../../../core/kernel/plugin.ts";
import { type ChunkOptions, chunksOf, type Reader } from "../../../plugins/_openai_wire/chunks.ts";
import type { Delta } from "../../../plugins/_openai_wire/delta.ts";
import { request } from "../../core/kernel/toy.ts";

/** Gives everything on as it comes; `;` closes it, and `~` begins thinking. */
function plain(): Reader {
  let isClosed = false;
  return {
    push(text) {
      const [own = "", ...rest] = text.split(";");
      isClosed = rest.length > 0;
      const [code = "", thinking = ""] = own.split("~");
      return [{ kind: "text", text: code }, { kind: "thinking", text: thinking }];
    },
    end: () => [{ kind: "text", text: "" }],
    get isClosed() {
      return isClosed;
    },
  };
}

async function chunked(
  deltas: readonly Delta[],
  options: Partial<ChunkOptions> = {},
  more: Partial<CompletionRequest> = {},
): Promise<{ readonly chunks: readonly Chunk[]; readonly read: number }> {
  let read = 0;
  async function* stream() {
    for (const delta of deltas) {
      await Promise.resolve();
      read++;
      yield delta;
    }
  }
  const all = { url: "http://x", read: plain, inputTokens: 7, notes: [], ...options };
  return { chunks: await Array.fromAsync(chunksOf(stream(), { ...request, ...more }, all)), read };
}

const piece = (answer: number, text: string, more: object = {}): Delta => ({
  kind: "piece",
  answer,
  text,
  ...more,
});
const finish = (answer: number, reason: "complete" | "length" = "complete"): Delta => ({
  kind: "finish",
  answer,
  reason,
});
const usage: Delta = { kind: "usage", usage: { inputTokens: 5, outputTokens: 3, cachedTokens: 2 } };
const ends = (chunks: readonly Chunk[]) => chunks.flatMap((chunk) => chunk.kind === "end" ? [chunk] : []);

Deno.test("chunksOf() tells code and thinking apart, ends each answer, and closes with what was used", async () => {
  const thought: Delta = { kind: "piece", answer: 1, thinking: "hm" };
  const { chunks } = await chunked([
    piece(0, "a"),
    thought,
    piece(1, "b~c"),
    finish(0),
    finish(1, "length"),
    usage,
  ]);
  assert.deepEqual(chunks, [
    { kind: "text", answer: 0, text: "a" },
    { kind: "thinking", answer: 1, text: "hm" },
    { kind: "text", answer: 1, text: "b" },
    { kind: "thinking", answer: 1, text: "c" },
    { kind: "end", answer: 0, reason: "complete", cost: 0, needs: [] },
    { kind: "end", answer: 1, reason: "length", cost: 0, needs: [] },
    { kind: "usage", usage: usage.kind === "usage" ? usage.usage : assert.fail(), notes: [] },
  ]);
});

Deno.test("chunksOf() tells at once of tokens whose text is held back", async () => {
  let held = "";
  const holding: Reader = {
    isClosed: false,
    push(text) {
      held += text;
      return [];
    },
    end: () => [{ kind: "text", text: held }],
  };
  const { chunks } = await chunked([piece(0, "a", { ids: [1] }), piece(0, "b"), finish(0)], {
    read: () => holding,
  });
  assert.deepEqual(chunks.slice(0, 3), [
    { kind: "text", answer: 0, text: "", ids: [1] },
    { kind: "text", answer: 0, text: "" },
    { kind: "text", answer: 0, text: "ab" },
  ]);
});

Deno.test("chunksOf() sums likelihoods, and shows them only where they were asked for", async () => {
  const tokens = [{ text: "a", logprob: -0.5, top: [] }, { text: "b", logprob: -1, top: [] }];
  const deltas = [piece(0, "ab", { tokens, ids: [1, 2] }), finish(0)];
  const { chunks: [first, end] } = await chunked(deltas);
  assert.deepEqual(first, { kind: "text", answer: 0, text: "ab", ids: [1, 2] });
  assert.equal(end?.kind === "end" && end.cost, 1.5);
  const { chunks: [told] } = await chunked(deltas, {}, { sampling: { maxTokens: 9, logprobs: 2 } });
  assert.deepEqual(told, { kind: "text", answer: 0, text: "ab", ids: [1, 2], tokens });
});

Deno.test("chunksOf() hears a little more of a stream whose answers are closed, for what was used", async () => {
  const { chunks } = await chunked([piece(0, "a;x"), piece(1, ";"), piece(0, "y"), finish(0), usage]);
  assert.deepEqual(ends(chunks).map(({ reason }) => reason), ["complete", "complete"]);
  assert.deepEqual(chunks.at(-1), { ...usage, notes: [] });
});

Deno.test("chunksOf() leaves a stream that goes on behind closed answers, and counts for itself", async () => {
  const more = Array.from({ length: 100 }, () => piece(0, "y"));
  const { chunks, read } = await chunked([piece(0, "a;x"), piece(1, "b"), piece(1, ";"), ...more, usage]);
  assert.equal(read, 19);
  assert.deepEqual(ends(chunks).map(({ reason }) => reason), ["complete", "complete"]);
  const last = chunks.at(-1);
  assert.deepEqual(last?.kind === "usage" && last.usage, {
    inputTokens: 7,
    outputTokens: 3,
    isEstimate: true,
  });
});

Deno.test("chunksOf() ends what never ended as cancelled, and fails where no answer ended", async () => {
  const { chunks } = await chunked([piece(0, "a"), piece(1, "b"), finish(1)]);
  assert.deepEqual(ends(chunks).map(({ answer, reason }) => [answer, reason]), [[1, "complete"], [
    0,
    "cancelled",
  ]]);
  for (const deltas of [[], [usage], [piece(0, "a")]]) {
    await assert.rejects(chunked(deltas), { code: "provider/connection", isRetryable: true });
  }
});

Deno.test("chunksOf() adds what went on being written after an earlier request was left", async () => {
  const { chunks } = await chunked([finish(0), usage], { owedTokens: 10 });
  const last = chunks.at(-1);
  assert.equal(last?.kind === "usage" && last.usage.outputTokens, 13);
});

const CASES: readonly (readonly [
  strength: Constraint["strength"],
  enforced: "server" | "none",
  obeys: boolean | undefined,
  reason: string,
  told: string,
])[] = [
  ["must", "server", true, "complete", "server"],
  ["must", "none", true, "complete", "maze"],
  ["must", "none", undefined, "complete", "none"],
  ["must", "server", undefined, "complete", "server"],
  ["must", "server", false, "refused", "none"],
  ["prefer", "none", false, "complete", "none"],
];

for (const [strength, enforced, obeys, reason, told] of CASES) {
  const found = obeys === undefined ? "can not be judged" : obeys ? "obeys" : "breaks it";
  Deno.test(`chunksOf() says ${reason}, enforced ${told}, where the server says ${enforced} and the answer ${found}, ${strength}`, async () => {
    const constraint: Constraint = { kind: "choice", options: ["a"], strength, reason: "one of a" };
    const { chunks } = await chunked([piece(0, "a"), finish(0)], { enforced, obeys: () => obeys }, {
      constraint,
    });
    const [end] = ends(chunks);
    assert.deepEqual([end?.reason, end?.enforced], [reason, told]);
    const last = chunks.at(-1);
    assert.equal(last?.kind === "usage" && last.notes.length, obeys === false ? 1 : 0);
  });
}

Deno.test("chunksOf() ends an answer before a stop text, whether or not the server knows it", async () => {
  const sampling = { maxTokens: 9, stop: ["END", "x"] };
  const { chunks } = await chunked(
    [piece(0, "a E"), piece(0, "NE"), piece(0, "ND b"), piece(0, "c")],
    {},
    { sampling, answers: 1 },
  );
  const text = chunks.map((chunk) => chunk.kind === "text" ? chunk.text : "").join("");
  assert.deepEqual([text, ends(chunks).map(({ reason }) => reason)], ["a EN", ["complete"]]);
  const cut = await chunked([piece(0, "a E"), finish(0)], {}, { sampling, answers: 1 });
  assert.equal(cut.chunks.map((chunk) => chunk.kind === "text" ? chunk.text : "").join(""), "a E");
});

Deno.test("chunksOf() tells all likely tokens that were asked for, those of text that is held back too", async () => {
  const token = (text: string, logprob: number) => ({ tokens: [{ text, logprob, top: [] }] });
  const deltas = [
    piece(0, "a", token("a", -1)),
    piece(0, "", token("b1", -2)),
    piece(0, "b", token("b2", -3)),
  ];
  const held: Reader = {
    push: (text) => text === "a" ? [] : [{ kind: "text", text }],
    end: () => [],
    isClosed: false,
  };
  const told = async (logprobs: number) => {
    const sampling = { maxTokens: 9, logprobs };
    const { chunks } = await chunked([...deltas, finish(0)], { read: () => held }, { sampling, answers: 1 });
    return chunks.flatMap((chunk) =>
      chunk.kind === "text" ? (chunk.tokens ?? []).map(({ text }) => text) : []
    );
  };
  assert.deepEqual(await told(1), ["a", "b1", "b2"]);
  assert.deepEqual(await told(0), []);
});
