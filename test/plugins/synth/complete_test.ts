import assert from "node:assert/strict";
import type { Example } from "../../../core/code/hole.ts";
import { NOTE_CODES } from "../../../core/code/note.ts";
import type { Term } from "../../../core/code/scope.ts";
import type { Observation } from "../../../core/kernel/hooks.ts";
import type { Oracle } from "../../../core/kernel/plugin.ts";
import { complete } from "../../../plugins/synth/complete.ts";

const span = { start: 0, end: 1 };
const EXAMPLES: readonly Example[] = [{ call: "f(1)", value: "2", file: "a.ts", span }];
const terms: readonly Term[] = ["a", "b", "c", "d"].map((text, cost) => ({
  parts: [text],
  slots: [],
  cost,
  form: "",
  needs: [],
}));

/** The texts that `complete` answers where every run on an input is observed so, and what it says of them. */
async function answered(
  observe: (text: string, input: string) => Observation["state"],
  examples = EXAMPLES,
) {
  const oracle: Oracle = {
    scope: () => Promise.resolve(undefined),
    fits: () => Promise.resolve(terms),
    explore: () => Promise.resolve(undefined),
    sift: (_draft, texts) => Promise.resolve(texts.map(() => true)),
    execute: (_draft, texts, inputs) =>
      Promise.resolve(
        texts.map((text) =>
          inputs.map((input) => ({ state: observe(text, input), shown: "2", elapsedMs: 0 }))
        ),
      ),
  };
  const hole = { id: "a.ts:1:1", file: "a.ts", span, snapshot: "", language: "toy", intent: "", examples };
  const request = {
    draft: { hole: { ...hole, kind: "expression" as const }, text: "", edits: [] },
    scope: { bindings: [], isCapped: false },
    prompt: { instruction: [], context: [], before: "", after: "" },
    sampling: { maxTokens: 256 },
    answers: 40,
    budgetMs: 2000,
  };
  const call = { signal: new AbortController().signal, deadline: performance.now() + 5000 };
  const chunks = await Array.fromAsync(complete(oracle, request, { candidates: 10, breadth: 10 }, call));
  return {
    texts: chunks.flatMap((chunk) => chunk.kind === "text" ? [chunk.text] : []),
    notes: chunks.flatMap((chunk) => chunk.kind === "usage" ? chunk.notes : []),
  };
}

Deno.test("complete() answers what makes the examples true, and says so", async () => {
  const { texts, notes } = await answered((text) => text === "b" ? "value" : "threw");
  assert.deepEqual(texts, ["b"]);
  assert.deepEqual(notes, [{
    code: "tried",
    text: "synth tried 4 candidates, 4 type-check, 1 make the example true",
  }]);
});

Deno.test("complete() answers the nearest texts where none makes the examples true, so that their faults are seen", async () => {
  const { texts, notes } = await answered(() => "threw");
  assert.deepEqual(texts, ["a", "b", "c"]);
  assert.equal(notes[0]?.code, NOTE_CODES.exhausted);
  assert.match(notes[0]?.text ?? "", /0 make the example true; a model would go on/);
});

Deno.test("complete() answers first what makes more examples true, then what is cheaper", async () => {
  const more = ["f(2)", "f(3)"].map((call) => ({ call, value: "2", file: "a.ts", span }));
  const right: Readonly<Record<string, string>> = { b: "f(1)", c: "f(1) f(2)", d: "f(3)" };
  const { texts } = await answered(
    (text, input) => input === "2" || right[text]?.includes(input) ? "value" : "threw",
    [...EXAMPLES, ...more],
  );
  assert.deepEqual(texts, ["c", "b", "d"]);
});

Deno.test("complete() claims nothing of examples that could not be run", async () => {
  const { texts, notes } = await answered(() => "unchecked");
  assert.deepEqual(texts, ["a", "b", "c", "d"]);
  // The values could be run, and no call: it comes to another hole.
  assert.deepEqual((await answered((_, input) => input === "2" ? "value" : "unchecked")).texts, texts);
  assert.deepEqual(notes, [{
    code: "tried",
    text: "synth tried 4 candidates, 4 type-check, the example could not be run",
  }]);
});
