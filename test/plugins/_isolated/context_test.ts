import assert from "node:assert/strict";
import type { Step } from "../../../core/kernel/steps.ts";
import { entryFor, entryOf, indexer, plugin, request } from "../../core/kernel/toy.ts";
import { openWild, ROOT } from "./opened.ts";

const summary = (
  { kind, name, plugin, fields: { elapsedMs: _, ...fields } }: Step,
) => [kind, name, plugin, fields];

Deno.test("what a plugin prints goes to the log and not between the messages", async () => {
  await using wild = await openWild();
  assert.equal(await wild.say("noise quiet"), "quiet");
  const logs = wild.told.filter(({ kind }) => kind === "log");
  assert.deepEqual(logs.map(summary), [
    ["log", 'a line { of: "noise" }', "wild", { level: "info" }],
    ["log", "a log", "wild", { size: 1, level: "warn" }],
  ]);
  const asked = wild.told.find(({ name }) => name === "provider.complete");
  assert.deepEqual(logs.map(({ parent }) => parent), [asked?.id, asked?.id]);
});

Deno.test("messages of a megabyte and more pass both ways", async () => {
  await using wild = await openWild();
  const text = "é\n\u2028".repeat(500_000);
  const edits = [{ file: "a.toy", span: { start: 0, end: 0 }, text }];
  const asked = { ...request, draft: { ...request.draft, edits, text: "big 3000000" } };
  const [first] = await Array.fromAsync(wild.kernel.ask("provider.complete", [asked]));
  assert.ok(first?.kind === "text");
  assert.equal(first.text, `${text.length} ${"x".repeat(3_000_000)}`);
});

Deno.test("a message that is too large is refused with its size", async () => {
  await using wild = await openWild();
  await assert.rejects(wild.say(`big ${70 * 1024 * 1024}`), { code: "plugin/too-large", plugin: "wild" });
});

Deno.test("the oracle answers a plugin in a child while it is asked", async () => {
  const words = await entryFor("words", { words: ["one"] });
  await using wild = await openWild({}, { entries: [words] });
  const scope = JSON.parse(await wild.say("oracle scope"));
  assert.deepEqual(scope.bindings.map(({ name }: { name: string }) => name), ["one"]);
  const steps = new Map(wild.told.map((step) => [step.name, step]));
  assert.equal(steps.get("indexer.scope")?.parent, steps.get("provider.complete")?.id);
});

Deno.test("the oracle asks the child that is waiting for it", async () => {
  await using wild = await openWild({ points: ["provider", "indexer"], options: { index: true } });
  const scope = JSON.parse(await wild.say("oracle scope"));
  assert.equal(scope.bindings[0].name, await wild.say("pid"));
});

Deno.test("an error of the oracle reaches the plugin, and through it the asker", async () => {
  const scope = () => Promise.reject(new RangeError("out of reach"));
  const broken = entryOf(plugin("broken", ["indexer"], () => ({ indexer: indexer({ scope }) })));
  await using wild = await openWild({}, { entries: [broken] });
  await assert.rejects(wild.say("oracle scope"), {
    code: "hook/failed",
    plugin: "broken",
    message: /out of reach/,
  });
});

Deno.test("a variable read in a child is redacted from then on", async () => {
  Deno.env.set("MAZE_TEST_TOKEN", "tok-123456");
  try {
    await using wild = await openWild({ permissions: { env: ["MAZE_TEST_TOKEN"] } });
    assert.equal(await wild.say("env MAZE_TEST_TOKEN"), "tok-123456");
    wild.kernel.steps.note({ kind: "note", name: "said tok-123456" });
    assert.equal(wild.told.at(-1)?.name, "said [redacted]");
    assert.equal(wild.kernel.steps.secrets.redactText("tok-123456"), "[redacted]");
  } finally {
    Deno.env.delete("MAZE_TEST_TOKEN");
  }
});

Deno.test("the store of a plugin in a child is the one it has in process", async () => {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "maze-isolated-" }));
  try {
    await using wild = await openWild({}, { root });
    assert.equal(await wild.say("kept key"), '{"list":[1,2]} true 1,255');
    assert.ok((await Deno.stat(`${root}/.maze/store/wild/key`)).isFile);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("project.read() gives the text as it stands in Maze, not on disk", async () => {
  await using wild = await openWild({ permissions: { read: ["."] } }, {
    root: ROOT,
    read: (file) => Promise.resolve(`the text of ${file}`),
  });
  assert.equal(await wild.say("read a.toy"), "the text of a.toy");
});

Deno.test("calls of an isolated plugin are recorded, and replayed without a child", async () => {
  const file = await Deno.makeTempFile({ suffix: ".jsonl" });
  try {
    {
      await using wild = await openWild({}, { record: { file, mode: "record" } });
      assert.equal(await wild.say("say hello"), "hello");
    }
    await using wild = await openWild({ module: "./no_such_module.ts" }, {
      record: { file, mode: "replay" },
    });
    assert.equal(await wild.say("say hello"), "hello");
  } finally {
    await Deno.remove(file);
  }
});
