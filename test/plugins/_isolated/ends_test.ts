import assert from "node:assert/strict";
import { draft, request } from "../../core/kernel/toy.ts";
import { isolated } from "../../../plugins/_isolated/mod.ts";
import { Steps } from "../../../core/kernel/steps.ts";
import { isThere, openWild } from "./opened.ts";

Deno.test("a busy loop ends at its deadline, and the next call has a fresh child", async () => {
  await using wild = await openWild();
  const first = await wild.say("pid");
  await assert.rejects(wild.say("loop", 200), { code: "hook/deadline", plugin: "wild" });
  assert.notEqual(await wild.say("pid"), first);
  assert.equal(await isThere(first), false);
});

Deno.test("a call that does not listen to its signal ends its child", async () => {
  await using wild = await openWild();
  const first = await wild.say("pid");
  await assert.rejects(wild.say("deaf", 200), { code: "hook/deadline" });
  assert.notEqual(await wild.say("pid"), first);
});

Deno.test("a call that listens to its signal leaves its child as it is", async () => {
  await using wild = await openWild();
  const first = await wild.say("pid");
  await assert.rejects(wild.say("abort", 200), { code: "hook/deadline" });
  assert.equal(await wild.say("held"), "told: No answer within 200 ms");
  assert.equal(await wild.say("pid"), first);
});

Deno.test("an abort of the caller is thrown as the caller's own reason", async () => {
  await using wild = await openWild();
  const control = new AbortController();
  const chunks = wild.kernel.ask("provider.complete", [{ ...request, draft: { ...draft, text: "abort" } }], {
    signal: control.signal,
  });
  setTimeout(() => control.abort(new RangeError("enough")), 100);
  await assert.rejects(Array.fromAsync(chunks), new RangeError("enough"));
  assert.equal(await wild.say("held"), "told: enough");
});

Deno.test("a child that ends itself ends its open calls, with its exit code", async () => {
  await using wild = await openWild();
  await assert.rejects(wild.say("exit 3"), {
    code: "plugin/ended",
    message: 'Cannot ask plugin "wild": its process ended with code 3',
  });
  assert.equal(await wild.say("say again"), "again");
});

Deno.test("a child that falls says its last words, without secrets", async () => {
  Deno.env.set("MAZE_TEST_SECRET", "s3cret-of-env");
  try {
    await using wild = await openWild({ permissions: { env: ["MAZE_TEST_SECRET"] } });
    await assert.rejects(wild.say("fall"), {
      code: "plugin/ended",
      message:
        /^Cannot ask plugin "wild": its process ended with code 1\n[^]*fell in the background, with \[redacted\]/,
    });
  } finally {
    Deno.env.delete("MAZE_TEST_SECRET");
  }
});

Deno.test("a child that takes too much memory ends alone", async () => {
  await using wild = await openWild({ heapMb: 64 });
  await assert.rejects(wild.say("fill"), {
    code: "plugin/ended",
    hint: "It needs more memory than an isolated plugin has",
  });
  assert.equal(await wild.say("say again"), "again");
});

Deno.test("a plugin whose child has ended three times is given up", async () => {
  await using wild = await openWild();
  for (const code of [1, 2, 3]) await assert.rejects(wild.say(`exit ${code}`), { code: "plugin/ended" });
  await assert.rejects(wild.say("say again"), {
    code: "plugin/given-up",
    message: 'Cannot ask plugin "wild": its process has ended 3 times',
  });
});

Deno.test("a stream is pulled, and left when its reader leaves", async () => {
  await using wild = await openWild();
  const asked = { ...request, draft: { ...draft, text: "many" } };
  const read: unknown[] = [];
  for await (const chunk of wild.kernel.ask("provider.complete", [asked])) {
    read.push(chunk.kind === "text" && chunk.text);
    if (read.length === 3) break;
  }
  assert.deepEqual(read, ["0", "1", "2"]);
  assert.equal(await wild.say("held"), "0; 1; 2; left");
});

Deno.test("an answer that is no data is refused as it is in process", async () => {
  await using wild = await openWild();
  await assert.rejects(wild.say("wrong"), {
    code: "hook/not-data",
    plugin: "wild",
    hook: "provider.complete",
  });
});

Deno.test("an error of Maze keeps its code and hint across the pipe", async () => {
  await using wild = await openWild();
  await assert.rejects(wild.say("throw so"), {
    name: "MazeError",
    code: "wild/so",
    message: "Cannot do it: it is wild",
    hint: "Tame it",
    plugin: "wild",
  });
});

Deno.test("a message that a plugin forges does nothing that it could not ask for, and harms nobody", async () => {
  await using wild = await openWild();
  for (const tell of ["env", "permit", "store.set", "oracle", "nothing", "toString"]) {
    assert.equal(await wild.say(`forge {"method":"${tell}","args":[["HOME"]]}`), "forged");
  }
  assert.equal(await wild.say('forge {"re":999,"value":1}'), "forged");
  assert.equal(await wild.say("forge null"), "forged");
  await assert.rejects(wild.say("forge {no JSON"), {
    code: "plugin/ended",
    message: /it sent what is no message/,
  });
  assert.equal(await wild.say("say again"), "again");
});

for (
  const [deed, message] of [
    ["exit", /its process ended with code 7/],
    ["throw", /Cannot do it: it is wild/],
  ] as const
) {
  Deno.test(`a setup that does "${deed}" stops the start`, async () => {
    await assert.rejects(openWild({ options: { setup: deed } }), { name: "LoadError", message });
  });
}

Deno.test("a setup that never ends stops the start in the time it is given", async () => {
  const steps = new Steps();
  const pid = Promise.withResolvers<string>();
  steps.subscribe(({ name }) => pid.resolve(name));
  await assert.rejects(openWild({ options: { setup: "told-loop" } }, { setupMs: 3000, steps }), {
    name: "LoadError",
    message: /its setup did not end within 3000 ms/,
  });
  while (await isThere(await pid.promise)) await new Promise((done) => setTimeout(done, 20));
});

Deno.test("a module that throws, is none, or holds no plugin stops the start", async () => {
  const throwing = "data:"; // not a kind of specifier
  assert.throws(() => isolated({ specifier: throwing, manifest: {} }), TypeError);
  await assert.rejects(openWild({ module: "../../core/kernel/plugins/throws_on_load.ts" }), {
    name: "LoadError",
    message: /^Cannot load plugin "wild": /,
  });
  await assert.rejects(openWild({ module: "./no_such_module.ts" }), {
    message: /^Cannot load plugin "wild": .*no_such_module/s,
  });
  await assert.rejects(openWild({ module: "./opened.ts", permissions: { read: ["."] } }), {
    message: /its default export is not a plugin/,
  });
});

Deno.test("options are checked by the manifest's schema, then by the plugin's own", async () => {
  const schema = { type: "object", properties: { size: { type: "number" }, refused: {} } };
  await assert.rejects(openWild({ schema, options: { size: "big" } }), { message: /option "size": / });
  await assert.rejects(openWild({ schema, options: { refused: true } }), {
    message: /option "refused": not so/,
  });
});

Deno.test("disposing disposes in the child, in its order, and ends it", async () => {
  const wild = await openWild();
  const pid = await wild.say("pid");
  await wild[Symbol.asyncDispose]();
  const logs = wild.told.filter(({ kind }) => kind === "log").map(({ name }) => name);
  assert.deepEqual(logs, ["provider is disposed", "all is disposed"]);
  assert.equal(await isThere(pid), false);
});

Deno.test("disposing ends a busy child within seconds when the run was stopped", async () => {
  const control = new AbortController();
  const wild = await openWild({}, { signal: control.signal });
  const pid = await wild.say("pid");
  const loop = assert.rejects(wild.say("loop"));
  await new Promise((done) => setTimeout(done, 200));
  const from = performance.now();
  control.abort();
  await loop;
  await wild[Symbol.asyncDispose]();
  assert.ok(performance.now() - from < 5000);
  assert.equal(await isThere(pid), false);
});
