import assert from "node:assert/strict";
import type { Report } from "../../../core/code/diagnostic.ts";
import { askValidators, verdictOf } from "../../../core/fill/judge.ts";
import { entryOf, kernelOf, plugin } from "../kernel/toy.ts";

const report = (state: Report["state"], more: Partial<Report> = {}): Report => ({
  ...{ validator: "toy", state, diagnostics: [], notes: [] },
  ...more,
});

Deno.test("verdictOf() calls valid what one found so, and nobody owes a check of", () => {
  const cases: readonly (readonly [Report[], Report["state"]])[] = [
    [[report("valid"), report("unchecked")], "valid"],
    [[report("valid"), report("unchecked", { total: 0 })], "valid"],
    [[report("valid"), report("unchecked", { total: 2 })], "unchecked"],
    [[report("valid"), report("unchecked", { isOwed: true })], "unchecked"],
    [[report("invalid"), report("unchecked", { isOwed: true })], "invalid"],
    [[report("unchecked")], "unchecked"],
    [[], "unchecked"],
  ];
  for (const [reports, state] of cases) assert.equal(verdictOf(reports).state, state);
});

Deno.test("askValidators() takes known secrets out of what validators say", async () => {
  const fault = { file: "a.toy", span: { start: 0, end: 1 }, severity: "error", code: "T1" } as const;
  const diagnostics = [{ ...fault, message: "401 for sk-0123456789", source: "leaky" }];
  const notes = [{ code: "asked", text: "with sk-0123456789" }];
  const leaky = plugin("leaky", ["validator"], () => ({
    validator: {
      stage: "static",
      validate: () => Promise.resolve({ validator: "leaky", state: "invalid", diagnostics, notes }),
    },
  }));
  await using kernel = await kernelOf([entryOf(leaky)]);
  kernel.steps.secrets.add("sk-0123456789");
  const reports = await askValidators(kernel, { edits: [], files: [] }, undefined, {});
  assert.deepEqual(reports.map(({ diagnostics, notes }) => [diagnostics[0]?.message, notes[0]?.text]), [
    ["401 for [redacted]", "with [redacted]"],
  ]);
});
