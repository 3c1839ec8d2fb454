import assert from "node:assert/strict";
import { join } from "node:path";
import { cannedFiles } from "./canned_plugin.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

Deno.test("Ctrl-C during a fill claims to end with 130 and leave no file and no child behind", async () => {
  const files = { ...ONE_HOLE, ...cannedFiles({ text: "", isSilent: true }) };
  await inProject(files, async ({ start, read }) => {
    const child = start("fill", "--trust", "--write");
    const err = await until(child.stderr, "canned was asked");
    child.kill("SIGINT");
    const [{ code }, rest] = await Promise.all([child.status, err.rest, child.stdout.cancel()]);
    assert.equal(code, 130);
    assert.match(rest, /Stopped by SIGINT/);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
  });
});

Deno.test("SIGTERM claims to end with 143", async () => {
  await inProject({ ...ONE_HOLE, ...cannedFiles({ text: "", isSilent: true }) }, async ({ start }) => {
    const child = start("fill", "--trust");
    const err = await until(child.stderr, "canned was asked");
    child.kill("SIGTERM");
    const [{ code }] = await Promise.all([child.status, err.rest, child.stdout.cancel()]);
    assert.equal(code, 143);
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
      const out = await until(child.stdout, "return item.count;");
      child.kill("SIGINT");
      const [{ code }, err] = await Promise.all([child.status, new Response(child.stderr).text(), out.rest]);
      assert.equal(code, 130, err);
      assert.match(err, /Stopped by SIGINT/);
      assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
      await lock.unlock();
      assert.equal((await maze("fill", "--trust", "--write")).code, 0);
      assert.match(await read("src/stock.ts"), /return item\.count;/);
    },
  );
});

/** Reads a stream until it has said something; the rest is read on in the background. */
async function until(
  stream: ReadableStream<Uint8Array>,
  words: string,
): Promise<{ readonly rest: Promise<string> }> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!said.includes(words)) {
    const { done, value } = await reader.read();
    assert.ok(!done, `the process ended without "${words}": ${said}`);
    said += value;
  }
  const read = async () => {
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
    return rest;
  };
  return { rest: read() };
}
