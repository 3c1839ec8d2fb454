import assert from "node:assert/strict";
import { applyEdits } from "../../../core/code/text.ts";
import { Workspace } from "../../../core/write/workspace.ts";
import { fillProject, runWriter, withProject } from "./project.ts";

Deno.test("Workspace.read() gives the text without its byte order mark and with its line ends", async () => {
  await withProject({ "a.ts": "\ufeffone\r\ntwo\n" }, async (root) => {
    const { text, hasBom, hash } = await (await Workspace.open(root)).read("a.ts");
    assert.deepEqual({ text, hasBom }, { text: "one\r\ntwo\n", hasBom: true });
    const bytes = await crypto.subtle.digest("SHA-256", await Deno.readFile(`${root}/a.ts`));
    assert.equal(hash, new Uint8Array(bytes).toHex());
  });
});

Deno.test("Workspace.read() takes only the first byte order mark away", async () => {
  await withProject({ "a.ts": "\ufeff\ufeffx" }, async (root) => {
    assert.equal((await (await Workspace.open(root)).read("a.ts")).text, "\ufeffx");
  });
});

Deno.test("Workspace.read() names the most frequent line end", async () => {
  const cases = { "": "\n", "a\nb\nc\r\n": "\n", "a\r\nb\r\nc\n": "\r\n", "a\rb\r": "\r", "a\r\nb\n": "\n" };
  for (const [text, newline] of Object.entries(cases)) {
    await withProject({ "a.ts": text }, async (root) => {
      assert.equal((await (await Workspace.open(root)).read("a.ts")).newline, newline, JSON.stringify(text));
    });
  }
});

Deno.test("Workspace.read() refuses what is not UTF-8", async () => {
  const wrong = {
    latin: [0x63, 0xe9],
    utf16: [0xff, 0xfe, 0x61, 0x00],
    cut: [0x61, 0xe2, 0x82],
    long: [0xc0, 0x80],
  };
  for (const [name, bytes] of Object.entries(wrong)) {
    await withProject({ "a.ts": new Uint8Array(bytes) }, async (root) => {
      await assert.rejects((await Workspace.open(root)).read("a.ts"), { code: "write/encoding" }, name);
    });
  }
});

Deno.test("Workspace.read() takes 2 MiB and refuses one byte more", async () => {
  const size = 2 * 1024 * 1024;
  await withProject({ "a.ts": "x".repeat(size), "b.ts": "x".repeat(size + 1) }, async (root) => {
    const workspace = await Workspace.open(root);
    assert.equal((await workspace.read("a.ts")).text.length, size);
    await assert.rejects(workspace.read("b.ts"), { code: "write/too-large" });
  });
});

Deno.test("Workspace.read() refuses a folder, a missing file and a pipe that would block", async () => {
  await withProject({ "src/a.ts": "" }, async (root) => {
    await new Deno.Command("mkfifo", { args: [`${root}/pipe.ts`] }).output();
    const workspace = await Workspace.open(root);
    for (const file of ["src", "src/none.ts", "src/a.ts/b.ts", "pipe.ts", "nul\0.ts"]) {
      await assert.rejects(workspace.read(file), { code: "write/unreadable" }, file);
    }
  });
});

Deno.test("Workspace.read() follows links inside the project and refuses those that leave it", async () => {
  await withProject({ "in/a.ts": "inside", "out/b.ts": "outside" }, async (folder) => {
    const root = `${folder}/in`;
    await Deno.symlink("a.ts", `${root}/link.ts`);
    await Deno.symlink("../out/b.ts", `${root}/away.ts`);
    await Deno.symlink("../out", `${root}/folder`);
    const workspace = await Workspace.open(root);
    assert.equal((await workspace.read("link.ts")).text, "inside");
    for (const file of ["away.ts", "folder/b.ts", "../out/b.ts"]) {
      await assert.rejects(workspace.read(file), { code: "write/outside" }, file);
    }
  });
});

Deno.test("Workspace.read() refuses git's and Maze's own files", async () => {
  await withProject({ ".git/config": "", ".maze/lock": "", ".github/x.yml": "ok" }, async (root) => {
    const workspace = await Workspace.open(root);
    await assert.rejects(workspace.read(".git/config"), { code: "write/outside" });
    await assert.rejects(workspace.read(".maze/lock"), { code: "write/outside" });
    assert.equal((await workspace.read(".github/x.yml")).text, "ok");
  });
});

Deno.test("Workspace.open() takes a root that is itself a link", async () => {
  await withProject({ "real/a.ts": "x" }, async (folder) => {
    await Deno.symlink("real", `${folder}/link`);
    assert.equal((await (await Workspace.open(`${folder}/link`)).read("a.ts")).text, "x");
  });
});

Deno.test("Workspace.read() gives one snapshot for the whole run", async () => {
  await withProject({ "a.ts": "before" }, async (root) => {
    const workspace = await Workspace.open(root);
    const first = await workspace.read("a.ts");
    await fillProject(root, { "a.ts": "after" });
    assert.deepEqual(await workspace.read("a.ts"), first);
    assert.deepEqual([...workspace.hashes], [["a.ts", first.hash]]);
  });
});

Deno.test("Workspace.change() gives inserted text the line ends of its file, in edits and texts alike", async () => {
  await withProject({ "a.ts": "a\r\nb\r\n", "b.ts": "a\nb\n" }, async (root) => {
    const workspace = await Workspace.open(root);
    const edit = { span: { start: 1, end: 1 }, text: "x\ny\r\nz" };
    const change = await workspace.change([{ ...edit, file: "b.ts" }, { ...edit, file: "a.ts" }]);
    assert.deepEqual(change.files, [
      { file: "a.ts", text: "ax\r\ny\r\nz\r\nb\r\n" },
      { file: "b.ts", text: "ax\ny\nz\nb\n" },
    ]);
    assert.equal(applyEdits("a\r\nb\r\n", change.edits.slice(1)), "ax\r\ny\r\nz\r\nb\r\n");
  });
});

Deno.test("Workspace.accept() lets later changes build on it; change() alone does not", async () => {
  await withProject({ "a.ts": "1", "b.ts": "2" }, async (root) => {
    const workspace = await Workspace.open(root);
    const append = async (file: string, text: string) => {
      const at = (await workspace.text(file)).length;
      return await workspace.change([{ file, span: { start: at, end: at }, text }]);
    };
    await append("a.ts", "never");
    workspace.accept(await append("b.ts", "b"));
    workspace.accept(await append("a.ts", "a"));
    workspace.accept(await append("a.ts", "!"));
    assert.deepEqual(workspace.overlays, [{ file: "a.ts", text: "1a!" }, { file: "b.ts", text: "2b" }]);
    assert.equal((await workspace.read("a.ts")).text, "1");
  });
});

Deno.test("Workspace.unreadable() tells what this user may not read, and what is no file", async () => {
  await withProject({ "open.ts": "", "closed.ts": "", "folder.ts/a": "" }, async (root) => {
    await Deno.chmod(root, 0o755);
    await Deno.chmod(`${root}/closed.ts`, 0);
    const texts = { "open.ts": "", "closed.ts": "", "folder.ts": "", "none.ts": "" };
    const order = { root, does: "look" as const, texts };
    const { lines } = await runWriter(Deno.uid() === 0 ? { ...order, uid: 65534 } : order);
    assert.deepEqual(lines, [
      "open.ts can be read",
      "closed.ts write/unreadable",
      "folder.ts write/unreadable",
      "none.ts write/unreadable",
      "end",
    ]);
  });
});

Deno.test("Workspace.create() takes a file that is not there, in a folder of the project", async () => {
  await withProject({ "src/a.ts": "a" }, async (root) => {
    const workspace = await Workspace.open(root);
    await workspace.create("src/new.ts");
    assert.equal(await workspace.text("src/new.ts"), "");
    assert.deepEqual(workspace.overlays, []);
    await assert.rejects(workspace.create("src/a.ts"), { code: "write/changed" });
    await assert.rejects(workspace.create("none/new.ts"), { code: "write/unreadable" });
    await assert.rejects(workspace.create("../new.ts"), { code: "write/outside" });
    await assert.rejects(workspace.create(".maze/new.ts"), { code: /write\/(outside|unreadable)/ });
  });
});
