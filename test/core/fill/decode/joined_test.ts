import assert from "node:assert/strict";
import type { Scoring } from "../../../../core/code/completion.ts";
import type { Term } from "../../../../core/code/scope.ts";
import { Attempts } from "../../../../core/fill/attempts.ts";
import { Budget } from "../../../../core/fill/budget.ts";
import type { FillOptions } from "../../../../core/fill/context.ts";
import type { Chunk, CompletionRequest, Provider } from "../../../../core/kernel/plugin.ts";
import { ProviderError } from "../../../../core/kernel/provider_error.ts";
import { draft, entryOf, hole, indexer, plugin } from "../../kernel/toy.ts";
import { withContext } from "../context.ts";
import { able, checker } from "./scripted.ts";

/** A sample of the model: its text, or where its end did not come its text and the reason. */
type Sample = string | { readonly text: string; readonly reason: "length" };

interface Setting {
  readonly samples: readonly Sample[];
  /** What each text costs under the model; nobody can tell when absent. */
  readonly likely?: Readonly<Record<string, number>>;
  /** What `synth` proposes, with its costs; there is none when absent. */
  readonly proposals?: Readonly<Record<string, number>>;
  /** Texts that do not type-check. */
  readonly wrong?: readonly string[];
  readonly terms?: readonly Term[];
  readonly options?: Partial<FillOptions>;
  readonly kind?: typeof hole.kind;
  readonly isWatched?: boolean;
  /** True to ask the model for other answers. */
  readonly isAgain?: boolean;
  readonly score?: NonNullable<Provider["score"]>;
}

/** What the first attempt at a hole comes to, and what was asked for it. */
async function attempt(setting: Setting) {
  const asked: CompletionRequest[] = [];
  const scorings: Scoring[] = [];
  const sifted: (readonly string[])[] = [];
  const { likely, samples, proposals, wrong = [], terms = [] } = setting;
  const told = {
    ...{ answers: [] as string[], notes: [] as string[], tokens: 0, joined: [] as unknown[] },
    /** Whether the model's stream was read to its end. */
    isRead: false,
  };
  const own = (text: string, name: string) => ({ name: text, from: `./${name}.toy`, kind: "named" as const });
  const score = setting.score ?? (likely && ((_request: CompletionRequest, scoring: Scoring) => {
    scorings.push(scoring);
    const costs = scoring.texts.map((text) => likely[text] ?? 20);
    return Promise.resolve({ costs, usage: { inputTokens: 30, outputTokens: 5 } });
  }));
  const model: Provider = {
    capabilities: () => Promise.resolve({ ...able, answers: 3 }),
    async *complete(request): AsyncGenerator<Chunk> {
      await Promise.resolve();
      asked.push(request);
      for (const [answer, sample] of (asked.length > 1 ? ["line"] : samples).entries()) {
        const { text, reason } = typeof sample === "string"
          ? { text: sample, reason: "complete" as const }
          : sample;
        yield { kind: "text", answer, text, tokens: [{ text, id: answer, logprob: -1, top: [] }] };
        yield { kind: "end", answer, reason, cost: 1, needs: [] };
      }
      told.isRead = true;
      yield { kind: "usage", usage: { inputTokens: 7, outputTokens: 3 }, notes: [] };
    },
    ...(score ? { score } : {}),
  };
  const synth: Provider = {
    async *complete(request): AsyncGenerator<Chunk> {
      await Promise.resolve();
      assert.ok(request.budgetMs < 15_000);
      for (const [answer, [text, cost]] of Object.entries(proposals ?? {}).entries()) {
        yield { kind: "text", answer, text };
        yield {
          kind: "end",
          answer,
          reason: "complete",
          cost,
          needs: text === "far" ? [own(text, "far")] : [],
        };
      }
      yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
    },
  };
  const knowing = indexer({
    scope: () => Promise.resolve({ bindings: [], isCapped: false }),
    fits: () => Promise.resolve(terms),
    sift: (asked, texts) => {
      sifted.push([...texts, ...(asked.needs ?? []).map(({ name }) => `import ${name}`)]);
      return Promise.resolve(texts.map((text) => !wrong.includes(text)));
    },
  });
  const entries = [
    entryOf(
      plugin("model", ["provider"], () => ({ provider: model }), { permissions: { net: ["a.example"] } }),
    ),
    ...(proposals ? [entryOf(plugin("synth", ["provider"], () => ({ provider: synth })))] : []),
    entryOf(plugin("types", ["indexer"], () => ({ indexer: knowing }))),
    ...(setting.isWatched ? [checker().entry] : []),
  ];
  const { kind = "expression" } = setting;
  await withContext(entries, async (context) => {
    context.kernel.steps.subscribe(({ name, fields }) => name === "joined" && void told.joined.push(fields));
    const budget = new Budget(context.options);
    const attempts = new Attempts(context, { ...draft, hole: { ...hole, kind } }, budget);
    const first = await attempts.next();
    const { answers, notes } = setting.isAgain ? await attempts.again(undefined) : first;
    told.answers = answers.map(({ provider, text }) => `${provider}: ${text}`);
    told.notes = notes.map(({ text }) => text);
    told.tokens = budget.cost.inputTokens + budget.cost.outputTokens;
  }, { join: true, ...setting.options });
  return { ...told, asked, scorings, sifted };
}

Deno.test("joined() lets the model choose from what fits, and says who wrote each text", async () => {
  const found = await attempt({
    samples: ["invented", "a", "a"],
    proposals: { b: 1, c: 2, a: 3 },
    wrong: ["invented"],
    likely: { a: 3, b: 0.1, c: 9 },
  });
  assert.deepEqual(found.answers, ["synth: b", "model: a", "synth: c"]);
  assert.deepEqual(found.sifted, [["invented", "a", "b", "c"]]);
  assert.deepEqual(found.scorings[0]?.texts, ["a", "b", "c"]);
  assert.deepEqual(found.scorings[0]?.drawn.map(([token]) => token?.text), ["invented", "a", "a"]);
  assert.deepEqual(
    found.asked.map(({ sampling, answers }) => [sampling.maxTokens, sampling.logprobs, answers]),
    [
      [64, 20, 3],
    ],
  );
  assert.equal(found.tokens, 7 + 3 + 30 + 5);
  assert.equal(found.joined.length, 1);
});

Deno.test("joined() ends samples where the hole is filled, and leaves a stream of which all have ended", async () => {
  const endless = { text: "aEND); and on", reason: "length" as const };
  const setting = { samples: [endless, "b", endless], proposals: { c: 1 }, likely: { a: 1, b: 2, c: 3 } };
  const { answers, sifted, isRead } = await attempt({ ...setting, isWatched: true });
  assert.deepEqual(sifted, [["a", "b", "c"]]);
  assert.deepEqual(answers, ["model: a", "model: b", "synth: c"]);
  assert.ok(!isRead);
  const unwatched = await attempt(setting);
  assert.deepEqual(unwatched.answers, ["model: b", "synth: c"]);
  assert.ok(unwatched.isRead);
});

Deno.test("joined() lets what the project writes decide where the model does not know", async () => {
  const { answers } = await attempt({
    samples: ["a", "b", "b"],
    proposals: { b: 9, a: 0.5 },
    likely: { a: 1.1, b: 1 },
  });
  assert.deepEqual(answers, ["model: a", "model: b"]);
});

Deno.test("joined() brings the imports of proposals to the check and to the answers", async () => {
  const { sifted, answers } = await attempt({
    samples: ["a"],
    proposals: { far: 1 },
    likely: { far: 0.1, a: 4 },
  });
  assert.deepEqual(sifted, [["a", "far", "import far"]]);
  assert.equal(answers[0], "synth: far");
});

Deno.test("joined() counts samples where nobody can score, also where scoring fails", async () => {
  const plain = await attempt({ samples: ["b", "a", "b"], proposals: { c: 1, a: 1, b: 1 } });
  assert.deepEqual(plain.answers, ["model: b", "model: a", "synth: c"]);
  const failing = await attempt({
    samples: ["b", "a", "b"],
    proposals: { c: 1, a: 1, b: 1 },
    score: () =>
      Promise.reject(new ProviderError("Cannot ask: gone", { code: "provider/gone", isRetryable: false })),
  });
  assert.deepEqual(failing.answers, plain.answers);
  assert.deepEqual(failing.notes, ["model did not tell how likely candidates are: Cannot ask: gone"]);
});

Deno.test("joined() takes whole productions of the indexer where no provider is free of cost", async () => {
  const term = (text: string, slots = 0): Term => ({
    parts: [text, ...Array(slots).fill("")],
    slots: Array(slots).fill({ key: "k", type: "" }),
    ...{ cost: 1, form: "name", needs: [] },
  });
  const { answers } = await attempt({
    samples: ["bad"],
    wrong: ["bad"],
    terms: [term("name"), term("open(", 1)],
    likely: { name: 0.5 },
  });
  assert.deepEqual(answers, ["types: name"]);
});

Deno.test("the model writes freely as well where it would rather write none of what fits", async () => {
  const setting = { samples: ["bad"], wrong: ["bad"], proposals: { a: 1, b: 2 }, isWatched: true };
  const unlikely = await attempt({ ...setting, likely: { a: 9, b: 12 } });
  assert.deepEqual(unlikely.answers, [...Array(3).fill("model: line"), "synth: a", "synth: b"]);
  const likely = await attempt({ ...setting, likely: { a: 2, b: 12 } });
  assert.deepEqual(likely.answers, ["synth: a", "synth: b"]);
});

Deno.test("nothing is joined where samples are long, nothing fits, the hole is no expression, or it is not wanted", async () => {
  const long = { text: "very long", reason: "length" as const };
  const cases: Readonly<Record<string, Partial<Setting>>> = {
    long: { samples: [long, long] },
    unfit: { proposals: {} },
    body: { kind: "body" },
    unwanted: { options: { join: false } },
  };
  for (const [name, more] of Object.entries(cases)) {
    const { answers, joined, scorings } = await attempt({
      ...{ samples: ["a"], proposals: { b: 1 }, likely: { b: 0 }, isWatched: true },
      ...more,
    });
    assert.deepEqual([joined, scorings], [[], []], name);
    assert.ok(answers.every((answer) => answer.startsWith("model:")), `${name}: ${answers}`);
  }
});

Deno.test("joined() asks no server about a proposal that looks like a secret", async () => {
  const secret = '"sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD"';
  const { scorings, answers } = await attempt({
    samples: ["a"],
    proposals: { [secret]: 1, b: 2 },
    likely: { a: 1, b: 2 },
  });
  assert.deepEqual([scorings[0]?.texts, answers], [["a", "b"], ["model: a", "synth: b"]]);
});

Deno.test("a model whose joined answers are refused writes under watch, with seeds of its own", async () => {
  const { answers, asked, joined } = await attempt({
    ...{ samples: ["a"], proposals: { b: 1 }, likely: { a: 1, b: 1 }, isWatched: true, isAgain: true },
  });
  assert.deepEqual([new Set(answers), joined.length], [new Set(["model: line"]), 1]);
  const [first = 0, ...others] = asked.map(({ sampling }) => sampling.attempt ?? 0);
  assert.ok(
    first === 0 && others.length === 3 && new Set(others).size === 3 && !others.includes(0),
    `${others}`,
  );
});
