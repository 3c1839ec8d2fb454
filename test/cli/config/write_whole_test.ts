import assert from "node:assert/strict";
import { join } from "node:path";
import { writeUnlessThere, writeWhole } from "../../../cli/config/write_whole.ts";
import { inFolder } from "./folder.ts";

Deno.test("writeWhole() makes folders and leaves no temporary file", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a", "b.toml");
    await writeWhole(path, "x");
    await writeWhole(path, "y");
    assert.equal(await Deno.readTextFile(path), "y");
    assert.deepEqual([...Deno.readDirSync(join(folder, "a"))].map(({ name }) => name), ["b.toml"]);
  }));

Deno.test({
  name: "writeWhole() keeps a file's mode, and a link's place",
  ignore: Deno.build.os === "windows",
  fn: () =>
    inFolder(async (folder) => {
      await Deno.writeTextFile(join(folder, "real"), "x");
      await Deno.chmod(join(folder, "real"), 0o640);
      await Deno.symlink("real", join(folder, "link"));
      await writeWhole(join(folder, "link"), "y");
      assert.equal(await Deno.readLink(join(folder, "link")), "real");
      assert.equal(await Deno.readTextFile(join(folder, "real")), "y");
      assert.equal((await Deno.stat(join(folder, "real"))).mode! & 0o777, 0o640);
    }),
});

Deno.test("writeWhole() leaves nothing behind when it fails", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "taken"));
    await assert.rejects(writeWhole(join(folder, "taken"), "x"), { code: "config/unwritable" });
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["taken"]);
  }));

Deno.test("writeUnlessThere() writes once", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a");
    assert.equal(await writeUnlessThere(path, "x"), true);
    assert.equal(await writeUnlessThere(path, "y"), false);
    assert.equal(await Deno.readTextFile(path), "x");
  }));
