import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import type { Chunk, Provider, Report, Scope } from "../../../core/kernel/plugin.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import { all, draft, entryFor, entryOf, hole, indexer, kernelOf, never, plugin, request } from "./toy.ts";

const slot = { key: "whole", type: "number" };
const nothing: Report = { validator: "", state: "valid", diagnostics: [], notes: [] };

function provider(complete: Provider["complete"]): Provider {
  return { complete };
}

function text(words: string): Chunk {
  return { kind: "text", answer: 0, text: words };
}

function faultOf(code: string, more: Partial<MazeError> = {}) {
  return (error: unknown) => {
    assert.ok(error instanceof MazeError, String(error));
    assert.equal(error.code, code, error.message);
    for (const [name, value] of Object.entries(more)) assert.equal(Reflect.get(error, name), value);
    return true;
  };
}

Deno.test("ask() joins the lists of all plugins in config order", async () => {
  const slow = Promise.withResolvers<void>();
  const late = plugin("late", ["indexer"], () => ({
    indexer: indexer({ files: () => slow.promise.then(() => ["z.toy"]) }),
  }));
  const early = plugin("early", ["indexer"], () => ({
    indexer: indexer({ files: () => Promise.resolve(["a.toy"]).finally(slow.resolve) }),
  }));
  await using kernel = await kernelOf([entryOf(late), entryOf(early)]);
  assert.deepEqual(await kernel.ask("indexer.files", []), ["z.toy", "a.toy"]);
});

Deno.test("ask() takes the first answer, and asks nobody after it", async () => {
  const asked: string[] = [];
  const scoped = (name: string, scope: Scope | undefined) =>
    plugin(name, ["indexer"], () => ({
      indexer: indexer({ scope: () => (asked.push(name), Promise.resolve(scope)) }),
    }));
  const scope = { bindings: [], isCapped: true };
  await using kernel = await kernelOf(
    [scoped("one", undefined), scoped("two", scope), scoped("three", scope)].map((each) => entryOf(each)),
  );
  assert.deepEqual(await kernel.ask("indexer.scope", [draft]), scope);
  assert.deepEqual(asked, ["one", "two"]);
});

Deno.test("ask() answers nothing where no plugin contributes the method", async () => {
  await using kernel = await kernelOf([]);
  assert.deepEqual(await kernel.ask("indexer.files", []), []);
  assert.equal(await kernel.ask("indexer.scope", [draft]), undefined);
  assert.deepEqual(await kernel.ask("validator.validate", [{ edits: [], files: [] }, hole]), []);
  await assert.rejects(all(kernel.ask("provider.complete", [request])), faultOf("hook/unanswered"));
});

Deno.test("ask() asks only plugins of the hole's language", async () => {
  const other = plugin("other", ["indexer"], () => ({ indexer: indexer({}) }), { languages: ["zig"] });
  await using kernel = await kernelOf([entryOf(other), await entryFor("words", { words: ["one"] })]);
  const terms = await kernel.ask("indexer.fits", [draft, slot]);
  assert.deepEqual(terms.map(({ parts }) => parts), [["one"]]);
});

Deno.test("ask() runs the run stage only on what the static stage finds clean", async () => {
  const judge = (name: string, stage: "static" | "run", state: Report["state"]) =>
    plugin(name, ["validator"], () => ({
      validator: { stage, validate: () => Promise.resolve({ ...nothing, validator: name, state }) },
    }));
  const names = async (state: Report["state"]) => {
    await using kernel = await kernelOf([
      entryOf(judge("examples", "run", "valid")),
      entryOf(judge("compiler", "static", state)),
    ]);
    const reports = await kernel.ask("validator.validate", [{ edits: [], files: [] }, hole]);
    return reports.map(({ validator }) => validator);
  };
  assert.deepEqual(await names("valid"), ["compiler", "examples"]);
  assert.deepEqual(await names("invalid"), ["compiler"]);
});

Deno.test("ask() falls back to the next provider only before an answer begins", async () => {
  const broken = plugin("broken", ["provider"], () => ({
    provider: provider(() => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("no server")) }),
    })),
  }));
  const half = plugin("half", ["provider"], () => ({
    provider: provider(async function* () {
      yield text("begun");
      await Promise.reject(new Error("cut off"));
    }),
  }));
  await using kernel = await kernelOf([entryOf(broken), entryOf(half), await entryFor("asker")]);
  const chunks = kernel.ask("provider.complete", [request])[Symbol.asyncIterator]();
  assert.deepEqual((await chunks.next()).value, text("begun"));
  await assert.rejects(chunks.next(), faultOf("hook/failed", { plugin: "half", hook: "provider.complete" }));

  await using lonely = await kernelOf([entryOf(broken)]);
  await assert.rejects(
    all(lonely.ask("provider.complete", [request])),
    faultOf("hook/failed", { plugin: "broken" }),
  );
});

Deno.test("createKernel() knows its plugins in config order", async () => {
  const named = (name: string) => entryOf(plugin(name, ["indexer"], () => ({ indexer: indexer({}) })));
  await using kernel = await kernelOf([named("two"), named("one")]);
  assert.deepEqual(kernel.plugins.map(({ name }) => name), ["two", "one"]);
});

Deno.test("ask() ends at its deadline when a plugin never answers", async () => {
  let reason: unknown;
  const stuck = plugin("stuck", ["indexer"], () => ({
    indexer: indexer({
      files: ({ signal }) => (signal.addEventListener("abort", () => reason = signal.reason), never()),
    }),
  }));
  await using kernel = await kernelOf([entryOf(stuck)]);
  await assert.rejects(
    kernel.ask("indexer.files", [], { deadlineMs: 20 }),
    faultOf("hook/deadline", { plugin: "stuck", hook: "indexer.files" }),
  );
  assert.ok(reason instanceof DOMException);
  assert.equal(reason.name, "TimeoutError");
});

Deno.test("ask() ends a stream at its deadline, and one that is stuck does not hold it up", async () => {
  const stuck = plugin("stuck", ["provider"], () => ({
    provider: provider(async function* () {
      yield text("a");
      await never();
    }),
  }));
  await using kernel = await kernelOf([entryOf(stuck)]);
  const got: Chunk[] = [];
  await assert.rejects(async () => {
    for await (const chunk of kernel.ask("provider.complete", [request], { deadlineMs: 50 })) got.push(chunk);
  }, faultOf("hook/deadline", { plugin: "stuck" }));
  assert.deepEqual(got, [text("a")]);
});

Deno.test("ask() ends the other plugins when one fails, and leaves them be when all answer", async () => {
  const signals: AbortSignal[] = [];
  const waiting = (files: () => Promise<readonly string[]>) =>
    entryOf(plugin("waiting", ["indexer"], () => ({
      indexer: indexer({ files: ({ signal }) => (signals.push(signal), files()) }),
    })));
  const failing = entryOf(plugin("failing", ["indexer"], () => ({
    indexer: indexer({ files: () => Promise.reject(new Error("broken")) }),
  })));
  await using broken = await kernelOf([waiting(never), failing]);
  await assert.rejects(broken.ask("indexer.files", []), /broken/);
  await using whole = await kernelOf([waiting(() => Promise.resolve([]))]);
  await whole.ask("indexer.files", []);
  assert.deepEqual(signals.map(({ aborted }) => aborted), [true, false]);
});

Deno.test("ask() throws the asker's own reason when the asker gives up", async () => {
  const stuck = plugin("stuck", ["indexer"], () => ({ indexer: indexer({ files: never }) }));
  await using kernel = await kernelOf([entryOf(stuck)]);
  const control = new AbortController();
  const reason = new Error("enough");
  const answer = kernel.ask("indexer.files", [], { signal: control.signal });
  control.abort(reason);
  await assert.rejects(answer, (error) => error === reason);
});

Deno.test("ask() closes a stream that its reader leaves", async () => {
  let isClosed = false;
  const endless = plugin("endless", ["provider"], () => ({
    provider: provider(async function* () {
      try {
        for (;;) yield text("more");
      } finally {
        isClosed = true;
      }
    }),
  }));
  await using kernel = await kernelOf([entryOf(endless)]);
  for await (const _chunk of kernel.ask("provider.complete", [request])) break;
  assert.ok(isClosed);
});

Deno.test("ask() stamps plugin and method on whatever a plugin throws, and keeps the cause", async () => {
  const cause = new RangeError("too deep");
  const own = new MazeError("Cannot read index: it is broken", { code: "toy/index" });
  const bad = plugin("bad", ["indexer"], () => ({
    indexer: indexer({ files: () => Promise.reject(cause), holes: () => Promise.reject(own) }),
  }));
  await using kernel = await kernelOf([entryOf(bad)]);
  await assert.rejects(
    kernel.ask("indexer.files", []),
    faultOf("hook/failed", { plugin: "bad", hook: "indexer.files", cause }),
  );
  await assert.rejects(kernel.ask("indexer.holes", [[]]), (error) => error === own);
  assert.deepEqual([own.plugin, own.hook], ["bad", "indexer.holes"]);
});

Deno.test("ask() refuses an argument that is no data before a plugin sees it", async () => {
  let isAsked = false;
  const watchful = plugin("watchful", ["indexer"], () => ({
    indexer: indexer({ scope: () => (isAsked = true, Promise.resolve(undefined)) }),
  }));
  await using kernel = await kernelOf([entryOf(watchful)]);
  const tainted = { ...draft, onChange: () => {} };
  await assert.rejects(
    kernel.ask("indexer.scope", [tainted]),
    (error) =>
      faultOf("hook/not-data")(error) && /argument 1 of "indexer.scope".onChange/.test(String(error)),
  );
  assert.ok(!isAsked);
});

Deno.test("ask() gives each side its own copy", async () => {
  const files = ["a.toy"];
  const keeper = plugin("keeper", ["indexer"], () => ({
    indexer: indexer({ files: () => Promise.resolve(files) }),
  }));
  await using kernel = await kernelOf([entryOf(keeper)]);
  const answer = await kernel.ask("indexer.files", []);
  files.push("b.toy");
  assert.deepEqual(answer, ["a.toy"]);
});

const wrongAnswers: readonly (readonly [string, unknown, string])[] = [
  ["is not data", { ...nothing, render() {} }, "hook/not-data"],
  ["has the wrong shape", "valid", "hook/wrong-answer"],
  ["lacks a part", { validator: "bad", state: "valid" }, "hook/wrong-answer"],
];

for (const [what, answer, code] of wrongAnswers) {
  Deno.test(`ask() refuses an answer that ${what}`, async () => {
    const bad = plugin("bad", ["validator"], () => ({
      // deno-lint-ignore no-explicit-any -- a plugin in JavaScript can answer anything
      validator: { stage: "static", validate: () => Promise.resolve(answer as any) },
    }));
    await using kernel = await kernelOf([entryOf(bad)]);
    await assert.rejects(
      kernel.ask("validator.validate", [{ edits: [], files: [] }, hole]),
      faultOf(code, { plugin: "bad", hook: "validator.validate" }),
    );
  });
}

Deno.test("ask() refuses a stream that is none, and a chunk that is no data", async () => {
  const bad = (name: string, complete: () => unknown) =>
    // deno-lint-ignore no-explicit-any -- a plugin in JavaScript can answer anything
    entryOf(plugin(name, ["provider"], () => ({ provider: provider(complete as any) })));
  await using listed = await kernelOf([bad("listed", () => Promise.resolve([]))]);
  await assert.rejects(all(listed.ask("provider.complete", [request])), faultOf("hook/wrong-answer"));
  await using tainted = await kernelOf([bad("tainted", async function* () {
    yield { ...text("a"), cost: NaN };
  })]);
  await assert.rejects(
    all(tainted.ask("provider.complete", [request])),
    faultOf("hook/not-data", { plugin: "tainted" }),
  );
});

Deno.test("ask() lets a provider ask the oracle, by the kernel's rules", async () => {
  await using kernel = await kernelOf([await entryFor("asker"), await entryFor("words")]);
  const chunks = await all(kernel.ask("provider.complete", [request]));
  const texts = chunks.flatMap((chunk) => chunk.kind === "text" ? [chunk.text] : []);
  assert.deepEqual(texts, ["one", "two"]);
});

Deno.test("ask() denies when one integration denies", async () => {
  const guard = (name: string, permit: boolean) =>
    entryOf(plugin(name, ["integration"], () => ({
      integration: { authorize: () => Promise.resolve({ permit, reason: `${name} says so` }) },
    })));
  const silent = entryOf(plugin("silent", ["integration"], () => ({ integration: {} })));
  const action = { kind: "net" as const, target: "localhost:80", plugin: "x" };
  await using strict = await kernelOf([guard("yes", true), silent, guard("no", false)]);
  assert.deepEqual(await strict.ask("integration.authorize", [action]), {
    permit: false,
    reason: "no says so",
  });
  await using open = await kernelOf([guard("yes", true), silent]);
  assert.equal((await open.ask("integration.authorize", [action])).permit, true);
});

Deno.test("ask() wraps a session: its checks are calls with a deadline and the plugin's name", async () => {
  let isDisposed = false;
  const watcher = plugin("watcher", ["validator"], () => ({
    validator: {
      stage: "static",
      validate: () => Promise.resolve(nothing),
      watch: () =>
        Promise.resolve({
          whole: never,
          check: (revision: number, written: string) =>
            written === "wait" ? never() : Promise.resolve({
              revision,
              checkedTo: written.length,
              isComplete: false,
              faults: [],
              starts: [],
            }),
          [Symbol.asyncDispose]: () => (isDisposed = true, Promise.resolve()),
        }),
    },
  }));
  await using kernel = await kernelOf([entryOf(watcher)]);
  const signal = new AbortController().signal;
  {
    await using session = await kernel.ask("validator.watch", [draft]);
    const call = { signal, deadline: performance.now() + 60_000 };
    assert.deepEqual(await session?.check(3, "one", call), {
      revision: 3,
      checkedTo: 3,
      isComplete: false,
      faults: [],
      starts: [],
    });
    const short = { signal, deadline: performance.now() + 20 };
    const fault = faultOf("hook/deadline", { plugin: "watcher", hook: "validator.watch.check" });
    await assert.rejects(async () => await session?.check(4, "wait", short), fault);
  }
  assert.ok(isDisposed);
});

Deno.test("ask() tells a step for each call, with the calls it led to inside", async () => {
  await using kernel = await kernelOf([await entryFor("asker"), await entryFor("words")]);
  const ended: Step[] = [];
  kernel.steps.subscribe((step) => void (step.status !== "running" && ended.push(step)));
  await all(kernel.ask("provider.complete", [request]));
  const [fits, complete] = ended;
  assert.deepEqual([fits?.name, fits?.plugin, fits?.status], ["indexer.fits", "words", "ok"]);
  assert.deepEqual([complete?.name, complete?.plugin, complete?.fields], [
    "provider.complete",
    "asker",
    { chunks: 5 },
  ]);
  assert.equal(fits?.parent, complete?.id);
});

Deno.test("a kernel disposes plugins in reverse order, each part once, also when one fails", async () => {
  const ended: string[] = [];
  const ending = (name: string, fails = false) =>
    entryOf(plugin(name, ["indexer"], () => ({
      indexer: Object.assign(indexer({}), {
        [Symbol.dispose]() {
          ended.push(name);
          if (fails) throw new Error(`${name} is stuck`);
        },
      }),
    })));
  const kernel = await kernelOf([ending("one"), ending("two", true), ending("three")]);
  await assert.rejects(
    async () => await kernel[Symbol.asyncDispose](),
    faultOf("plugin/dispose", { plugin: "two" }),
  );
  assert.deepEqual(ended, ["three", "two", "one"]);
});

Deno.test("a disposed kernel ends the questions under way and answers no other", async () => {
  const stuck = plugin("stuck", ["indexer"], () => ({ indexer: indexer({ files: never }) }));
  const kernel = await kernelOf([entryOf(stuck)]);
  const answer = kernel.ask("indexer.files", []);
  const failed = assert.rejects(answer, faultOf("kernel/closed"));
  await kernel[Symbol.asyncDispose]();
  await failed;
  await assert.rejects(kernel.ask("indexer.files", []), faultOf("kernel/closed"));
});

Deno.test("a kernel's own signal ends every question", async () => {
  const control = new AbortController();
  const stuck = plugin("stuck", ["indexer"], () => ({ indexer: indexer({ files: never }) }));
  await using kernel = await kernelOf([entryOf(stuck)], { signal: control.signal });
  const answer = kernel.ask("indexer.files", []);
  control.abort(new Error("Ctrl-C"));
  await assert.rejects(answer, /Ctrl-C/);
});
