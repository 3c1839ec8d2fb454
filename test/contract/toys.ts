/**
 * Contributions that keep to their contracts, and a plugin of both: what works in process and in a child.
 *
 * @module
 */

import type { Provider, Validator, WatchSession } from "../../core/kernel/hooks.ts";

/** Finds a fault in each `?`. */
export const faultless: Validator = {
  stage: "static",
  validate: (change) => {
    const faults = change.files.filter(({ text }) => text.includes("?"));
    const diagnostics = faults.map(({ file }) => ({
      ...{ file, span: { start: 0, end: 1 }, severity: "error" as const },
      ...{ code: "T1", message: "a question", source: "toy" },
    }));
    const state = diagnostics.length > 0 ? "invalid" as const : "valid" as const;
    return Promise.resolve({ validator: "toy", state, diagnostics, notes: [] });
  },
  watch: ({ hole: { file } }) => {
    let [last, isEnded] = [{ revision: -1, written: "" }, false];
    // deno-lint-ignore require-await -- what it throws must be a rejection
    const judge: WatchSession["check"] = async (revision, written, { signal }) => {
      signal.throwIfAborted();
      if (isEnded) throw new Error("the session has ended");
      if (revision > last.revision) last = { revision, written };
      const at = last.written.indexOf("?");
      const fault = { file, span: { start: at, end: at + 1 }, severity: "error" as const };
      const faults = at < 0 ? [] : [{ ...fault, code: "T1", message: "a question", source: "toy" }];
      const { revision: judged, written: { length } } = last;
      return { revision: judged, checkedTo: length, isComplete: false, faults, starts: [] };
    };
    return Promise.resolve({
      ...{ check: judge, whole: judge },
      [Symbol.asyncDispose]: () => Promise.resolve(void (isEnded = true)),
    });
  },
};

/** Says one and two. */
export const speaker: Provider = {
  async *complete(_request, { signal }) {
    signal.throwIfAborted();
    for (const [answer, text] of ["one", "two"].entries()) {
      yield { kind: "text", answer, text };
      yield { kind: "end", answer, reason: "complete", cost: answer, needs: [] };
      await Promise.resolve();
    }
    yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
  },
};

/** The plugin. It takes any options. */
export default {
  manifest: {
    name: "toys",
    version: "1.0.0",
    contract: 1,
    description: "Keeps to its contracts.",
    points: ["provider", "validator"],
    languages: [],
    permissions: {},
  },
  options: { "~standard": { version: 1, vendor: "test", validate: (value: unknown): object => ({ value }) } },
  setup: (): object => ({ provider: speaker, validator: faultless }),
};
