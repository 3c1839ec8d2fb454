import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { findModels } from "../../../cli/models/find.ts";
import { inFolder } from "../config/folder.ts";

async function found(
  files: readonly string[],
  { links = {}, configured }: { links?: Readonly<Record<string, string>>; configured?: string } = {},
): Promise<readonly string[]> {
  let texts: readonly string[] = [];
  await inFolder(async (folder) => {
    for (const file of files) {
      await Deno.mkdir(dirname(join(folder, file)), { recursive: true });
      await Deno.writeTextFile(join(folder, file), "");
    }
    for (const [link, target] of Object.entries(links)) {
      await Deno.mkdir(dirname(join(folder, link)), { recursive: true });
      await Deno.symlink(join(folder, target), join(folder, link));
    }
    const places = ["one", "two", "none"].map((owner) => ({ owner, folder: join(folder, owner) }));
    const all = await findModels(places, configured && join(folder, configured));
    texts = all.map(({ owner, path, isConfigured }) =>
      `${owner}: ${path.slice(folder.length + 1)}${isConfigured ? " *" : ""}`
    );
  });
  return texts;
}

Deno.test("findModels() finds files below the places, in order, whatever the case of their ending", async () => {
  const files = ["two/c.gguf", "one/sub/b.GGUF", "one/a.gguf", "one/a.txt", "other/d.gguf"];
  assert.deepEqual(await found(files), ["one: one/a.gguf", "one: one/sub/b.GGUF", "two: two/c.gguf"]);
});

Deno.test("findModels() names a model in several files by its first", async () => {
  const files = [1, 2, 3].map((number) => `one/big-0000${number}-of-00003.gguf`);
  assert.deepEqual(await found(files), ["one: one/big-00001-of-00003.gguf"]);
});

Deno.test("findModels() follows links to files, and tells a file once", async () => {
  const links = { "one/models--a/snapshots/1/a.gguf": "blobs/1234", "two/again.gguf": "blobs/1234" };
  assert.deepEqual(await found(["blobs/1234"], { links }), ["one: one/models--a/snapshots/1/a.gguf"]);
});

Deno.test("findModels() follows no link to a folder: it could lead anywhere, or round", async () => {
  assert.deepEqual(await found(["elsewhere/a.gguf"], { links: { "one/round": "elsewhere" } }), []);
});

Deno.test("findModels() goes six folders deep, and no further", async () => {
  const deep = "1/2/3/4/5/6";
  assert.deepEqual(await found([`one/${deep}/a.gguf`, `one/${deep}/7/b.gguf`]), [`one: one/${deep}/a.gguf`]);
});

Deno.test("findModels() marks the configured file where it lies, else tells it first, there or not", async () => {
  const files = ["one/a.gguf", "my/b.gguf"];
  assert.deepEqual(await found(files, { configured: "one/a.gguf" }), ["one: one/a.gguf *"]);
  assert.deepEqual(await found(files, { configured: "my/b.gguf" }), [": my/b.gguf *", "one: one/a.gguf"]);
  assert.deepEqual(await found(files, { configured: "gone.gguf" }), [": gone.gguf *", "one: one/a.gguf"]);
});
