import assert from "node:assert/strict";
import { Budget } from "../../../../core/fill/budget.ts";
import { type Attempt, decode } from "../../../../core/fill/decode/decode.ts";
import { DEFAULT_FILL } from "../../../../core/fill/context.ts";
import { MazeError } from "../../../../core/kernel/errors.ts";
import type { Chunk } from "../../../../core/kernel/plugin.ts";
import { entryOf, plugin, request } from "../../kernel/toy.ts";
import { withContext } from "../context.ts";

const text = (answer: number, text: string): Chunk => ({ kind: "text", answer, text });
const end = (answer: number, cost: number, reason: "complete" | "length" = "complete"): Chunk => ({
  ...{ kind: "end", answer, reason, cost, needs: [] },
});

/** What becomes of a stream. */
async function decoded(
  complete: () => AsyncIterable<Chunk>,
  budget = new Budget(DEFAULT_FILL),
): Promise<Attempt> {
  const attempts: Attempt[] = [];
  const speaker = plugin("speaker", ["provider"], () => ({ provider: { complete } }));
  await withContext([entryOf(speaker)], async (context) => {
    attempts.push(await decode(context, request, budget, { provider: "speaker" }));
  });
  const [attempt] = attempts;
  assert.ok(attempt);
  return attempt;
}

Deno.test("decode() puts pieces together by their number, and answers in order of it", async () => {
  const { answers, notes } = await decoded(async function* () {
    yield* [text(1, "b"), text(0, "a"), text(1, "bb"), { kind: "thinking", answer: 0, text: "no" }];
    yield* [end(1, 2), text(0, "aa"), end(0, 5), end(2, 9)];
  });
  assert.deepEqual(answers.map(({ text, cost }) => [text, cost]), [["aaa", 5], ["bbb", 2], ["", 9]]);
  assert.deepEqual(notes, []);
});

Deno.test("decode() leaves out answers that were cut off, and those that never ended", async () => {
  const { answers } = await decoded(async function* () {
    yield* [text(0, "cut"), text(1, "open"), text(2, "whole"), end(0, 0, "length"), end(2, 0)];
  });
  assert.deepEqual(answers.map(({ text }) => text), ["whole"]);
});

Deno.test("decode() keeps imports that an answer needs, what was used, and what was said", async () => {
  const need = { name: "sum", from: "./sum.ts", kind: "named" as const };
  const note = { code: "tired", text: "that was much" };
  const budget = new Budget(DEFAULT_FILL);
  const { answers, notes } = await decoded(async function* () {
    yield { kind: "end", answer: 0, reason: "complete", cost: 1, needs: [need] };
    yield { kind: "usage", usage: { inputTokens: 7, outputTokens: 3 }, notes: [note] };
  }, budget);
  assert.deepEqual(answers[0]?.needs, [need]);
  assert.deepEqual(notes, [note]);
  assert.deepEqual([budget.cost.inputTokens, budget.cost.outputTokens], [7, 3]);
});

Deno.test("decode() keeps what a provider gave before it was late, and says who was stopped", async () => {
  const { answers, notes } = await decoded(async function* () {
    yield* [text(0, "early"), end(0, 0)];
    await new Promise(() => {});
  }, new Budget({ maxMs: 0, maxCandidates: 1 }));
  assert.deepEqual(answers.map(({ text }) => text), ["early"]);
  assert.deepEqual(notes.map(({ code }) => code), ["stopped"]);
  assert.match(notes[0]?.text ?? "", /^speaker was stopped/);
});

Deno.test("decode() takes known secrets out of what a provider says, and not out of what it writes", async () => {
  const said = plugin("speaker", ["provider"], () => ({
    provider: {
      async *complete() {
        yield* [text(0, "sk-0123456789"), end(0, 0)];
        const notes = [{ code: "quota", text: "no quota for sk-0123456789" }];
        yield { kind: "usage", usage: { inputTokens: 1, outputTokens: 1 }, notes };
      },
    },
  }));
  await withContext([entryOf(said)], async (context) => {
    context.kernel.steps.secrets.add("sk-0123456789");
    const { answers, notes } = await decode(context, request, new Budget(DEFAULT_FILL), {
      provider: "speaker",
    });
    assert.deepEqual(notes, [{ code: "quota", text: "no quota for [redacted]" }]);
    assert.equal(answers[0]?.text, "sk-0123456789");
  });
});

Deno.test("decode() passes on what else goes wrong", async () => {
  const failing = (error: Error) =>
    decoded(() => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) }));
  await assert.rejects(failing(new Error("no server")), { code: "hook/failed" });
  await assert.rejects(failing(new MazeError("Cannot ask: no key", { code: "speaker/key" })), {
    code: "speaker/key",
  });
});
