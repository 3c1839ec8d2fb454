/**
 * Going on from what is written, and filling in between two texts.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { DrawnToken } from "../../core/code/completion.ts";
import type { Behaviour } from "./provider_behaviour.ts";
import { answerOf, requestFor } from "./provider_requests.ts";

/** A prompt that is read at once gives other sums than one that was written token by token: 0.11 was seen in bfloat16. */
const NOISE = 0.15;
/** Where a greedy answer is cut, in tokens. */
const CUTS = [3, 8, 13];

/** Behaviours. */
export const continuationBehaviours: readonly Behaviour[] = [
  {
    claim: "goes on from written text, and does not say it again",
    async run({ provider, sent, subject: { can } }) {
      const text = 'const months = [\n  "January",\n  "February",\n  "March",\n';
      const answer = await answerOf(provider, requestFor({ text }));
      const quoted = JSON.stringify(text).slice(1, -1);
      assert.ok(sent.some(({ body }) => body.includes(quoted)), "the text is not told");
      if (!can.ids) return; // in a chat the model decides what it repeats, and nothing may be left of it
      assert.ok(answer.text.trim() !== "" && !answer.text.includes("January"), answer.text);
    },
  },
  {
    claim: "goes on from token ids as if it had not been cut",
    needs: "ids",
    async run({ provider, sent, ask, subject }) {
      const whole = await answerOf(provider, requestFor({ logprobs: 1 }));
      const prompt = await subject.promptIds?.(JSON.parse(sent.at(-1)?.body ?? ""), ask) ?? [];
      assert.ok(prompt.length > 50 && whole.tokens.length > 15, "the answer is too short to be cut");
      let same = 0;
      for (const cut of CUTS) {
        const text = whole.tokens.slice(0, cut).map(({ text }) => text).join("");
        const written = { ids: whole.ids.slice(0, cut), text };
        const maxTokens = 24 - cut;
        const rest = await answerOf(provider, requestFor({ logprobs: 1, text, written, maxTokens }));
        assert.deepEqual(await subject.promptIds?.(JSON.parse(sent.at(-1)?.body ?? ""), ask), [
          ...prompt,
          ...written.ids,
        ]);
        const others = whole.tokens.slice(cut);
        const fork = rest.ids.findIndex((id, at) => id !== whole.ids[cut + at]);
        const compared = fork < 0 ? others.length : fork + 1; // where it forks, two tokens were as likely
        assert.ok(
          isNear(rest.tokens.slice(0, compared), others.slice(0, compared)),
          `it differs behind ${cut}`,
        );
        same += compared;
      }
      assert.ok(same >= 12, `only ${same} tokens are the same`);
    },
  },
  {
    claim: "sends the ids that it is given, whatever the text",
    needs: "ids",
    async run({ provider, sent }) {
      const ids = Array.from({ length: 40 }, (_, at) => 1 + at % 7);
      await answerOf(provider, requestFor({ written: { ids, text: "const" }, text: "const", maxTokens: 1 }));
      assert.ok(sent.at(-1)?.body.includes(`,${ids}]`), sent.at(-1)?.body);
    },
  },
  {
    claim: "fills in between two texts, from what is written there",
    needs: "infill",
    async run({ provider, sent, configured }) {
      const request = requestFor({ maxTokens: 16 });
      const prompt = { ...request.prompt, before: "const sum = (a: number, b: number) => ", after: ";\n" };
      const hole = { ...request.draft.hole, kind: "expression" as const, intent: "" };
      const fill = { ...request, prompt, draft: { ...request.draft, hole } };
      const { text } = await answerOf(await configured({ style: "infill" }), fill);
      assert.match(text, /\ba\b.*\bb\b/);
      const body = sent.at(-1)?.body ?? "";
      assert.ok(body.includes("const sum") && !body.includes("You write the code"), body);
      assert.match(
        (await answerOf(provider, { ...fill, draft: { ...fill.draft, text: "a +" } })).text,
        /^ ?b/,
      );
    },
  },
];

function isNear(tokens: readonly DrawnToken[], others: readonly DrawnToken[]): boolean {
  return tokens.length === others.length &&
    tokens.every(({ logprob }, at) => Math.abs(logprob - (others[at]?.logprob ?? NaN)) <= NOISE);
}
