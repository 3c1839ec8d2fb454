import assert from "node:assert/strict";
import type { Call, Chunk, Oracle } from "../../../core/kernel/plugin.ts";
import { all, draft, entryFor, entryOf, hole, indexer, kernelOf, never, plugin, request } from "./toy.ts";

/** An answer to each request: what these questions to the oracle come to, as JSON. */
function asking(questions: readonly ((oracle: Oracle, call: Call) => Promise<unknown>)[]) {
  return entryOf(plugin("asking", ["provider"], (_options, { oracle }) => ({
    provider: {
      async *complete(_request, call): AsyncGenerator<Chunk> {
        for (const [answer, ask] of questions.entries()) {
          assert.ok(oracle);
          const told = await ask(oracle, call).catch(({ code }) => ({ code }));
          yield { kind: "text", answer, text: JSON.stringify(told ?? null) };
        }
      },
    },
  })));
}

/** What a kernel's provider was told. */
async function told(entries: Parameters<typeof kernelOf>[0], deadlineMs = 60_000): Promise<unknown[]> {
  await using kernel = await kernelOf(entries);
  const chunks = await all(kernel.ask("provider.complete", [request], { deadlineMs }));
  return chunks.map((chunk) => chunk.kind === "text" ? JSON.parse(chunk.text) : chunk);
}

const runner = entryOf(plugin("runner", ["validator"], () => ({
  validator: {
    stage: "run",
    validate: () => Promise.resolve({ validator: "runner", state: "valid", diagnostics: [], notes: [] }),
    execute: (_draft, texts, inputs) =>
      Promise.resolve(
        texts.map((text) =>
          inputs.map((input) => ({ state: "value", shown: `${text} on ${input}`, elapsedMs: 0 }))
        ),
      ),
  },
})));

const slot = { key: "whole", type: "number" };

Deno.test("the oracle asks the other plugins for scope, fits, verdicts in bulk and runs", async () => {
  const answers = await told([
    asking([
      (oracle, call) => oracle.scope(draft, call),
      (oracle, call) => oracle.fits(draft, slot, call),
      (oracle, call) => oracle.sift(draft, ["one", "none"], call),
      (oracle, call) => oracle.execute(draft, ["a"], ["1", "2"], call),
    ]),
    await entryFor("words", { words: ["one"] }),
    runner,
  ]);
  const observation = { state: "value", elapsedMs: 0 };
  assert.deepEqual(answers, [
    {
      expected: slot,
      bindings: [{ name: "one", type: "number", kind: "local", distance: 0 }],
      isCapped: false,
    },
    [{ parts: ["one"], slots: [], cost: 0, form: "name", needs: [] }],
    [true, false],
    [[{ ...observation, shown: "a on 1" }, { ...observation, shown: "a on 2" }]],
  ]);
});

Deno.test("the oracle answers nothing where nobody can", async () => {
  const answers = await told([asking([
    (oracle, call) => oracle.scope(draft, call),
    (oracle, call) => oracle.fits(draft, slot, call),
    (oracle, call) => oracle.sift(draft, ["one"], call),
    (oracle, call) => oracle.execute(draft, ["a"], ["1"], call),
  ])]);
  assert.deepEqual(answers, [null, [], null, null]);
});

Deno.test("the oracle's questions end with the call that they are asked on behalf of", async () => {
  const stuck = entryOf(
    plugin("stuck", ["indexer"], () => ({ indexer: indexer({ scope: never, sift: never }) })),
  );
  const short = (call: Call) => ({ ...call, deadline: performance.now() + 10 });
  const answers = await told([
    stuck,
    asking([
      (oracle, call) => oracle.scope(draft, short(call)),
      (oracle, call) => oracle.sift(draft, [], short(call)),
    ]),
  ]);
  assert.deepEqual(answers, [{ code: "hook/deadline" }, { code: "hook/deadline" }]);
});

Deno.test("ask() asks a plugin of several languages about each of them, and of none about all", async () => {
  const knowing = (name: string, languages: readonly string[]) =>
    entryOf(plugin(name, ["indexer"], () => ({
      indexer: indexer({ sift: () => Promise.resolve([true]), files: () => Promise.resolve([name]) }),
    }), { languages }));
  const sift = async (languages: readonly string[]) => {
    await using kernel = await kernelOf([knowing("knowing", languages)]);
    return await kernel.ask("indexer.sift", [{ ...draft, hole: { ...hole, language: "toy" } }, [""]]);
  };
  assert.deepEqual(await sift(["zig", "toy"]), [true]);
  assert.deepEqual(await sift([]), [true]);
  assert.equal(await sift(["zig"]), undefined);
  await using kernel = await kernelOf([knowing("zig", ["zig"])]);
  assert.deepEqual(await kernel.ask("indexer.files", []), ["zig"], "a question about no hole is for all");
});
