import assert from "node:assert/strict";
import process from "node:process";
import { withProcessKept } from "../../../plugins/llama_local/process_kept.ts";

Deno.test("withProcessKept() takes away the listeners for signals that came with a library, and no other", async () => {
  const own = () => {};
  const foreign = () => {};
  process.on("SIGUSR2", own);
  try {
    const loaded = await withProcessKept(() => {
      process.on("SIGUSR2", foreign);
      process.on("SIGHUP", foreign);
      process.on("warning", foreign);
      return Promise.resolve("loaded");
    });
    assert.equal(loaded, "loaded");
    assert.deepEqual(process.listeners("SIGUSR2"), [own]);
    assert.deepEqual(process.listeners("SIGHUP"), []);
    assert.ok(process.listeners("warning").includes(foreign));
  } finally {
    process.off("SIGUSR2", own);
    process.off("warning", foreign);
  }
});

Deno.test("withProcessKept() puts back the methods of the process that a library replaced", async () => {
  const { emit, reallyExit, cwd } = Object(process);
  await withProcessKept(() => {
    for (const name of ["emit", "reallyExit", "cwd"]) {
      Reflect.set(process, name, () => assert.fail("it was called"));
    }
    return Promise.resolve();
  });
  const now = Object(process);
  assert.deepEqual([now.emit, now.reallyExit, now.cwd], [emit, reallyExit, cwd]);
  assert.equal(Object.hasOwn(process, "emit"), false);
});
