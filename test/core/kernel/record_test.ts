import assert from "node:assert/strict";
import { join } from "node:path";
import { MazeError } from "../../../core/kernel/errors.ts";
import type { Kernel } from "../../../core/kernel/kernel.ts";
import type { PluginEntry } from "../../../core/kernel/load.ts";
import type { Chunk, WatchAnswer } from "../../../core/kernel/plugin.ts";
import { all, call, draft, entryFor, entryOf, hole, kernelOf, plugin, request } from "./toy.ts";

async function inFolder(body: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Finds its file below the root, takes its time, and watches. */
function rooted(root: string, calls: string[] = []): PluginEntry {
  return entryOf(plugin("rooted", ["validator"], () => ({
    validator: {
      stage: "static",
      validate: (change) => {
        calls.push("validate");
        const file = `${root}/${change.files[0]?.file}`;
        const fault = {
          file,
          span: { start: 0, end: 1 },
          severity: "error" as const,
          code: "T1",
          source: "rooted",
        };
        const diagnostics = [{ ...fault, message: `in "file://${file}"` }];
        return Promise.resolve({ validator: "rooted", state: "invalid" as const, diagnostics, notes: [] });
      },
      watch: () =>
        Promise.resolve({
          whole: (revision: number, written: string) => {
            calls.push("whole");
            const checkedTo = written.length;
            return Promise.resolve({ revision, checkedTo, isComplete: true, faults: [], starts: [] });
          },
          check: (revision: number, written: string) => {
            calls.push("check");
            return Promise.resolve({
              revision,
              checkedTo: written.length,
              isComplete: true,
              faults: [],
              starts: [],
            });
          },
          [Symbol.asyncDispose]: () => Promise.resolve(),
        }),
      execute: () => {
        calls.push("execute");
        const elapsedMs = performance.now();
        return Promise.resolve([[{ state: "value" as const, shown: "1", elapsedMs }]]);
      },
    },
  })));
}

interface Answers {
  readonly chunks: readonly Chunk[];
  readonly reports: unknown;
  readonly check: WatchAnswer | undefined;
}

/** Asks a little of everything. */
async function askAll(kernel: Kernel): Promise<Answers> {
  const change = { edits: [], files: [{ file: "a.toy", text: "1" }] };
  const [chunks, reports] = await Promise.all([
    all(kernel.ask("provider.complete", [request])),
    kernel.ask("validator.validate", [change, hole]),
  ]);
  await kernel.ask("validator.execute", [draft, ["1"], ["f()"]]);
  await using session = await kernel.ask("validator.watch", [draft]);
  return { chunks, reports, check: await session?.check(1, "on", call()) };
}

async function record(root: string, file: string): Promise<Answers> {
  const entries = [await entryFor("asker"), await entryFor("words"), rooted(root)];
  await using kernel = await kernelOf(entries, { root, record: { file, mode: "record" } });
  return await askAll(kernel);
}

Deno.test("a recording is answered with the same answers, and runs no plugin's code", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    const recorded = await record("/project/one", file);
    const entries = (await Promise.all(["asker", "words"].map((name) => entryFor(name))))
      .map((entry) => ({ ...entry, load: () => assert.fail("a plugin was loaded") }));
    await using kernel = await kernelOf(entries, { root: "/project/one", record: { file, mode: "replay" } });
    assert.deepEqual(await askAll(kernel), recorded);
    assert.deepEqual(kernel.plugins.map(({ name }) => name), ["asker", "words"]);
  }));

Deno.test("a recording is the same bytes twice, without clock or root, whatever the root", () =>
  inFolder(async (folder) => {
    const [one, two, three] = ["1", "2", "3"].map((name) => join(folder, name)) as [string, string, string];
    await record("/project/one", one);
    await record("/project/one", two);
    await record("/elsewhere/two", three);
    const text = await Deno.readTextFile(one);
    assert.equal(await Deno.readTextFile(two), text);
    assert.equal(await Deno.readTextFile(three), text);
    assert.ok(!text.includes("/project/one"));
    assert.match(text, /"elapsedMs":0/);
  }));

Deno.test("a recording holds what the oracle was asked, and every chunk", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    await record("/project/one", file);
    const lines = (await Deno.readTextFile(file)).trimEnd().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ method, answers }) => [method, answers.length]), [
      ["indexer.fits", 1],
      ["provider.complete", 5],
      ["validator.execute", 1],
      ["validator.validate", 1],
      ["validator.watch", 1],
      ["validator.watch.check", 1],
    ]);
  }));

Deno.test("a recording is answered under another root", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    await record("/project/one", file);
    await using kernel = await kernelOf([], { root: "/elsewhere/two", record: { file, mode: "replay" } });
    const { reports } = await askAll(kernel);
    assert.match(JSON.stringify(reports), /"file":"\/elsewhere\/two\/a.toy"/);
    assert.match(JSON.stringify(reports), /file:\/\/\/elsewhere\/two\/a.toy/);
  }));

Deno.test("a call that is not in the recording fails, naming the nearest that is", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    await record("/project/one", file);
    await using kernel = await kernelOf([], { root: "/project/one", record: { file, mode: "replay" } });
    const fault = async (asked: Promise<unknown>) => {
      const error = await asked.then(() => undefined, (error: unknown) => error);
      assert.ok(error instanceof MazeError);
      assert.equal(error.code, "replay/missing");
      return error;
    };
    const other = await fault(kernel.ask("validator.execute", [draft, ["2"], ["f()"]]));
    assert.match(other.message, /"validator.execute"/);
    assert.match(other.hint ?? "", /nearest is line 3: there ….*\["1"\].*…, asked ….*\["2"\].*…/);
    const unknown = await fault(kernel.ask("indexer.files", []));
    assert.match(unknown.hint ?? "", /no call of "indexer.files"/);
    await kernel.ask("validator.execute", [draft, ["1"], ["f()"]]);
    const again = await fault(kernel.ask("validator.execute", [draft, ["1"], ["f()"]]));
    assert.match(again.hint ?? "", /Line 3 is the same call, and was asked fewer times/);
  }));

Deno.test("a recording answers the same question as often and in the order it was asked", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    let asked = 0;
    const counter = entryOf(plugin("counter", ["validator"], () => ({
      validator: {
        stage: "static",
        validate: () => Promise.reject(new RangeError(`fault ${++asked}`)),
      },
    })));
    const ask = async (kernel: Kernel) => {
      const question = () => kernel.ask("validator.validate", [{ edits: [], files: [] }, undefined]);
      const faults = [];
      for (let time = 0; time < 2; time++) faults.push(await question().catch((error: MazeError) => error));
      return faults.map((each) =>
        each instanceof MazeError && [each.code, each.message, each.plugin, each.hook]
      );
    };
    const recorded = await (async () => {
      await using kernel = await kernelOf([counter], { record: { file, mode: "record" } });
      return await ask(kernel);
    })();
    await using kernel = await kernelOf([counter], { record: { file, mode: "replay" } });
    assert.deepEqual(await ask(kernel), recorded);
    assert.equal(asked, 2);
    assert.match(String(recorded[1]), /fault 2,counter,validator.validate/);
  }));

Deno.test("a stream that was left early is answered up to there", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    const entries = [await entryFor("asker"), await entryFor("words")];
    {
      await using kernel = await kernelOf(entries, { record: { file, mode: "record" } });
      for await (const _chunk of kernel.ask("provider.complete", [request])) break;
    }
    await using kernel = await kernelOf(entries, { record: { file, mode: "replay" } });
    const texts: Chunk[] = [];
    await assert.rejects(async () => {
      for await (const chunk of kernel.ask("provider.complete", [request])) texts.push(chunk);
    }, { code: "replay/missing" });
    assert.equal(texts.length, 1);
  }));

Deno.test("leave to do something is never recorded", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    {
      await using kernel = await kernelOf([], { record: { file, mode: "record" } });
      await kernel.ask("integration.authorize", [{ kind: "net", target: "localhost:1", plugin: "x" }]);
    }
    assert.equal(await Deno.readTextFile(file), "");
  }));

Deno.test("a file that is no recording is refused with its line", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    for (const line of ["{", '{"method":1}']) {
      await Deno.writeTextFile(file, `${line}\n`);
      const replayed = kernelOf([], { record: { file, mode: "replay" } });
      await assert.rejects(replayed, { code: "replay/broken", message: /calls.jsonl:1/ });
    }
  }));

Deno.test("a recording is written also when the run failed, without known secrets", () =>
  inFolder(async (folder) => {
    const file = join(folder, "calls.jsonl");
    const leaky = entryOf(plugin("leaky", ["validator"], () => ({
      validator: {
        stage: "static",
        validate: () => Promise.reject(new Error("401 for sk-0123456789")),
      },
    })));
    {
      await using kernel = await kernelOf([leaky], { record: { file, mode: "record" } });
      kernel.steps.secrets.add("sk-0123456789");
      await assert.rejects(kernel.ask("validator.validate", [{ edits: [], files: [] }, hole]));
    }
    const text = await Deno.readTextFile(file);
    assert.match(text, /401 for \[redacted\]/);
    assert.ok(!text.includes("sk-0123456789"));
  }));

Deno.test("a recording that can not be opened is said before any plugin is asked", () =>
  inFolder(async (folder) => {
    const file = join(folder, "none", "calls.jsonl");
    for (const mode of ["record", "replay"] as const) {
      await assert.rejects(kernelOf([], { root: folder, record: { file, mode } }), { code: "replay/file" });
    }
  }));
