/**
 * What happens to an answer that is not wanted any more.
 *
 * @module
 */

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { callNow } from "./calls.ts";
import type { Behaviour } from "./provider_behaviour.ts";
import { requestFor } from "./provider_requests.ts";
import type { Trial } from "./provider_subject.ts";

/** Until a server has nothing to do, milliseconds: the whole answer would take longer. */
const IDLE_MS = 1000;

/** Nothing shorter obeys it. */
const LONG = requestFor({
  maxTokens: 1500,
  constraint: {
    ...{ kind: "schema", strength: "must", reason: "a long answer" },
    schema: {
      type: "object",
      properties: { numbers: { type: "array", items: { type: "integer" }, minItems: 300 } },
      required: ["numbers"],
      additionalProperties: false,
    },
  },
});

/** Behaviours. */
export const leavingBehaviours: readonly Behaviour[] = [
  {
    claim: "stops its server by an abort in the middle of an answer",
    isAboutServer: true,
    async run(trial) {
      const control = new AbortController();
      const answer = async () => {
        for await (const _ of trial.provider.complete(LONG, { ...callNow(), signal: control.signal })) {
          assert.equal(await isIdle(trial), false, "the answer came whole");
          control.abort(new DOMException("Nobody waits", "AbortError"));
        }
      };
      await assert.rejects(answer(), { name: "AbortError" });
      await becomesIdle(trial);
    },
  },
  {
    claim: "stops its server when an answer is left",
    isAboutServer: true,
    async run(trial) {
      for await (const _ of trial.provider.complete(LONG, callNow())) {
        assert.equal(await isIdle(trial), false, "the answer came whole");
        break;
      }
      await becomesIdle(trial);
    },
  },
];

async function isIdle({ subject: { source } }: Trial): Promise<boolean> {
  return await source.isIdle?.() ?? true;
}

async function becomesIdle(trial: Trial): Promise<void> {
  const end = performance.now() + IDLE_MS;
  while (performance.now() < end) {
    if (await isIdle(trial)) return;
    await delay(25);
  }
  assert.fail(`the server writes on after ${IDLE_MS} ms`);
}
