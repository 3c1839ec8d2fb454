import assert from "node:assert/strict";
import { quirksOf } from "../../../plugins/openai/quirks.ts";

const THINKS = ["o1", "o3-mini", "o4-mini-2026-01-01", "gpt-5", "gpt-5.2-codex", "openai/gpt-5-mini"];
const DOES_NOT = ["gpt-4o", "gpt-4.1-mini", "gpt-5-chat-latest", "o11y-model", "olmo", "gpt-55", "qwen", ""];

Deno.test("quirksOf() knows reasoning models by the start of their name, and by nothing less", () => {
  for (const model of THINKS) assert.ok(quirksOf(model).isReasoning, model);
  for (const model of DOES_NOT) assert.equal(quirksOf(model).isReasoning, false, model);
});

Deno.test("quirksOf() gives grammar tools to the GPT-5 family alone", () => {
  assert.ok(quirksOf("gpt-5.1").hasGrammarTools);
  for (const model of ["o3", "gpt-4o", "gpt-5-chat-latest", "llama"]) {
    assert.equal(quirksOf(model).hasGrammarTools, false, model);
  }
});
