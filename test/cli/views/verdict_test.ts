import assert from "node:assert/strict";
import type { Report } from "@maze/maze/plugin";
import { judgement, reasons, unlimited } from "../../../cli/views/verdict.ts";

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
    "compiles; not checked by toy; no examples",
  );
  assert.equal(words(report("valid"), report("unchecked")), "compiles; no examples");
  assert.equal(words(report("valid"), report("unchecked", "no-examples")), "compiles; no examples");
  assert.equal(
    words(report("unchecked", "panic", "it failed inside")),
    "not checked (it failed inside); no examples",
  );
});

Deno.test("reasons() tells each reason once, however many candidates share it", () => {
  const late = report("unchecked", "not-checked", "this change was not checked by tsc: it is not installed");
  const one = { verdict: { state: "unchecked" as const, reports: [late] } };
  assert.deepEqual(reasons([one, one, one]), ["this change was not checked by tsc: it is not installed"]);
});

Deno.test("unlimited() tells what a machine does not limit, once, and nothing else", () => {
  const open = report("valid", "not-limited", "memory outside the heap not limited");
  assert.deepEqual(unlimited([open, report("valid", "sandbox", "no access to files"), open]), [
    "toy: memory outside the heap not limited",
  ]);
});
