/**
 * How answers are drawn, and what is told of them.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Behaviour } from "./provider_behaviour.ts";
import { answered, answerOf, requestFor } from "./provider_requests.ts";

/** Sums of likelihoods may differ by so much: they are added in another order. */
const ROUNDING = 1e-6;

/** Behaviours. */
export const answerBehaviours: readonly Behaviour[] = [
  {
    claim: "writes no more tokens than it may",
    async run({ provider, subject: { can } }) {
      const { answers: [answer], usage } = await answered(provider, requestFor({ maxTokens: 6 }));
      assert.equal(answer?.end.reason, "length");
      assert.ok(usage.outputTokens <= 6, `${usage.outputTokens} tokens were written`);
      assert.ok(answer.ids.length <= 6);
      assert.equal(answer.ids.length > 0, can.ids);
    },
  },
  {
    claim: "ends before a stop text, and does not show it",
    async run({ provider, subject: { can } }) {
      const whole = await answerOf(provider, requestFor());
      const stop = can.seeds ? stopIn(whole.text) : ","; // which is in every list
      const { text, end } = await answerOf(provider, requestFor({ stop: [stop] }));
      assert.deepEqual([text.includes(stop), end.reason], [false, "complete"]);
      if (can.seeds) assert.equal(text.trimEnd(), whole.text.slice(0, whole.text.indexOf(stop)).trimEnd());
    },
  },
  {
    claim: "draws equal answers of equal seeds, and others of others",
    needs: "seeds",
    async run({ provider }) {
      const drawn = async (seed: number) =>
        (await answerOf(provider, requestFor({ temperature: 1, seed }))).text;
      const first = await drawn(1);
      assert.equal(await drawn(1), first);
      const others = [await drawn(2), await drawn(3)];
      assert.ok(others.some((text) => text !== first), `three seeds give ${JSON.stringify(first)}`);
    },
  },
  {
    claim: "tells likely tokens, no more than asked for, likeliest first",
    needs: "logprobs",
    async run({ provider, subject: { can } }) {
      const { tokens, ids, end } = await answerOf(provider, requestFor({ logprobs: 3 }));
      assert.ok(tokens.length > 0);
      for (const { logprob, top } of tokens) {
        assert.ok(logprob <= 0 && top.length <= 3, `${logprob}, ${top.length}`);
        const chances = top.map((token) => token.logprob);
        assert.deepEqual(chances, chances.toSorted((a, b) => b - a));
        assert.ok(chances.every((chance) => chance <= 0));
      }
      const sum = tokens.reduce((total, { logprob }) => total - logprob, 0);
      if (!can.ids) return;
      assert.equal(tokens.length, ids.length);
      if (end.reason !== "length") return; // what ends an answer has no text, and its share of the cost
      assert.ok(Math.abs(sum - end.cost) < ROUNDING, `the tokens cost ${sum}, the answer ${end.cost}`);
    },
  },
  {
    claim: "tells no likely tokens that nobody asked for",
    async run({ provider }) {
      assert.deepEqual((await answerOf(provider, requestFor({ maxTokens: 6 }))).tokens, []);
    },
  },
  {
    claim: "counts what was written as its ids do, and what it costs",
    async run({ provider, subject: { can } }) {
      const { answers: [answer], usage } = await answered(provider, requestFor());
      assert.ok(answer && Number.isFinite(answer.end.cost) && answer.end.cost >= 0);
      assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0 && !usage.isEstimate);
      assert.ok((usage.cachedTokens ?? 0) <= usage.inputTokens);
      if (can.ids && answer.end.reason === "length") assert.equal(answer.ids.length, usage.outputTokens);
      assert.ok(answer.ids.length <= usage.outputTokens);
    },
  },
  ...[2, 3].map((count): Behaviour => ({
    claim: `gives ${count} answers at once`,
    async run({ provider, subject: { can } }) {
      const wish = { answers: count, temperature: 1, seed: 7, maxTokens: 16 };
      const { answers, usage } = await answered(provider, requestFor(wish));
      assert.deepEqual(answers.map(({ end }) => end.answer), Array.from({ length: count }, (_, at) => at));
      assert.ok(new Set(answers.map(({ text }) => text)).size > 1, "all of them are the same");
      const written = answers.reduce((sum, { ids }) => sum + ids.length, 0);
      assert.ok(usage.outputTokens <= count * 16 && written <= usage.outputTokens);
      if (can.ids) assert.ok(answers.every(({ ids }) => ids.length > 0));
    },
  })),
];

/** Some characters from the middle of a text that do not come before. */
function stopIn(text: string): string {
  for (let at = Math.floor(text.length / 3); at < text.length - 4; at++) {
    const stop = text.slice(at, at + 4);
    if (stop.trim() === stop && text.indexOf(stop) === at) return stop;
  }
  throw new Error(`nothing in ${JSON.stringify(text)} comes only once`);
}
