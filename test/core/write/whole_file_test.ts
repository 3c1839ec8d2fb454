import assert from "node:assert/strict";
import {
  hashAt,
  NO_FILE,
  sha256,
  syncFolder,
  unlessMissing,
  writeNew,
} from "../../../core/write/whole_file.ts";
import { bytesOf, withProject } from "./project.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("sha256() is the one that others compute", async () => {
  const known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assert.equal(await sha256(bytes("abc")), known);
});

Deno.test("hashAt() has a hash for files alone, and follows no link", async () => {
  await withProject({ "a.ts": "abc", "folder/x": "" }, async (root) => {
    await Deno.symlink("a.ts", `${root}/link.ts`);
    assert.equal(await hashAt(`${root}/a.ts`), await sha256(bytes("abc")));
    for (const name of ["link.ts", "folder"]) {
      assert.equal(await hashAt(`${root}/${name}`), undefined, name);
    }
    for (const name of ["none.ts", "a.ts/x"]) assert.equal(await hashAt(`${root}/${name}`), NO_FILE, name);
  });
});

Deno.test("unlessMissing() passes on every fault but that nothing is there", async () => {
  assert.equal(await unlessMissing(Promise.resolve(7)), 7);
  assert.equal(await unlessMissing(Promise.reject(new Deno.errors.NotFound())), undefined);
  assert.equal(await unlessMissing(Promise.reject(new Deno.errors.NotADirectory())), undefined);
  await assert.rejects(unlessMissing(Promise.reject(new Deno.errors.PermissionDenied("no"))), /no/);
});

Deno.test("writeNew() writes all bytes for this user alone, and never over another file", async () => {
  await withProject({ "old.ts": "old" }, async (root) => {
    const large = "0123456789".repeat(50_000);
    await writeNew(`${root}/new.ts`, bytes(large));
    assert.deepEqual(await bytesOf(root, ["new.ts"]), [large]);
    assert.equal((await Deno.stat(`${root}/new.ts`)).mode, 0o100600);
    await assert.rejects(writeNew(`${root}/old.ts`, bytes("new")), Deno.errors.AlreadyExists);
    assert.deepEqual(await bytesOf(root, ["old.ts"]), ["old"]);
  });
});

Deno.test("writeNew() gives the mode of another file, its sticky and set-id bits too", async () => {
  await withProject({ "old.ts": "old" }, async (root) => {
    for (const mode of [0o640, 0o4755, 0o444]) {
      await Deno.chmod(`${root}/old.ts`, mode);
      await writeNew(`${root}/${mode}.ts`, bytes(""), { like: `${root}/old.ts` });
      assert.equal((await Deno.stat(`${root}/${mode}.ts`)).mode, 0o100000 | mode);
    }
  });
});

Deno.test("syncFolder() takes folders that are there", async () => {
  await withProject({}, async (root) => {
    await syncFolder(root);
    await assert.rejects(syncFolder(`${root}/none`), Deno.errors.NotFound);
  });
});
