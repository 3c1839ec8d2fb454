/**
 * What a provider tells of itself, and of what it would send.
 *
 * @module
 */

import assert from "node:assert/strict";
import type { Capabilities } from "../../core/code/capabilities.ts";
import { copyData, dig } from "../../core/kernel/data.ts";
import type { Provider } from "../../core/kernel/hooks.ts";
import { callNow } from "./calls.ts";
import type { Behaviour } from "./provider_behaviour.ts";
import { answerOf, INTENT, requestFor } from "./provider_requests.ts";
import type { Sent } from "./provider_subject.ts";

/** Behaviours. */
export const tellingBehaviours: readonly Behaviour[] = [
  {
    claim: "says what it can do, as data, the same twice",
    async run({ provider, subject: { can } }) {
      const told = await capabilitiesOf(provider);
      assert.deepEqual(copyData(told, "capabilities"), told);
      assert.deepEqual(await capabilitiesOf(provider), told);
      assert.deepEqual(
        { logprobs: told.logprobs > 0, ids: told.continuation === "ids", infill: told.infill },
        { logprobs: can.logprobs, ids: can.ids, infill: can.infill },
      );
      assert.equal(
        told.begins ?? false,
        can.ids,
        "who goes on token by token can be bound to what comes next",
      );
      assert.ok(told.model !== "" && told.answers >= 1);
    },
  },
  {
    claim: "lists the model that it asks",
    async run({ provider }) {
      const models = await provider.models?.(callNow()) ?? [];
      assert.ok(models.some(({ id }) => id !== ""));
      const { model } = await capabilitiesOf(provider);
      assert.ok(models.some(({ id }) => id === model), `${model} is not listed`);
    },
  },
  {
    claim: "counts the tokens of each text, those of parts as those of the whole",
    async run({ provider }) {
      const [one, two] = ["const answer = 42;\n", "// größer als ∞, 大\nexport {};\n"] as const;
      const { counts } = await provider.count?.(["", one, two, one + two], callNow()) ?? { counts: [] };
      const [none = NaN, ofOne = NaN, ofTwo = NaN, both = NaN] = counts;
      assert.equal(none, 0);
      assert.ok(ofOne > 3 && ofTwo > 6, `${counts}`);
      assert.ok(Math.abs(ofOne + ofTwo - both) <= 1, `${ofOne} and ${ofTwo} are ${both}`);
    },
  },
  {
    claim: "previews what it then sends, byte for byte",
    async run({ provider, sent, subject: { settled = (body) => body } }) {
      const request = requestFor({ maxTokens: 3, seed: 1, text: 'const one = "é";\n' });
      await answerOf(provider, requestFor({ maxTokens: 3, seed: 2, instruction: "anything" }));
      const start = sent.length;
      const previewed = await provider.preview?.(request, callNow()) ?? [];
      assert.deepEqual(sent.slice(start), [], "a preview sends something");
      assert.ok(JSON.stringify(previewed).includes(INTENT));
      await answerOf(provider, request);
      const told = previewed.map(({ method, url, body }) => ({ method, url, body: JSON.stringify(body) }));
      const shown = (all: typeof told) =>
        all.map(({ method, url, body }) => ({ method, url, body: settled(body) }));
      // Short questions that were answered before are not asked again.
      const isKnown = ({ url, body }: { readonly url: string; readonly body: string }) =>
        sent.slice(0, start).some((one) =>
          one.answer !== "" && one.url === url && settled(one.body) === settled(body)
        );
      const filled = filledIn(told, [...sent.slice(start), ...sent.slice(0, start)]).filter((one) =>
        !isKnown(one)
      );
      assert.deepEqual(shown(filled), shown(sent.slice(start)));
    },
  },
];

/** What it says it can do. */
export async function capabilitiesOf(provider: Provider): Promise<Capabilities> {
  return await provider.capabilities?.(callNow()) ?? assert.fail("it says nothing");
}

/** A preview asks nobody: where an answer goes into what is sent next, a mark stands in its place. */
function filledIn<P extends { readonly body: string }>(previewed: readonly P[], sent: readonly Sent[]): P[] {
  const answers = sent.map(({ url, answer }) => ({
    mark: `(what ${new URL(url).pathname} answers)`,
    answer,
  }));
  return previewed.map((each) => {
    let { body } = each;
    for (const { mark, answer } of answers) {
      if (!body.includes(mark)) continue;
      const value: unknown = answer === "" ? undefined : JSON.parse(answer);
      const tokens = dig(value, "tokens");
      const said = String(dig(value, "prompt") ?? dig(value, "text") ?? "");
      body = body.includes(`"${mark}"`) && Array.isArray(tokens)
        ? body.replace(`"${mark}"`, tokens.join())
        : body.replace(mark, JSON.stringify(said).slice(1, -1));
    }
    return { ...each, body };
  });
}
