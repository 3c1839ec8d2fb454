import assert from "node:assert/strict";
import type { CompletionRequest, Constraint } from "../../../core/kernel/plugin.ts";
import { fimTokensOf } from "../../../plugins/_chat/fim_families.ts";
import type { Ask, Plan } from "../../../plugins/_openai_wire/kind.ts";
import type { LlamaCppSeen } from "../../../plugins/llama_cpp/look.ts";
import { options } from "../../../plugins/llama_cpp/options.ts";
import { planFor } from "../../../plugins/llama_cpp/plan.ts";
import { request as bare } from "../../core/kernel/toy.ts";

const request: CompletionRequest = {
  ...bare,
  draft: { ...bare.draft, hole: { ...bare.draft.hole, language: "typescript" } },
  prompt: { instruction: ["Write one expression."], context: [], before: "const a = ", after: ";\n" },
  ...{ sampling: { maxTokens: 64 }, answers: 1 },
};

const seen: LlamaCppSeen = {
  ...{ model: "m", server: "llama.cpp", slots: 2, hasTemplate: true },
  can: { continuation: "ids", logprobs: 20, infill: false, usage: true, counting: "server" },
};

/** The plan, and what was asked on the way to it. */
async function planned(
  over: Partial<CompletionRequest> = {},
  { rendered = "<user>…<assistant>\n", more = {}, own = {} }: {
    readonly rendered?: string;
    readonly more?: Partial<LlamaCppSeen>;
    readonly own?: object;
  } = {},
): Promise<{ readonly plan: Plan; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const ask: Ask = (path) => {
    asked.push(path);
    return Promise.resolve({ prompt: rendered });
  };
  const plan = await planFor({ ...request, ...over }, { ...seen, ...more }, {
    options: options.parse(own),
    ask,
  });
  return { plan, asked };
}

const bodyOf = (plan: Plan, at = 0) => plan.bodies[at] as Readonly<Record<string, unknown>>;
const constraint: Constraint = { kind: "choice", options: ["a", "b"], strength: "must", reason: "a or b" };

Deno.test("planFor() opens the answer's fence behind what the server's template makes", async () => {
  const { plan, asked } = await planned({ draft: { ...request.draft, text: "1 +" } });
  assert.deepEqual(asked, ["/apply-template"]);
  assert.equal(bodyOf(plan).prompt, "<user>…<assistant>\n```ts\n1 +");
  assert.deepEqual(bodyOf(plan).stop, ["\n```"]);
});

Deno.test("planFor() asks between the texts around a hole where the model was taught that, with no template", async () => {
  const fim = fimTokensOf("qwen2.5-coder") ?? assert.fail();
  const { plan, asked } = await planned({}, { more: { fim } });
  assert.deepEqual(asked, []);
  assert.match(
    String(bodyOf(plan).prompt),
    /^<\|fim_prefix\|>[^]*const a = <\|fim_suffix\|>;\n<\|fim_middle\|>$/,
  );
  const chat = await planned({}, { more: { fim }, own: { style: "chat" } });
  assert.deepEqual(chat.asked, ["/apply-template"]);
});

Deno.test("planFor() refuses a style that the model can not be asked in", async () => {
  await assert.rejects(planned({}, { own: { style: "infill" } }), { code: "provider/template" });
  await assert.rejects(planned({}, { more: { hasTemplate: false } }), { code: "provider/template" });
});

Deno.test("planFor() goes on from token ids where they are known", async () => {
  const { prompt } = bodyOf((await planned({})).plan);
  const { plan } = await planned({ written: { ids: [1, 2, 3], text: "a + " } });
  assert.deepEqual(bodyOf(plan).prompt, [prompt, 1, 2, 3]);
});

Deno.test("planFor() lets one request write as many answers as there are slots, else one each, with seeds of their own", async () => {
  const sampling = { maxTokens: 64, seed: 5 };
  const two = (await planned({ answers: 2, sampling })).plan;
  assert.deepEqual([two.bodies.length, bodyOf(two).n_cmpl, bodyOf(two).seed], [1, 2, 5]);
  const three = (await planned({ answers: 3, sampling })).plan;
  assert.deepEqual(three.bodies.map((_, at) => bodyOf(three, at).seed), [5, 6, 7]);
  assert.equal(bodyOf(three).n_cmpl, undefined);
});

Deno.test("planFor() says a constraint at the answer's very start, without a fence", async () => {
  const { plan } = await planned({ constraint });
  assert.equal(bodyOf(plan).grammar, 'root ::= "a" | "b"');
  assert.equal(bodyOf(plan).prompt, "<user>…<assistant>\n");
  assert.equal("json_schema" in bodyOf(plan), false);
});

Deno.test("planFor() binds what comes next inside of the answer's fence, behind the tokens that are written", async () => {
  const written = { ids: [1, 2, 3], text: "a + " };
  const { plan } = await planned({ written, begins: ["sum", "size"] });
  assert.deepEqual(bodyOf(plan).prompt, ["<user>…<assistant>\n```ts\n", 1, 2, 3]);
  assert.equal(bodyOf(plan).grammar, 'root ::= "s" ("um" | "ize") r1?\nr1 ::= [^$0-9A-Z_a-z] [^\\x01]*');
  assert.deepEqual(bodyOf(plan).stop, ["\n```"]);
});

Deno.test("planFor() lets a model think before a constraint holds, and asks for the answer from there", async () => {
  const { plan } = await planned({ constraint, answers: 2, sampling: { maxTokens: 64, seed: 5 } }, {
    rendered: "<assistant><think>\n",
  });
  const first = bodyOf(plan);
  assert.deepEqual([plan.bodies.length, first.grammar, first.stop], [2, undefined, ["</think>"]]);
  const then = plan.answerAfter?.({ text: "hm", ids: [1], tokens: 10 }, first) as Readonly<
    Record<string, unknown>
  >;
  assert.deepEqual([then.prompt, then.n_predict, then.grammar, then.seed, then.stop], [
    ...["<assistant><think>\nhm</think>\n\n", 54, 'root ::= "a" | "b"', 5, []],
  ]);
  const last = plan.answerAfter?.({ text: "", ids: [], tokens: 99 }, first) as Readonly<
    Record<string, unknown>
  >;
  assert.equal(last.n_predict, 1);
});
