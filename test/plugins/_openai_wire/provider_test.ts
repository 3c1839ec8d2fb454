import assert from "node:assert/strict";
import { z } from "zod";
import type { Call, Chunk, CompletionRequest, Constraint } from "../../../core/kernel/plugin.ts";
import type { Kind, Seen } from "../../../plugins/_openai_wire/kind.ts";
import { serverOptions } from "../../../plugins/_openai_wire/options.ts";
import { ServerProvider } from "../../../plugins/_openai_wire/provider.ts";
import { textDeltas } from "../../../plugins/_openai_wire/text_events.ts";
import { callNow } from "../../contract/calls.ts";
import { request as bare } from "../../core/kernel/toy.ts";
import { withPluginContext } from "../context.ts";
import { type Asked, events, head, serveRaw, type Step } from "./raw_server.ts";

const seen: Seen = {
  ...{ model: "m", server: "toy 1" },
  can: { continuation: "none", logprobs: 0, infill: false, usage: true, counting: "estimate" },
};

/** A server that takes choices, and grammars without options of rules. */
function kind(more: Partial<Kind> = {}): Kind {
  return {
    forms: () => [{ kind: "choice" }, { kind: "grammar", dialect: "ebnf", without: ["rule-options"] }],
    look: () => Promise.resolve(seen),
    plan: ({ constraint, answers }) =>
      Promise.resolve({
        path: "/v1/completions",
        bodies: Array.from({ length: answers }, (_, answer) => ({ answer, constraint })),
        deltas: textDeltas,
        read: () => ({ isClosed: false, push: (text) => [{ kind: "text", text }], end: () => [] }),
      }),
    ...more,
  };
}

const usage = { prompt_tokens: 5, completion_tokens: 2 };
const spoken = (text: string): readonly Step[] => [{
  send: head() +
    events({ choices: [{ index: 0, text }] }, {
      choices: [{ index: 0, text: "", finish_reason: "stop" }],
      usage,
    }),
}];

/** Runs work with a provider for a server that answers as it is told to. */
async function withProvider(
  answer: (asked: Asked) => readonly Step[],
  work: (provider: ServerProvider<Seen>, asked: readonly Asked[]) => Promise<void>,
  how: Kind = kind(),
): Promise<void> {
  await using server = serveRaw(answer);
  await withPluginContext(async (context) => {
    const options = z.strictObject({ ...serverOptions, baseUrl: z.string() }).parse({ baseUrl: server.url });
    await work(new ServerProvider(how, options, context), server.asked);
  });
}

const ask = (provider: ServerProvider<Seen>, more: Partial<CompletionRequest> = {}, call: Call = callNow()) =>
  Array.fromAsync(provider.complete({ ...bare, answers: 1, ...more }, call));
const endOf = (chunks: readonly Chunk[]) => chunks.find((chunk) => chunk.kind === "end");
const must = { strength: "must", reason: "a or b" } as const;
const choice: Constraint = { kind: "choice", options: ["a", "b"], ...must };

/** Obeys a choice by its last option, as a server that enforces would. */
function obeying({ body }: Asked): readonly Step[] {
  const { constraint } = JSON.parse(body);
  return spoken(constraint?.options?.at(-1) ?? "free");
}

Deno.test("ServerProvider proves a constraint once before it believes the server, and remembers", async () => {
  await withProvider(obeying, async (provider, asked) => {
    const accepts = async () => (await provider.capabilities(callNow())).accepts[0];
    assert.deepEqual(await accepts(), { kind: "choice", state: "untried" });
    assert.deepEqual([endOf(await ask(provider, { constraint: choice }))].map((end) => end?.enforced), [
      "server",
    ]);
    assert.equal(asked.length, 2);
    assert.match(asked[0]?.body ?? "", /zq-/);
    await ask(provider, { constraint: choice });
    assert.equal(asked.length, 3);
    const { at, ...proof } = await accepts() ?? assert.fail();
    assert.deepEqual(proof, { kind: "choice", state: "proven" });
    assert.match(at ?? "", /^\d{4}-\d\d-\d\dT/);
  });
});

Deno.test("ServerProvider finds out a server that ignores a constraint, names it, and checks each answer itself", async () => {
  for (
    const [answer, enforced, reason] of [["b", "maze", "complete"], ["free", "none", "refused"]] as const
  ) {
    await withProvider(() => spoken(answer), async (provider) => {
      const chunks = await ask(provider, { constraint: choice });
      const end = endOf(chunks);
      assert.deepEqual([end?.enforced, end?.reason], [enforced, reason]);
      const last = chunks.at(-1);
      assert.match(
        last?.kind === "usage" ? last.notes.map(({ text }) => text).join() : "",
        /toy 1, m takes a choice constraint and does not obey it: Maze checks each answer/,
      );
    });
  }
});

Deno.test("ServerProvider refuses by name what the server has no word for, and sends nothing", async () => {
  const grammar = (text: string, dialect: "ebnf" | "lark"): Constraint => ({
    kind: "grammar",
    dialect,
    text,
    ...must,
  });
  const cases: readonly (readonly [Constraint, RegExp])[] = [
    [
      { kind: "regex", pattern: "a", ...must },
      /Cannot ask for a regex constraint: the server has no word for it/,
    ],
    [grammar('start: "a"', "lark"), /a grammar in lark: the server has no word for it/],
    [grammar('root[lazy] ::= "a"', "ebnf"), /a grammar in ebnf: the server does not know its rule-options/],
  ];
  await withProvider(obeying, async (provider, asked) => {
    for (const [constraint, message] of cases) {
      await assert.rejects(ask(provider, { constraint }), { code: "provider/constraint", message });
    }
    assert.equal(asked.length, 0);
  });
});

Deno.test("ServerProvider leaves out a constraint that is only preferred where the server has no word for it", async () => {
  const regex: Constraint = { kind: "regex", pattern: "[a-z]+", strength: "prefer", reason: "a word" };
  await withProvider(obeying, async (provider, asked) => {
    const chunks = await ask(provider, { constraint: regex });
    assert.equal(JSON.parse(asked[0]?.body ?? "").constraint, undefined);
    assert.deepEqual([endOf(chunks)?.reason, endOf(chunks)?.enforced], ["complete", "maze"]);
    const last = chunks.at(-1);
    assert.match(last?.kind === "usage" ? last.notes.map(({ text }) => text).join() : "", /was left out/);
  });
});

Deno.test("ServerProvider refuses a constraint that the server itself refused when it was proven", async () => {
  const refusing = ({ body }: Asked) =>
    JSON.parse(body).constraint
      ? [{ send: head(400, { "content-type": "application/json" }) + '{"error":{"message":"no grammar"}}' }]
      : spoken("free");
  await withProvider(refusing, async (provider) => {
    await assert.rejects(ask(provider, { constraint: choice }), {
      code: "provider/constraint",
      message: /refuses it/,
    });
    const [first] = (await provider.capabilities(callNow())).accepts;
    assert.equal(first?.state, "refused");
  });
});

Deno.test("ServerProvider asks for one answer where all would be the same", async () => {
  await withProvider(obeying, async (provider, asked) => {
    await ask(provider, { answers: 3, sampling: { maxTokens: 4, temperature: 0 } });
    assert.equal(asked.length, 1);
    await ask(provider, { answers: 3 });
    assert.equal(asked.length, 4);
  });
});

Deno.test("ServerProvider adds up several requests as one", async () => {
  await withProvider(obeying, async (provider) => {
    const chunks = await ask(provider, { answers: 2 });
    const last = chunks.at(-1);
    assert.deepEqual(last?.kind === "usage" && last.usage, { inputTokens: 10, outputTokens: 4 });
    assert.deepEqual(chunks.flatMap((chunk) => chunk.kind === "end" ? [chunk.answer] : []).toSorted(), [
      0,
      1,
    ]);
  });
});

Deno.test("ServerProvider tells a server that an answer is left, and counts with the next what was written meanwhile", async () => {
  const left: unknown[] = [];
  const own = kind({
    leave: async (body) => {
      left.push(body);
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
  });
  const many = Array.from(
    { length: 5 },
    (): Step[] => [{ send: events({ choices: [{ index: 0, text: "x" }] }) }, { waitMs: 10 }],
  );
  let count = 0;
  const answer = () => count++ === 0 ? [{ send: head() }, ...many.flat(), "hang" as const] : spoken("b");
  await withProvider(answer, async (provider) => {
    let pieces = 0;
    for await (const chunk of provider.complete({ ...bare, answers: 1 }, callNow())) {
      if (chunk.kind === "text" && ++pieces === 4) break;
    }
    assert.equal(left.length, 1);
    const last = (await ask(provider)).at(-1);
    assert.ok(last?.kind === "usage" && last.usage.outputTokens > 2, JSON.stringify(last));
  }, own);
});

Deno.test("ServerProvider previews what it would send, and sends nothing", async () => {
  const plan: Kind["plan"] = async (_request, _seen, ask) => ({
    path: "/v1/completions",
    bodies: [{ prompt: await ask("/tokenize", { text: "x" }) }],
    deltas: textDeltas,
    read: () => assert.fail("nothing is read"),
  });
  await withProvider(obeying, async (provider, asked) => {
    const sendings = await provider.preview(bare, callNow());
    assert.deepEqual(sendings.map(({ method, url }) => `${method} ${new URL(url).pathname}`), [
      "POST /tokenize",
      "POST /v1/completions",
    ]);
    assert.deepEqual(sendings[0]?.body, { text: "x" });
    assert.equal(asked.length, 0);
  }, kind({ plan }));
});

Deno.test("ServerProvider measures once what backing up costs, and goes on where that fails", async () => {
  let measured = 0;
  const rewind = () => Promise.resolve(++measured + 6);
  await withProvider(obeying, async (provider) => {
    for (let time = 0; time < 2; time++) await ask(provider);
    assert.deepEqual([measured, (await provider.capabilities(callNow())).rewindCost], [1, 7]);
  }, kind({ rewind }));
});

Deno.test("ServerProvider says how many requests its server works on, and no more than it sends at a time", async () => {
  const slotsOf = async (slots: number | undefined) => {
    const can = { ...seen.can, ...(slots === undefined ? {} : { slots }) };
    let told: number | undefined;
    await withProvider(obeying, async (provider) => {
      told = (await provider.capabilities(callNow())).slots;
    }, kind({ look: () => Promise.resolve({ ...seen, can }) }));
    return told;
  };
  assert.deepEqual([await slotsOf(undefined), await slotsOf(2), await slotsOf(99)], [undefined, 2, 4]);
});

Deno.test("ServerProvider asks the same short question once", async () => {
  const answer = ({ head: first }: Asked) =>
    first.startsWith("POST /tokenize")
      ? [{ send: head(200, { "content-type": "application/json" }) + "[1]" }]
      : spoken("a");
  const asking = kind({
    async plan(request, own, question) {
      await question("/tokenize", { prompt: request.prompt.before });
      return await kind().plan(request, own, question);
    },
  });
  await withProvider(answer, async (provider, asked) => {
    await ask(provider);
    await ask(provider);
    await ask(provider, { prompt: { ...bare.prompt, before: "other" } });
    assert.deepEqual(asked.filter(({ head: first }) => first.startsWith("POST /tokenize")).length, 2);
    for (let at = 0; at < 70; at++) await ask(provider, { prompt: { ...bare.prompt, before: `${at}` } });
    await ask(provider);
    assert.equal(asked.filter(({ head: first }) => first.startsWith("POST /tokenize")).length, 73);
  }, asking);
});
