import assert from "node:assert/strict";
import { lockProject } from "../../../core/write/lock.ts";
import { writeChange } from "../../../core/write/write.ts";
import { bytesOf, changeTo, fillProject, startWriter, withProject } from "./project.ts";
import type { Order } from "./writer.ts";

/** A writer whose lines can be awaited one at a time. */
function listen(order: Order) {
  const writer = startWriter(order);
  const text = writer.stdout.pipeThrough(new TextDecoderStream());
  const lines = text.pipeThrough(
    new TransformStream<string, string>({
      transform: (chunk, out) =>
        chunk.split("\n").filter((line) => line !== "").forEach((line) => out.enqueue(line)),
    }),
  ).getReader();
  const until = async (wanted: RegExp): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.read();
      if (done) throw new Error(`The writer ended before it said ${wanted}`);
      if (wanted.test(value)) return value;
    }
  };
  return { writer, until };
}

/** One writer holds the lock in the middle of its work while the other one comes; gives what each said at its end. */
async function inTurn(root: string, first: Order, second: Order): Promise<string[]> {
  const one = listen({ ...first, waitAt: "staged" });
  await one.until(/staged/);
  const two = listen(second);
  await two.until(/message Waiting/);
  const before = await bytesOf(root, ["a.ts", "b.ts"]);
  assert.deepEqual(before, ["old a", "old b"]);
  await one.writer.stdin.close();
  const ends = await Promise.all([one.until(/^(end|error)/), two.until(/^(end|error)/)]);
  await Promise.all([one.writer.status, two.writer.status, two.writer.stdin.close()]);
  await Promise.all([one, two].map(({ until }) => assert.rejects(until(/never/))));
  return ends;
}

Deno.test("writeChange() of two processes takes turns", async () => {
  await withProject({ "a.ts": "old a", "b.ts": "old b" }, async (root) => {
    const write = (texts: Record<string, string>): Order => ({ root, does: "write", texts });
    assert.deepEqual(await inTurn(root, write({ "a.ts": "new a" }), write({ "b.ts": "new b" })), [
      "end",
      "end",
    ]);
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["new a", "new b"]);
  });
});

Deno.test("writeChange() refuses after its turn what the other process has changed", async () => {
  await withProject({ "a.ts": "old a", "b.ts": "old b" }, async (root) => {
    const write = (texts: Record<string, string>): Order => ({ root, does: "write", texts });
    const both = write({ "a.ts": "second", "b.ts": "second" });
    const [, end] = await inTurn(root, write({ "a.ts": "first" }), both);
    assert.match(end ?? "", /^error write\/changed Cannot write "a.ts"/);
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["first", "old b"]);
  });
});

Deno.test("recover() waits for a writer that is alive instead of rolling it back", async () => {
  await withProject({ "a.ts": "old a", "b.ts": "old b" }, async (root) => {
    const texts = { "a.ts": "new a", "b.ts": "new b" };
    assert.deepEqual(await inTurn(root, { root, does: "write", texts }, { root, does: "recover" }), [
      "end",
      "end",
    ]);
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["new a", "new b"]);
  });
});

Deno.test("lockProject() stops waiting when its signal is aborted, with the signal's reason", async () => {
  await withProject({}, async (root) => {
    using _held = await lockProject(root, {});
    const control = new AbortController();
    const messages: string[] = [];
    const onMessage = (message: string) => {
      messages.push(message);
      control.abort(new Error("enough"));
    };
    await assert.rejects(lockProject(root, { signal: control.signal, onMessage }), { message: "enough" });
    assert.deepEqual(messages, ["Waiting for another Maze that is writing in this project"]);
  });
});

Deno.test("lockProject() lets the next one in when it is disposed of", async () => {
  await withProject({}, async (root) => {
    (await lockProject(root, {}))[Symbol.dispose]();
    const messages: string[] = [];
    using _lock = await lockProject(root, { onMessage: (message) => messages.push(message) });
    assert.deepEqual(messages, []);
  });
});

Deno.test("lockProject() keeps .maze out of git, and leaves a .gitignore there as it is", async () => {
  await withProject({}, async (root) => {
    (await lockProject(root, {}))[Symbol.dispose]();
    assert.deepEqual(await bytesOf(root, [".maze/.gitignore"]), ["*\n"]);
    await fillProject(root, { ".maze/.gitignore": "mine" });
    (await lockProject(root, {}))[Symbol.dispose]();
    assert.deepEqual(await bytesOf(root, [".maze/.gitignore"]), ["mine"]);
  });
});

Deno.test("writeChange() refuses a .maze that leads elsewhere, and writes nothing there", async () => {
  for (const name of [".maze", ".maze/journal", ".maze/lock", ".maze/.gitignore"]) {
    await withProject({ "in/a.ts": "old", "in/.maze/x": "", "out/x": "" }, async (folder) => {
      const root = `${folder}/in`;
      await Deno.remove(`${root}/.maze`, { recursive: name === ".maze" }).catch(() => {});
      await Deno.symlink(`${folder}/out`, `${root}/${name}`);
      const { change, hashes } = await changeTo(root, { "a.ts": "new" });
      await assert.rejects(writeChange(root, change, { hashes }), { code: "write/outside" }, name);
      assert.deepEqual((await Array.fromAsync(Deno.readDir(`${folder}/out`))).length, 1, name);
      assert.deepEqual(await bytesOf(root, ["a.ts"]), ["old"]);
    });
  }
});
