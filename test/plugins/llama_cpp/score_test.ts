import assert from "node:assert/strict";
import { type CompletionRequest, ProviderError, type Scoring } from "../../../core/kernel/plugin.ts";
import { fimTokensOf } from "../../../plugins/_chat/fim_families.ts";
import type { Ask } from "../../../plugins/_openai_wire/kind.ts";
import type { LlamaCppSeen } from "../../../plugins/llama_cpp/look.ts";
import { options } from "../../../plugins/llama_cpp/options.ts";
import { score } from "../../../plugins/llama_cpp/score.ts";
import { request as bare } from "../../core/kernel/toy.ts";

const fim = fimTokensOf("qwen2.5-coder") ?? assert.fail();
const seen: LlamaCppSeen = {
  ...{ model: "m", server: "llama.cpp", slots: 1, hasTemplate: true, fim },
  can: { continuation: "ids", logprobs: 20, infill: true, usage: true, counting: "server" },
};
const request: CompletionRequest = {
  ...bare,
  draft: { ...bare.draft, hole: { ...bare.draft.hole, language: "typescript" } },
  prompt: { instruction: [], context: [], before: "const a = f(", after: ");\n" },
};

/** A server whose tokens are letters, and whose model says `ab`, else `c`. */
function server(rendered = "") {
  const asked: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  const likely: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    "": { a: 0.7, c: 0.3 },
    a: { b: 0.9, ")": 0.1 },
    ab: { ");": 1 },
    c: { "\n": 0.5, x: 0.5 },
  };
  const ask: Ask = (path, body) => {
    asked.push({ path, body: { ...body } });
    const { content, prompt } = Object(body);
    if (path === "/apply-template") return Promise.resolve({ prompt: rendered });
    if (path === "/tokenize") {
      return Promise.resolve({ tokens: [...String(content)].map((sign) => sign.codePointAt(0)) });
    }
    const ids: readonly number[] = Array.isArray(prompt) ? prompt.slice(1) : [];
    const top = Object.entries(likely[String.fromCodePoint(...ids)] ?? {}).map(([token, p]) => ({
      ...{ token, id: token.codePointAt(0), logprob: Math.log(p) },
    }));
    return Promise.resolve({
      completion_probabilities: [{ ...top[0], top_logprobs: top }],
      ...{ tokens_evaluated: 10 + ids.length, tokens_predicted: 1, timings: { cache_n: 9 } },
    });
  };
  return { asked, ask };
}

const scoring = (texts: readonly string[], more: Partial<Scoring> = {}): Scoring => ({
  ...{ texts, drawn: [], maxTokens: 1000 },
  ...more,
});
const asking = (ask: Ask) => ({ seen, ask, until: Infinity, options: options.parse({}) });

Deno.test("score() walks the texts' tokens on the prompt that an answer would have", async () => {
  const { asked, ask } = server();
  const { costs, usage } = await score(request, scoring(["ab", "a", "c"]), asking(ask));
  const expected = [0.7 * 0.9, 0.7 * 0.1, 0.3 * 0.5].map((p) => -Math.log(p));
  for (const [at, cost] of expected.entries()) {
    assert.ok(Math.abs((costs[at] ?? NaN) - cost) < 1e-9, `${costs}`);
  }
  const steps = asked.filter(({ path }) => path === "/completion").map(({ body }) => body);
  assert.match(String(steps[0]?.prompt), /const a = f\(<\|fim_suffix\|>\);\n<\|fim_middle\|>$/);
  assert.deepEqual(steps.slice(1).map(({ prompt }) => Array.isArray(prompt) && prompt.slice(1)), [[97], [
    97,
    98,
  ], [99]]);
  assert.ok(steps.every((one) => one.n_predict === 1 && one.cache_prompt === true));
  assert.deepEqual(usage, { inputTokens: 10 + 11 + 12 + 11, outputTokens: 4, cachedTokens: 36 });
});

Deno.test("score() ends with estimates where its tokens or its time are over", async () => {
  const few = server();
  const { costs } = await score(request, scoring(["ab", "c"], { maxTokens: 11 }), asking(few.ask));
  assert.equal(few.asked.filter(({ path }) => path === "/completion").length, 1);
  assert.ok((costs[0] ?? NaN) > 2 && Number.isFinite(costs[1]), `${costs}`);
  const late = server();
  await score(request, scoring(["ab"]), { ...asking(late.ask), until: 0 });
  assert.ok(!late.asked.some(({ path }) => path === "/completion"));
});

Deno.test("score() keeps what it knows where the server fails on the way, and fails where it fails at once", async () => {
  const gone = new ProviderError("Cannot ask: gone", { code: "provider/gone", isRetryable: false });
  const failingAfter = (steps: number): Ask => {
    const { ask } = server();
    let left = steps;
    return (path, body) => path === "/completion" && left-- <= 0 ? Promise.reject(gone) : ask(path, body);
  };
  const { costs } = await score(request, scoring(["ab", "c"]), asking(failingAfter(1)));
  assert.ok(
    costs.length === 2 && (costs[0] ?? 9) > -Math.log(0.7) && costs.every(Number.isFinite),
    `${costs}`,
  );
  await assert.rejects(score(request, scoring(["ab", "c"]), asking(failingAfter(0))), {
    code: "provider/gone",
  });
});

Deno.test("score() tells nothing of a model that thinks before it answers", async () => {
  const { asked, ask } = server("<assistant>\n<think>\n");
  const chatty = { ...asking(ask), options: options.parse({ style: "chat" }) };
  assert.deepEqual((await score(request, scoring(["ab"]), chatty)).costs, []);
  assert.deepEqual(asked.map(({ path }) => path), ["/apply-template"]);
});
