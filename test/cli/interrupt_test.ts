import assert from "node:assert/strict";
import { join } from "node:path";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";
import { reading } from "./reading.ts";

Deno.test("Ctrl-C during a fill claims to end with 130 and leave no file and no child behind", async () => {
  const files = { ...ONE_HOLE, ...cannedFiles({ text: "", isSilent: true }) };
  await inProject(files, async ({ start, read }) => {
    const child = start("fill", "--trust", "--write");
    const err = reading(child.stderr);
    await err.until("canned was asked");
    child.kill("SIGINT");
    const [{ code }, rest] = await Promise.all([child.status, err.end(), child.stdout.cancel()]);
    assert.equal(code, 130);
    assert.match(rest, /Stopped by SIGINT/);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
  });
});

Deno.test("SIGTERM claims to end with 143", async () => {
  await inProject({ ...ONE_HOLE, ...cannedFiles({ text: "", isSilent: true }) }, async ({ start }) => {
    const child = start("fill", "--trust");
    const err = reading(child.stderr);
    await err.until("canned was asked");
    child.kill("SIGTERM");
    const [{ code }] = await Promise.all([child.status, err.end(), child.stdout.cancel()]);
    assert.equal(code, 143);
  });
});

Deno.test("a second Ctrl-C claims to end at once what does not end", async () => {
  const { "canned/mod.js": module = "", ...files } = cannedFiles({ text: "", isSilent: true });
  const endless = "{ console.error('closing'); return new Promise(() => setInterval(() => {}, 1000)); }";
  const stubborn = module.replace("provider: {", `provider: { [Symbol.asyncDispose]: () => ${endless},`);
  await inProject({ ...ONE_HOLE, ...files, "canned/mod.js": stubborn }, async ({ start }) => {
    const child = start("fill", "--trust");
    const err = reading(child.stderr);
    await err.until("canned was asked");
    child.kill("SIGINT");
    await err.until("closing");
    child.kill("SIGINT");
    const [{ code }, rest] = await Promise.all([child.status, err.end(), child.stdout.cancel()]);
    assert.equal(code, 130);
    assert.match(rest, /^Stopped by SIGINT at once; the next run settles what was not ended$/m);
  });
});

Deno.test("a plugin that leaves something running claims not to keep the process from ending", async () => {
  const { "canned/mod.js": module = "", ...files } = cannedFiles({ text: "item.count" });
  const busy = `setInterval(() => {}, 1000);\n${module}`;
  await inProject({ ...ONE_HOLE, ...files, "canned/mod.js": busy }, async ({ maze }) => {
    const { code, out } = await maze("fill", "--trust");
    assert.equal(code, 0);
    assert.match(out, /^1 of 1 hole filled/m);
  });
});

Deno.test("Ctrl-C during --write claims to end with 130 and every file whole: the old text or the new one", async () => {
  await inProject(
    { ...ONE_HOLE, ...cannedFiles({ text: "item.count" }) },
    async ({ root, start, read, maze }) => {
      await Deno.mkdir(join(root, ".maze"));
      using lock = await Deno.open(join(root, ".maze", "lock"), { create: true, write: true });
      await lock.lock(true); // another maze that writes: this one has to wait for it
      const child = start("fill", "--trust", "--write");
      const out = reading(child.stdout);
      await out.until("return item.count;");
      child.kill("SIGINT");
      const [{ code }, err] = await Promise.all([child.status, new Response(child.stderr).text(), out.end()]);
      assert.equal(code, 130, err);
      assert.match(err, /Stopped by SIGINT/);
      assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
      await lock.unlock();
      assert.equal((await maze("fill", "--trust", "--write")).code, 0);
      assert.match(await read("src/stock.ts"), /return item\.count;/);
    },
  );
});
