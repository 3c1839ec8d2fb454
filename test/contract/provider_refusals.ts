/**
 * What is refused, and how that is named.
 *
 * @module
 */

import assert from "node:assert/strict";
import { ProviderError } from "../../core/kernel/plugin.ts";
import type { Provider } from "../../core/kernel/hooks.ts";
import { callNow } from "./calls.ts";
import type { Behaviour } from "./provider_behaviour.ts";
import { requestFor, type Wish } from "./provider_requests.ts";
import { WRONG_KEY_ENV } from "./provider_subject.ts";

/** More digits than the servers of the tests have tokens: each digit is one. */
const TOO_LONG = "0123456789 ".repeat(400);

/** Behaviours. */
export const refusalBehaviours: readonly Behaviour[] = [
  {
    claim: "names a model that does not exist, and those that do",
    async run({ provider, configured }) {
      const { model } = await provider.capabilities?.(callNow()) ?? { model: "" };
      const fault = await refusal(await configured({ model: "no-such-model" }));
      assert.equal(fault.code, "provider/model");
      assert.match(fault.message, /no-such-model/);
      assert.ok(fault.hint?.includes(model), `${fault.hint} does not name ${model}`);
    },
  },
  {
    claim: "names a prompt that is too long as such",
    needs: "context",
    async run({ provider }) {
      const fault = await refusal(provider, { instruction: TOO_LONG });
      assert.deepEqual([fault.code, fault.isRetryable], ["provider/context", false]);
    },
  },
  {
    claim: "names a key that the server does not take as such",
    needs: "key",
    async run({ configured }) {
      const fault = await refusal(await configured({ apiKeyEnv: WRONG_KEY_ENV }));
      assert.deepEqual([fault.code, fault.isRetryable, fault.status], ["provider/key", false, 401]);
    },
  },
];

/** What a provider throws at a request; there may be no chunk before. */
export async function refusal(provider: Provider, wish: Wish = {}): Promise<ProviderError> {
  try {
    for await (const chunk of provider.complete(requestFor(wish), callNow())) {
      assert.fail(`it answers ${JSON.stringify(chunk)}`);
    }
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  return assert.fail("it answers nothing");
}
