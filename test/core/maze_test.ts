import assert from "node:assert/strict";
import { z } from "zod";
import { createMaze } from "../../core/maze.ts";
import { definePlugin, type PluginContext } from "../../core/kernel/plugin.ts";
import type { Step } from "../../core/kernel/steps.ts";
import { openToy } from "./fill/toy.ts";
import { entryFor, entryOf, head, plugin } from "./kernel/toy.ts";
import { runWriter, withProject } from "./write/project.ts";

const ONE = { "a.toy": "f(x) = ?" };
const TWO = { "b.toy": "f(x) = bad", ...ONE };

Deno.test("index() names every file that the plugins know", async () => {
  await using maze = await openToy(TWO, []);
  assert.deepEqual(await maze.index(), ["a.toy", "b.toy"]);
});

Deno.test("scope() tells what is visible at a hole", async () => {
  await using maze = await openToy(ONE, []);
  const [hole] = await Array.fromAsync(maze.find());
  assert.ok(hole);
  assert.deepEqual(await maze.scope(hole), { bindings: [], isCapped: false });
});

Deno.test("validate() judges edits, and neither writes nor keeps them", async () => {
  await using maze = await openToy(ONE, []);
  const edit = { file: "a.toy", span: { start: 7, end: 8 } };
  const states = async (text: string) => (await maze.validate([{ ...edit, text }])).map(({ state }) => state);
  assert.deepEqual(await states("bad"), ["invalid"]);
  assert.deepEqual(await states("x"), ["valid"]);
  assert.deepEqual(maze.changes(), { edits: [], files: [] });
  assert.equal(await Deno.readTextFile(`${maze.folder}/a.toy`), "f(x) = ?");
});

Deno.test("check() judges all files as they stand, or those that are named", async () => {
  await using maze = await openToy(TWO, []);
  const faulty = async (files?: readonly string[]) =>
    (await maze.check(files)).flatMap(({ diagnostics }) => diagnostics.map(({ file }) => file));
  assert.deepEqual(await faulty(), ["b.toy"]);
  assert.deepEqual(await faulty(["a.toy"]), []);
  assert.deepEqual(await faulty(["b.toy"]), ["b.toy"]);
});

Deno.test("undo() gives the files that write() wrote their old text again", async () => {
  await using maze = await openToy(ONE, ["x"]);
  await Array.fromAsync(maze.fill());
  assert.equal(await maze.before("a.toy"), "f(x) = ?");
  assert.deepEqual(await maze.write(), ["a.toy"]);
  assert.equal(await Deno.readTextFile(`${maze.folder}/a.toy`), "f(x) = x");
  assert.deepEqual(await maze.undo(), ["a.toy"]);
  assert.equal(await Deno.readTextFile(`${maze.folder}/a.toy`), "f(x) = ?");
});

Deno.test("isDirty() asks git about the files that would be written, and no others", async () => {
  await using maze = await openToy(ONE, ["x"]);
  await new Deno.Command("git", { args: ["init", "--quiet"], cwd: maze.folder }).output();
  assert.equal(await maze.isDirty(), false);
  await Array.fromAsync(maze.fill());
  assert.equal(await maze.isDirty(), true);
});

const permits = () => ({ integration: {} });

Deno.test("createMaze() takes plugins and entries, in their order, and tells its listeners", async () => {
  const told: string[] = [];
  const judge = plugin("one", ["validator"], () => ({
    validator: {
      stage: "static",
      validate: () => Promise.resolve({ validator: "one", state: "valid", diagnostics: [], notes: [] }),
    },
  }));
  await withProject({}, async (root) => {
    const plugins = [{ plugin: judge }, entryOf(plugin("two", ["integration"], permits))];
    const listeners = [({ name }: Step) => void told.push(name)];
    await using maze = await createMaze({ root, plugins, listeners });
    assert.deepEqual(maze.plugins.map(({ name }) => name), ["one", "two"]);
    await maze.validate([]);
  });
  assert.deepEqual(told, ["validator.validate", "validator.validate"]);
});

/** A plugin whose permissions name an option, and which hands out what it is given. */
function asking(given: PromiseWithResolvers<{ url: string; context: PluginContext }>) {
  return definePlugin({
    manifest: { ...head("asking", ["integration"]), permissions: { net: ["$option:url"], read: ["."] } },
    options: z.strictObject({ url: z.string().default("localhost:1"), other: z.string().default("none") }),
    setup: ({ url }, context) => (given.resolve({ url, context }), permits()),
  });
}

Deno.test("createMaze() gives a plugin object its options, and its default where none is given", async () => {
  await withProject({}, async (root) => {
    for (
      const [options, url] of [[{ url: "localhost:2", other: "x" }, "localhost:2"], [
        undefined,
        "localhost:1",
      ]] as const
    ) {
      const given = Promise.withResolvers<{ url: string; context: PluginContext }>();
      const use = options ? { plugin: asking(given), options } : { plugin: asking(given) };
      await using _maze = await createMaze({ root, plugins: [use] });
      const { context, ...got } = await given.promise;
      assert.deepEqual(got, { url });
      await context.permit({ kind: "net", target: url });
    }
  });
});

Deno.test("createMaze() lets plugins read files as they will be, not as they lie on disk", async () => {
  const given = Promise.withResolvers<{ url: string; context: PluginContext }>();
  await withProject({ "a.txt": "\ufeffon disk" }, async (root) => {
    await using _maze = await createMaze({ root, plugins: [{ plugin: asking(given) }] });
    const { context } = await given.promise;
    assert.equal(await context.project.read("a.txt"), "on disk");
    assert.equal(context.project.root, root);
  });
});

Deno.test("createMaze() settles first what a dead run left half written", async () => {
  await withProject({ "a.txt": "old" }, async (root) => {
    const { lines } = await runWriter({ root, does: "write", texts: { "a.txt": "new" }, dieAt: 3 });
    assert.equal(lines.at(-1), "forward");
    assert.equal(await Deno.readTextFile(`${root}/a.txt`), "old");
    await using _maze = await createMaze({ root, plugins: [] });
    assert.equal(await Deno.readTextFile(`${root}/a.txt`), "new");
  });
});

Deno.test("createMaze() ends with its signal, and when it is disposed", async () => {
  await withProject({}, async (root) => {
    const control = new AbortController();
    await using maze = await createMaze({ root, plugins: [], signal: control.signal });
    assert.deepEqual(await maze.index(), []);
    control.abort(new Error("enough"));
    await assert.rejects(maze.index(), /enough/);
    const closed = await createMaze({ root, plugins: [] });
    await closed[Symbol.asyncDispose]();
    await assert.rejects(closed.index(), { code: "kernel/closed" });
  });
});

Deno.test("createMaze() records what plugins answer, and replays it without them", async () => {
  await withProject({}, async (root) => {
    const file = `${root}/calls.jsonl`;
    const words = (...files: string[]) => entryFor("words", { files });
    {
      const record = { file, mode: "record" } as const;
      await using maze = await createMaze({ root, plugins: [await words("a.txt")], record });
      assert.deepEqual(await maze.index(), ["a.txt"]);
    }
    const record = { file, mode: "replay" } as const;
    await using maze = await createMaze({ root, plugins: [await words("b.txt")], record });
    assert.deepEqual(await maze.index(), ["a.txt"]);
  });
});
