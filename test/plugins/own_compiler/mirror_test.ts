import assert from "node:assert/strict";
import { Mirror } from "../../../plugins/own_compiler/mirror.ts";
import { scratch } from "../../../plugins/_process/scratch.ts";
import { tree } from "../typescript/project/tree.ts";

/** A project shown in a folder, and every path of the folder with what is there. */
async function shown(
  files: Readonly<Record<string, string>>,
  use: (mirror: Mirror, list: () => string[], root: string) => void,
  below = "",
): Promise<void> {
  using project = tree(files);
  await using folder = await scratch();
  const mirror = new Mirror({ top: project.root, root: `${project.root}${below}`, folder: folder.path });
  use(mirror, () => listed(folder.path), project.root);
}

function listed(dir: string, at = ""): string[] {
  return Array.from(Deno.readDirSync(dir)).flatMap(({ name, isDirectory, isSymlink }) => {
    const path = `${at}${name}`;
    if (isDirectory) return listed(`${dir}/${name}`, `${path}/`);
    return [isSymlink ? `${path} -> link` : `${path}: ${Deno.readTextFileSync(`${dir}/${name}`)}`];
  }).sort();
}

Deno.test("Mirror.show() links files, copies locks, and leaves out what no compiler reads", async () => {
  const files = {
    "deno.json": "{}",
    "deno.lock": "locked",
    "src/a.ts": "a",
    "src/deep/b.ts": "b",
    "node_modules/x/index.js": "x",
    ".git/HEAD": "ref",
    ".maze/store/y": "y",
  };
  await shown(files, (mirror, list) => {
    mirror.show(new Map([["src/a.ts", "other"]]));
    assert.deepEqual(list(), [
      "deno.json -> link",
      "deno.lock: locked",
      "node_modules -> link",
      "src/a.ts: other",
      "src/deep/b.ts -> link",
    ]);
    assert.equal(Deno.readTextFileSync(`${mirror.root}/src/deep/b.ts`), "b");
  });
});

Deno.test("Mirror.show() shows what came, went and changed since, and says when anything did", async () => {
  await shown({ "a.ts": "a", "b/c.ts": "c" }, (mirror, list, root) => {
    const first = mirror.show(new Map([["a.ts", "one"]]));
    assert.equal(mirror.show(new Map([["a.ts", "one"]])), first);
    assert.notEqual(mirror.show(new Map([["new/d.ts", "d"]])), first);
    assert.deepEqual(list(), ["a.ts -> link", "b/c.ts -> link", "new/d.ts: d"]);
    Deno.removeSync(`${root}/b`, { recursive: true });
    Deno.writeTextFileSync(`${root}/e.ts`, "e");
    mirror.show(new Map());
    assert.deepEqual(list(), ["a.ts -> link", "e.ts -> link"]);
    const before = mirror.show(new Map());
    Deno.writeTextFileSync(`${root}/e.ts`, "longer");
    assert.notEqual(mirror.show(new Map()), before);
  });
});

Deno.test("Mirror.show() follows no link: nothing behind one is written, and nothing is removed with it", async () => {
  await shown({ "real/a.ts": "a", "kept/b.ts": "b" }, (mirror, list, root) => {
    Deno.symlinkSync(`${root}/real`, `${root}/linked`);
    mirror.show(new Map());
    assert.ok(list().includes("linked -> link"));
    assert.throws(() => mirror.show(new Map([["linked/a.ts", "x"]])), /lies behind a link/);
    Deno.removeSync(`${root}/linked`);
    mirror.show(new Map());
    assert.deepEqual(list(), ["kept/b.ts -> link", "real/a.ts -> link"]);
    assert.equal(Deno.readTextFileSync(`${root}/real/a.ts`), "a");
  });
});

Deno.test("Mirror.original() leads back, also from beside the root", async () => {
  await shown({ "one/a.ts": "a", "two/b.ts": "b" }, (mirror, list, root) => {
    mirror.show(new Map([["a.ts", "other"]]));
    assert.deepEqual(list(), ["one/a.ts: other", "two -> link"]);
    assert.equal(mirror.original(`${mirror.root}/a.ts`), `${root}/one/a.ts`);
    assert.equal(mirror.original(`${mirror.root}/../two/b.ts`.replace("/one/..", "")), `${root}/two/b.ts`);
    assert.equal(mirror.original("/elsewhere/a.ts"), undefined);
  }, "/one");
});

Deno.test("Mirror.show() shows a file with an open hole as a program", async () => {
  await shown({ "a.ts": "const a = /* ?? b */;", "b.ts": "f(/* ?? c */);" }, (mirror, list, root) => {
    mirror.show(new Map());
    assert.deepEqual(list(), [`a.ts: const a = ${"_".repeat(10)};`, "b.ts -> link"]);
    Deno.writeTextFileSync(`${root}/a.ts`, "const a = 1;");
    mirror.show(new Map());
    assert.deepEqual(list(), ["a.ts -> link", "b.ts -> link"]);
  });
});
