import assert from "node:assert/strict";
import { nearest } from "../../core/nearest.ts";

Deno.test("nearest() finds slips: swapped, missing, doubled and wrong letters, case and dashes", () => {
  const known = ["maxSeconds", "candidates", "level"];
  for (const word of ["maxSecnods", "maxSecond", "maxxSeconds", "max_seconds", "max-seconds", "MAXSECONDS"]) {
    assert.equal(nearest(word, known), "maxSeconds", word);
  }
  assert.equal(nearest("lvel", known), "level");
});

Deno.test("nearest() counts a swap of neighbours as one edit", () => {
  assert.equal(nearest("ab", ["ba"]), undefined);
  assert.equal(nearest("abc", ["bac"]), "bac");
});

Deno.test("nearest() takes the nearer of two, and nothing far", () => {
  assert.equal(nearest("vlm", ["vllm", "llama_cpp"]), "vllm");
  assert.equal(nearest("sort", ["sorts", "sort"]), "sort");
  assert.equal(nearest("sort", ["sorta", "sortb"]), "sorta");
  assert.equal(nearest("anthropic", ["openai", "vllm"]), undefined);
  assert.equal(nearest("a", []), undefined);
});
