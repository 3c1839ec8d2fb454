/**
 * Going on with one of some words.
 *
 * @module
 */

import assert from "node:assert/strict";
import { NOTHING_KEPT, Writing, writtenIn } from "../../core/fill/decode/writing.ts";
import type { Behaviour } from "./provider_behaviour.ts";
import { answered, answerOf, INTENT, requestFor } from "./provider_requests.ts";
import { capabilitiesOf } from "./provider_telling.ts";

/** Nothing that a list of months has. */
const WORDS = ["unknown", "unknownMonth", "$spare"];
const BEGUN = /^\s*(?:unknown(?:Month)?|\$spare)(?![A-Za-z0-9_$])/;
const TEXT = 'const months = [\n  "January",\n  "February",\n';
/** Where a greedy answer is cut, in tokens. */
const CUT = 5;

/** Behaviours. */
export const beginningBehaviours: readonly Behaviour[] = [
  {
    claim: "goes on with one of the words that it is bound to, and freely behind it",
    needs: "begins",
    async run({ provider, sent }) {
      assert.equal((await capabilitiesOf(provider)).begins, true);
      const begins = WORDS.map((word) => `  ${word}`);
      const { text, end } = await answerOf(provider, requestFor({ text: TEXT, begins }));
      assert.match(text, BEGUN);
      assert.ok(text.replace(BEGUN, "").trim() !== "", `nothing is behind it: ${text}`);
      assert.equal(end.enforced, undefined, "what is free obeys no constraint");
      const proof = sent.findIndex(({ body }) => body.includes("zq"));
      assert.ok(
        proof >= 0 && proof < sent.findIndex(({ body }) => body.includes(INTENT)),
        "it is not proven first",
      );
      assert.equal((await capabilitiesOf(provider)).begins, true);
    },
  },
  {
    claim: "goes on from token ids with one of the words that it is bound to, and tells how likely that is",
    needs: "begins",
    async run({ provider }) {
      const whole = await answerOf(provider, requestFor({ logprobs: 3 }));
      const writing = new Writing(NOTHING_KEPT);
      writing.take({ kind: "text", answer: 0, ...whole });
      const kept = writing.cutBefore(CUT);
      const wish = { text: kept.text, written: writtenIn(kept) ?? assert.fail(), logprobs: 3, maxTokens: 16 };
      const { text, tokens, ids } = await answerOf(provider, requestFor({ ...wish, begins: WORDS }));
      assert.match(text, BEGUN);
      assert.equal(tokens.length, ids.length);
      assert.ok(tokens.every(({ logprob }) => logprob <= 0));
    },
  },
  {
    claim: "goes on freely where its server passes over the words that it is bound to, and says so",
    needs: "begins",
    async run({ provider, subject, change, sent }) {
      change(subject.unconstrained);
      const asked = requestFor({ text: TEXT, begins: WORDS });
      const { answers: [answer], notes } = await answered(provider, asked);
      assert.ok(answer && !BEGUN.test(answer.text), answer?.text);
      assert.deepEqual(notes, ["left-out-constraint"]);
      assert.ok(!sent.at(-1)?.body.includes("spare"), "the words are sent");
      assert.equal((await capabilitiesOf(provider)).begins ?? false, false);
    },
  },
];
