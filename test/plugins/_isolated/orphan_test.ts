import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { isThere } from "./opened.ts";

const PARENT = fileURLToPath(new URL("./parent.ts", import.meta.url));

for (const [deed, doing] of [["deaf", "waits"], ["loop", "is busy"]] as const) {
  Deno.test(`a child that ${doing} ends when Maze is killed`, async () => {
    const parent = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", PARENT, deed],
      stdout: "piped",
    }).spawn();
    const reader = parent.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const pid = ((await reader.read()).value ?? "").trim();
    assert.ok(await isThere(pid));
    await new Promise((done) => setTimeout(done, 100)); // it does what it was told by now
    parent.kill("SIGKILL");
    await Promise.all([parent.status, reader.cancel()]);
    for (let tries = 0; await isThere(pid); tries++) {
      assert.ok(tries < 100, `process ${pid} is still there`);
      await new Promise((done) => setTimeout(done, 100));
    }
  });
}
