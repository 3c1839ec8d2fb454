import { Steps } from "../../../core/kernel/steps.ts";
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openTrace, tracesIn } from "../../../cli/views/trace.ts";
import { traceFile } from "../../../cli/why/trace.ts";
import { inFolder } from "../config/folder.ts";

Deno.test("openTrace() claims to keep each step as one line, and no secret", async () => {
  await inFolder(async (root) => {
    const steps = new Steps();
    steps.secrets.add("hunter2-hunter2");
    const trace = await openTrace(root, { keep: 3, maxBytes: 100_000 });
    steps.subscribe(trace.hear);
    await steps.run(
      { kind: "hole", name: "a.ts:1:1" },
      () => Promise.resolve(steps.note({ kind: "log", name: "by hunter2-hunter2" })),
    );
    trace[Symbol.dispose]();
    const file = await traceFile(root, trace.id ?? "");
    assert.ok(file);
    const lines = (await Deno.readTextFile(file)).trimEnd().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ name, status }) => [name, status]), [
      ["a.ts:1:1", "running"],
      ["by [redacted]", "ok"],
      ["a.ts:1:1", "ok"],
    ]);
    assert.equal(await Deno.readTextFile(join(root, ".maze", ".gitignore")), "*\n");
  });
});

Deno.test("openTrace() claims to keep so many traces and so many bytes of one, and none for 0", async () => {
  await inFolder(async (root) => {
    const folder = join(root, ".maze", "traces");
    await Deno.mkdir(folder, { recursive: true });
    for (const day of ["01", "02", "03"]) {
      await Deno.writeTextFile(join(folder, `202601${day}-000000-abcdef.jsonl`), "");
    }
    using trace = await openTrace(root, { keep: 2, maxBytes: 1024 });
    const kept = await tracesIn(folder);
    assert.deepEqual(kept, ["20260103-000000-abcdef.jsonl", `${trace.id}.jsonl`]);
    const steps = new Steps();
    steps.subscribe(trace.hear);
    for (let at = 0; at < 100; at++) steps.note({ kind: "note", name: "x".repeat(50) });
    const text = await Deno.readTextFile(join(folder, `${trace.id}.jsonl`));
    assert.ok(text.length <= 1024, String(text.length));
    assert.ok(text.endsWith('{"cut":true}\n'));
    using none = await openTrace(root, { keep: 0, maxBytes: 1024 });
    assert.equal(none.id, undefined);
    assert.equal((await tracesIn(folder)).length, 2);
  });
});

Deno.test("openTrace() claims that traces of one second sort as they were started", async () => {
  await inFolder(async (root) => {
    const ids: (string | undefined)[] = [];
    for (let at = 0; at < 8; at++) {
      using trace = await openTrace(root, { keep: 9, maxBytes: 1024 });
      ids.push(trace.id);
      await delay(2);
    }
    assert.deepEqual(await tracesIn(join(root, ".maze", "traces")), ids.map((id) => `${id}.jsonl`));
  });
});

Deno.test("openTrace() claims that a run goes on where no trace can be written", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, ".maze"), "no folder");
    using trace = await openTrace(folder, { keep: 2, maxBytes: 1024 });
    assert.equal(trace.id, undefined);
    using nowhere = await openTrace(join(folder, ".maze", "deeper"), { keep: 2, maxBytes: 1024 });
    assert.equal(nowhere.id, undefined);
  });
});

Deno.test("openTrace() claims not to follow a link that leads out of the project", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "elsewhere"));
    await Deno.mkdir(join(folder, "project"));
    await Deno.symlink(join(folder, "elsewhere"), join(folder, "project", ".maze"));
    using trace = await openTrace(join(folder, "project"), { keep: 2, maxBytes: 1024 });
    assert.equal(trace.id, undefined);
    assert.deepEqual([...Deno.readDirSync(join(folder, "elsewhere"))], []);
  });
});
