import assert from "node:assert/strict";
import type { Report } from "../../../core/code/diagnostic.ts";
import { verdictOf } from "../../../core/fill/judge.ts";

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
