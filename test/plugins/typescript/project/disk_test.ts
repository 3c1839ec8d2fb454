import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { realDisk } from "../../../../plugins/typescript/project/disk.ts";
import { tree } from "./tree.ts";

Deno.test("realDisk sees nothing at a link that leads to itself", () => {
  using project = tree({ "a.ts": "" });
  const path = `${project.root}/loop.ts`;
  symlinkSync("loop.ts", path);
  assert.equal(realDisk.stat(path), undefined);
  assert.equal(realDisk.readText(path), undefined);
  assert.deepEqual(realDisk.list(project.root).map(({ name, isDirectory }) => [name, isDirectory]), [
    ["a.ts", false],
    ["loop.ts", false],
  ]);
});
