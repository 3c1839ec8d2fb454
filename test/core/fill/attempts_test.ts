import assert from "node:assert/strict";
import type { Capabilities } from "../../../core/code/capabilities.ts";
import type { Candidate } from "../../../core/code/outcome.ts";
import { Attempts } from "../../../core/fill/attempts.ts";
import { Budget } from "../../../core/fill/budget.ts";
import { DEFAULT_FILL, type FillOptions } from "../../../core/fill/context.ts";
import type { Chunk, CompletionRequest, Provider } from "../../../core/kernel/plugin.ts";
import { ProviderError } from "../../../core/kernel/provider_error.ts";
import { draft, entryOf, hole, plugin } from "../kernel/toy.ts";
import { withContext } from "./context.ts";
import { able, checker, model } from "./decode/scripted.ts";

const capabilities: Capabilities = {
  ...{ model: "m", server: "", accepts: [], continuation: "none", logprobs: 0 },
  ...{ infill: false, usage: true, counting: "estimate", answers: 2 },
};

const end: Chunk = { kind: "end", answer: 0, reason: "complete", cost: 0, needs: [] };

/** Writes its own name. */
function writer(name: string, more: Partial<Provider> = {}) {
  const asked: CompletionRequest[] = [];
  const provider: Provider = {
    async *complete(request) {
      await Promise.resolve();
      asked.push(request);
      yield { kind: "text", answer: 0, text: name };
      yield end;
      yield { kind: "usage", usage: { inputTokens: 1, outputTokens: 1 }, notes: [] };
    },
    ...more,
  };
  return { asked, entry: entryOf(plugin(name, ["provider"], () => ({ provider }))) };
}

/** Gives no answer. */
function broken(name: string) {
  const error = new ProviderError(`Cannot ask ${name}: gone`, { code: "provider/gone", isRetryable: false });
  return writer(name, {
    complete: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) }),
  });
}

/** What becomes of the first attempts. */
async function attempted(
  writers: readonly ReturnType<typeof writer>[],
  { times = 1, options = {} }: { readonly times?: number; readonly options?: Partial<FillOptions> } = {},
) {
  const all: {
    readonly texts: readonly string[];
    readonly notes: readonly string[];
    readonly hasNext: boolean;
  }[] = [];
  const entries = writers.map(({ entry }) => entry);
  await withContext(entries, async (context) => {
    const attempts = new Attempts(context, draft, new Budget(context.options));
    for (let time = 0; time < times; time++) {
      const { answers, notes } = await attempts.next();
      const texts = answers.map(({ text, provider }) => `${provider}: ${text}`);
      all.push({ texts, notes: notes.map(({ text }) => text), hasNext: attempts.hasNext });
    }
  }, options);
  return all;
}

Deno.test("Attempts asks one provider after another, in config order", async () => {
  assert.deepEqual(await attempted([writer("one"), writer("two")], { times: 2 }), [
    { texts: ["one: one"], notes: [], hasNext: true },
    { texts: ["two: two"], notes: [], hasNext: false },
  ]);
});

Deno.test("Attempts goes on where a provider fails, and says why", async () => {
  const [first, second] = await attempted([broken("one"), writer("two")], { times: 2 });
  assert.deepEqual(first, { texts: [], notes: ["one gave no answer: Cannot ask one: gone"], hasNext: true });
  assert.deepEqual(second?.texts, ["two: two"]);
});

Deno.test("Attempts throws what the only provider threw, and all reasons where each of several failed", async () => {
  await assert.rejects(attempted([broken("one")]), { code: "provider/gone" });
  await assert.rejects(attempted([broken("one"), broken("two")], { times: 2 }), {
    code: "hook/unanswered",
    message:
      'Cannot ask "provider.complete": all 2 plugins failed: Cannot ask one: gone; Cannot ask two: gone',
  });
  await assert.rejects(attempted([]), { code: "hook/unanswered", message: /no plugin contributes it/ });
});

Deno.test("Attempts tells a provider with capabilities what a model has to know, and others nothing", async () => {
  const [free, model] = [
    writer("free"),
    writer("model", { capabilities: () => Promise.resolve(capabilities) }),
  ];
  await attempted([free, model], { times: 2, options: { answerTokens: 77, join: false } });
  assert.deepEqual([free.asked[0]?.prompt.instruction, free.asked[0]?.answers], [[], DEFAULT_FILL.answers]);
  const { prompt, answers, sampling } = model.asked[0] ?? assert.fail();
  assert.match(prompt.instruction.join("\n"), /one expression[^]*a number/);
  assert.deepEqual([prompt.before, prompt.after], ["", ") = ?"]);
  assert.deepEqual([answers, sampling.maxTokens], [2, 77]);
});

Deno.test("Attempts asks for context once for all models of a hole, and never for a provider that needs no prompt", async () => {
  const never = () => Promise.reject(new TypeError("it was asked"));
  let asked = 0;
  const related = () => Promise.resolve([{ text: `item ${++asked}`, reason: "near", score: 1 }]);
  const scope = () => Promise.resolve({ bindings: [], isCapped: false });
  const indexer = {
    files: never,
    update: never,
    holes: never,
    scope,
    fits: never,
    sift: never,
    edits: never,
  };
  const knows = entryOf(plugin("knows", ["indexer"], () => ({ indexer: { ...indexer, related } })));
  const model = (name: string) => writer(name, { capabilities: () => Promise.resolve(capabilities) });
  const writers = [writer("free"), model("one"), model("two")];
  const counts: number[] = [];
  await withContext([knows, ...writers.map(({ entry }) => entry)], async (context) => {
    const attempts = new Attempts(context, draft, new Budget(context.options));
    for (const _ of writers) {
      await attempts.next();
      counts.push(asked);
    }
  });
  assert.deepEqual(counts, [0, 1, 1]);
  const texts = writers.map(({ asked }) => asked[0]?.prompt.context.map(({ text }) => text));
  assert.deepEqual(texts, [[], ["item 1"], ["item 1"]]);
});

Deno.test("Attempts asks for less where less is left, and not at all where nothing is", async () => {
  const price = { input: 0, output: 1_000_000 };
  const model = (name: string) =>
    writer(name, { capabilities: () => Promise.resolve({ ...capabilities, answers: 1, price }) });
  const [poor, broke] = [model("poor"), model("broke")];
  await attempted([poor], { options: { maxCost: 5 } });
  assert.equal(poor.asked[0]?.sampling.maxTokens, 5);
  const [attempt] = await attempted([broke], { options: { maxCost: 0.5 } });
  assert.deepEqual(broke.asked, []);
  assert.deepEqual(attempt?.notes, ["broke was not asked: nothing is left to pay it"]);
});

Deno.test("Attempts ends a stream as soon as its bound is reached", async () => {
  let given = 0;
  const endless = writer("endless", {
    capabilities: () => Promise.resolve(capabilities),
    async *complete() {
      for (;;) {
        await Promise.resolve();
        given++;
        yield { kind: "text", answer: 0, text: "x", ids: [1] };
      }
    },
  });
  const [attempt] = await attempted([endless], { options: { maxTokens: 200 } });
  assert.match(attempt?.notes.join() ?? "", /^the 200 tokens for this hole are spent$/);
  assert.ok(given < 200, String(given)); // what was read is counted too
});

Deno.test("Attempts leaves a provider alone that failed three times in a row, while there is another", async () => {
  const [bad, good] = [broken("bad"), writer("good")];
  await withContext([bad.entry, good.entry], async (context) => {
    const notes: string[] = [];
    for (let time = 0; time < 4; time++) {
      const attempts = new Attempts(
        context,
        { ...draft, hole: { ...hole, id: `a.toy:1:${time}` } },
        new Budget(context.options),
      );
      notes.push(...(await attempts.next()).notes.map(({ text }) => text));
      assert.equal((await attempts.next()).answers.length, 1);
    }
    assert.deepEqual(notes.slice(2), [
      "bad gave no answer: Cannot ask bad: gone",
      "bad was not asked: it has failed several times in a row",
    ]);
  });
});

Deno.test("Attempts asks a model again as another try, and tells it what was wrong where that is wanted", async () => {
  const wrong: Candidate = {
    ...{ text: "y + 1", needs: [], cost: 0, provider: "model" },
    change: { edits: [], files: [{ file: "a.toy", text: "f(x) = y + 1" }] },
    verdict: {
      state: "invalid",
      reports: [{
        ...{ validator: "toy", state: "invalid", notes: [] },
        diagnostics: [
          {
            ...{ file: "a.toy", span: { start: 7, end: 8 }, severity: "error", code: "T1" },
            ...{ message: "there is no y", source: "toy" },
          },
          {
            ...{ file: "a.toy", span: { start: 7, end: 8 }, severity: "warning", code: "T2" },
            ...{ message: "odd", source: "toy" },
          },
        ],
      }],
    },
  };
  for (const tellFaults of [false, true]) {
    const model = writer("model", { capabilities: () => Promise.resolve({ ...capabilities, answers: 1 }) });
    await withContext([model.entry], async (context) => {
      const attempts = new Attempts(context, draft, new Budget(context.options));
      await attempts.next();
      await attempts.again(wrong);
      await attempts.again(undefined);
    }, { tellFaults, watch: false });
    assert.deepEqual(model.asked.map(({ sampling }) => sampling.attempt), [undefined, 1, 2]);
    const told = model.asked.map(({ prompt }) => prompt.instruction.join("\n"));
    assert.equal(
      /y \+ 1\n\nWhat is wrong with it:\n- there is no y At: y\nWrite only/.test(told[1] ?? ""),
      tellFaults,
    );
    assert.deepEqual(told.map((text) => text.includes("wrong")), [false, tellFaults, false]);
    assert.doesNotMatch(told.join(), /odd/);
  }
});

Deno.test("Attempts numbers streams under watch in a row, as it does others, and none twice side by side", async () => {
  const numbers = async (answers: number) => {
    const scripts = ["one;", "bad; two;", "three;", "four;", "five;", "six;"];
    const [written, judge] = [model(scripts, { can: { ...able, answers } }), checker()];
    await withContext([written.entry, judge.entry], async (context) => {
      const attempts = new Attempts(context, draft, new Budget(context.options));
      await attempts.next();
      await attempts.again(undefined);
    }, { streams: 16, answers });
    return written.asked.map(({ request }) => request.sampling.attempt ?? 0).sort((a, b) => a - b);
  };
  assert.deepEqual(await numbers(1), [0, 1, 2]);
  const many = await numbers(2);
  assert.equal(new Set(many).size, many.length);
  assert.deepEqual(many.slice(0, 1), [0]);
});
