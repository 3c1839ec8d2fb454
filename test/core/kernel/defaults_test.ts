import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { PluginContext } from "../../../core/kernel/plugin.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import { entryOf, indexer, kernelOf, plugin } from "./toy.ts";

Deno.test("a kernel gives loading, setup and answers their time, and a plugin room to store", async () => {
  const root = await Deno.makeTempDir();
  try {
    const given = Promise.withResolvers<PluginContext>();
    const slow = entryOf(plugin("slow", ["indexer"], async (_options, context) => {
      await delay(20);
      given.resolve(context);
      return { indexer: indexer({ files: () => delay(20, ["a"]) }) };
    }));
    const load = () => delay(20).then(() => slow.load());
    await using kernel = await kernelOf([{ ...slow, load }], { root });
    assert.deepEqual(await kernel.ask("indexer.files", []), ["a"]);
    const { store } = await given.promise;
    await store.set("megabyte", new Uint8Array(2 ** 20));
    assert.deepEqual(await store.get("megabyte"), new Uint8Array(2 ** 20));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("a kernel gives a plugin time to end", async () => {
  const ended: string[] = [];
  const slow = entryOf(plugin("slow", ["integration"], () => ({
    integration: {},
    [Symbol.asyncDispose]: () => delay(20).then(() => void ended.push("slow")),
  })));
  const kernel = await kernelOf([slow]);
  await kernel[Symbol.asyncDispose]();
  assert.deepEqual(ended, ["slow"]);
});

Deno.test("a kernel without plugins asks nobody once its signal is aborted", async () => {
  const control = new AbortController();
  await using kernel = await kernelOf([], { signal: control.signal });
  assert.deepEqual(await kernel.ask("indexer.files", []), []);
  control.abort(new Error("enough"));
  await assert.rejects(kernel.ask("indexer.files", []), /enough/);
});

Deno.test("a replay tells a step for each call, marked as one that asked no plugin", async () => {
  const file = await Deno.makeTempFile();
  try {
    const known = entryOf(plugin("known", ["indexer"], () => ({
      indexer: indexer({ files: () => Promise.resolve(["a"]) }),
    })));
    const told = async (mode: "record" | "replay") => {
      const steps: Step[] = [];
      await using kernel = await kernelOf([known], { record: { file, mode } });
      kernel.steps.subscribe((step) => void steps.push(step));
      await kernel.ask("indexer.files", []);
      return steps.map(({ kind, name, status, plugin, fields }) => [kind, name, status, plugin, fields]);
    };
    assert.deepEqual(await told("record"), [
      ["hook", "indexer.files", "running", "known", {}],
      ["hook", "indexer.files", "ok", "known", {}],
    ]);
    assert.deepEqual(await told("replay"), [["hook", "indexer.files", "ok", undefined, { isReplay: true }]]);
  } finally {
    await Deno.remove(file);
  }
});
