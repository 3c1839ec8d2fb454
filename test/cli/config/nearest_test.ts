import assert from "node:assert/strict";
import { didYouMean } from "../../../cli/config/nearest.ts";

Deno.test("didYouMean() asks for the nearest word", () => {
  assert.equal(didYouMean("vlm", ["vllm"]), 'Did you mean "vllm"?');
  assert.equal(didYouMean("x", ["vllm"]), undefined);
});
