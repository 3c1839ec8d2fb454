import assert from "node:assert/strict";
import type { CompletionRequest } from "../../../core/kernel/plugin.ts";
import { fimTokensOf } from "../../../plugins/_chat/fim_families.ts";
import type { Ask } from "../../../plugins/_openai_wire/kind.ts";
import type { VllmSeen } from "../../../plugins/vllm/look.ts";
import { options } from "../../../plugins/vllm/options.ts";
import { score } from "../../../plugins/vllm/score.ts";
import { request as bare } from "../../core/kernel/toy.ts";

const fim = fimTokensOf("qwen2.5-coder") ?? assert.fail();
const seen: VllmSeen = {
  ...{ model: "m", server: "vLLM", version: "0.32.0", fim },
  can: { continuation: "ids", logprobs: 20, infill: true, usage: true, counting: "server" },
};
const request: CompletionRequest = {
  ...bare,
  prompt: { instruction: [], context: [], before: "const a = f(", after: ");\n" },
};
const P = [1, 2, 3];

/** A server whose tokens are letters: each costs its place in the alphabet in tenths, and an end follows by a half. */
function server() {
  const bodies: Readonly<Record<string, unknown>>[] = [];
  const ask: Ask = (path, body) => {
    if (path === "/tokenize") {
      const text = String(Object(body).prompt);
      const ids = text.startsWith("<|fim") ? P : [...text].map((sign) => sign.codePointAt(0));
      return Promise.resolve({ tokens: ids });
    }
    bodies.push({ ...body });
    const prompts: readonly (readonly number[])[] = Object(body).prompt;
    const choices = prompts.map((ids, index) => ({
      index,
      logprobs: {
        tokens: [")"],
        token_logprobs: [Math.log(0.5)],
        top_logprobs: [{ ")": Math.log(0.5), x: Math.log(0.5) }],
      },
      prompt_logprobs: ids.map((id, at) => at === 0 ? null : { [id]: { logprob: -(id - 96) / 10 } }),
    }));
    const read = prompts.reduce((sum, ids) => sum + ids.length, 0);
    const usage = { prompt_tokens: read, completion_tokens: prompts.length };
    return Promise.resolve({ choices: choices.toReversed(), usage });
  };
  return { bodies, ask };
}

Deno.test("score() reads the likelihood of each text behind the prompt, and of its end", async () => {
  const { bodies, ask } = server();
  const asking = { seen, ask, until: Infinity, options: options.parse({}) };
  const { costs, usage } = await score(request, { texts: ["a", "bc"], drawn: [], maxTokens: 1000 }, asking);
  const end = -Math.log(0.5);
  assert.ok(
    Math.abs((costs[0] ?? NaN) - (0.1 + end)) < 1e-9 && Math.abs((costs[1] ?? NaN) - (0.5 + end)) < 1e-9,
  );
  assert.deepEqual(
    bodies.map((
      { prompt, prompt_logprobs, max_tokens, stream },
    ) => [prompt, prompt_logprobs, max_tokens, stream]),
    [
      [[[...P, 97], [...P, 98, 99]], 0, 1, undefined],
    ],
  );
  assert.deepEqual(usage, { inputTokens: 9, outputTokens: 2 });
});

Deno.test("score() asks for no more batches than its tokens pay, and takes the rest for unlikely", async () => {
  const { bodies, ask } = server();
  const asking = { seen, ask, until: Infinity, options: options.parse({}) };
  const texts = [..."abcdefghij"];
  const { costs } = await score(request, { texts, drawn: [], maxTokens: 45 }, asking);
  assert.equal(bodies.length, 1);
  assert.deepEqual([costs[8], costs[9]], [costs[7], costs[7]]);
  const none = await score(request, { texts, drawn: [], maxTokens: 5 }, asking);
  assert.deepEqual(none.costs, []);
});
