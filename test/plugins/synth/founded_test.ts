import assert from "node:assert/strict";
import type { Draft } from "../../../core/code/hole.ts";
import { isFounded } from "../../../plugins/synth/founded.ts";

const at = { file: "a.ts", span: { start: 0, end: 0 } };

function draft(intent: string, calls: readonly string[] = []): Draft {
  const examples = calls.map((call) => ({ call, value: "1", ...at }));
  const hole = { id: "", ...at, snapshot: "", language: "x", kind: "expression" as const, intent, examples };
  return { hole, text: "", edits: [] };
}

const anything = { bindings: [], isCapped: false, takesAny: true };

Deno.test("isFounded() wants a word of the intent where any value would do", () => {
  assert.equal(isFounded("user.totalPrice", draft("the total"), anything), true);
  assert.equal(isFounded("items", draft("every item"), anything), true);
  assert.equal(isFounded("await f", draft("the total"), anything), false);
  assert.equal(isFounded("total", draft(""), anything), true);
});

Deno.test("isFounded() leaves the say to types and examples where there are any", () => {
  assert.equal(isFounded("f", draft("the total"), { bindings: [], isCapped: false }), true);
  assert.equal(isFounded("f", draft("the total", ["g(1)"]), anything), true);
});
