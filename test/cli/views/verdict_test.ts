import assert from "node:assert/strict";
import type { Report } from "@maze/maze/plugin";
import { judgement } from "../../../cli/views/verdict.ts";

const report = (state: Report["state"], code?: string, text = ""): Report => ({
  ...{ validator: "toy", state, diagnostics: [] },
  notes: code === undefined ? [] : [{ code, text }],
});
const words = (...reports: Report[]) => judgement({ verdict: { state: "valid", reports } });

Deno.test("judgement() names the compiler that had the last word", () => {
  const compiles = report("valid", "checked", "1 file checked");
  const by = "by the project's own TypeScript 5.9.3";
  assert.equal(words(compiles, report("valid", "judged-by", by)), `compiles; accepted ${by}; no examples`);
  assert.equal(words(compiles, report("invalid", "judged-by", by)), `compiles; refused ${by}; no examples`);
});

Deno.test("judgement() says why a report owes its check, and leaves out one that says nothing", () => {
  const late = "this change was not checked by `deno check`: it took longer than 9 ms";
  assert.equal(
    words(report("valid"), report("unchecked", "not-checked", late)),
    `compiles; ${late}; no examples`,
  );
  assert.equal(words(report("valid"), report("unchecked")), "compiles; no examples");
  assert.equal(words(report("valid"), report("unchecked", "no-examples")), "compiles; no examples");
  assert.equal(
    words(report("unchecked", "panic", "it failed inside")),
    "not checked (it failed inside); no examples",
  );
});
