import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { Attempts } from "../../../../core/fill/attempts.ts";
import { Budget } from "../../../../core/fill/budget.ts";
import type { FillOptions } from "../../../../core/fill/context.ts";
import type { Chunk, CompletionRequest, Provider } from "../../../../core/kernel/plugin.ts";
import { draft, entryOf, hole, plugin } from "../../kernel/toy.ts";
import { withContext } from "../context.ts";
import { able, checker } from "./scripted.ts";

/** The first attempt of a model that says these texts in turn, and how many of them it wrote at a time. */
async function attempt(texts: readonly string[], answers: number, options: Partial<FillOptions>) {
  const asked: CompletionRequest[] = [];
  let [now, most] = [0, 0];
  const provider: Provider = {
    capabilities: () => Promise.resolve({ ...able, answers }),
    async *complete(request): AsyncGenerator<Chunk> {
      const text = texts[asked.push(request) - 1] ?? "";
      most = Math.max(most, ++now);
      await delay(5);
      now--;
      yield { kind: "text", answer: 0, text };
      yield { kind: "end", answer: 0, reason: "complete", cost: 1, needs: [] };
    },
  };
  let drawn: readonly (readonly [text: string, draws: number | undefined])[] = [];
  await withContext(
    [entryOf(plugin("model", ["provider"], () => ({ provider }))), checker().entry],
    async (context) => {
      const body = { ...draft, hole: { ...hole, kind: "body" as const } };
      const { answers } = await new Attempts(context, body, new Budget(context.options)).next();
      drawn = answers.map(({ text, draws }) => [text, draws] as const);
    },
    options,
  );
  return { drawn, most, attempts: asked.map(({ sampling }) => sampling.attempt ?? 0) };
}

Deno.test("writeLines() draws two samples to be compared, no more at a time than the server batches", async () => {
  const { drawn, most, attempts } = await attempt(["a;", "b;", "a;", "c;", "a;"], 2, {
    samples: 5,
    streams: 20,
  });
  assert.equal(most, 2);
  assert.deepEqual(drawn, [["a;", 1], ["b;", 1]]);
  assert.deepEqual(attempts, [0, 20]); // each line draws with seeds of its own
});

Deno.test("writeLines() counts no draws where nothing is compared, and bounds the streams of all lines", async () => {
  const { drawn, most } = await attempt(["a;", "a;"], 2, { samples: 1 });
  assert.deepEqual([drawn, most], [[["a;", undefined], ["a;", undefined]], 2]);
  const alone = await attempt(["a;", "b;"], 1, { samples: 5, streams: 20 });
  assert.deepEqual([alone.drawn, alone.attempts], [[["a;", 1]], [0]]);
  const bad = await attempt(Array(40).fill("bad ;"), 1, { samples: 3, streams: 6 });
  assert.equal(bad.attempts.length, 2); // as many are left for each of the other two
});
