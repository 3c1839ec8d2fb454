import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits, type Edit } from "../../../core/code/text.ts";
import { Workspace } from "../../../core/write/workspace.ts";
import { recover, undo, writeChange } from "../../../core/write/write.ts";
import { bytesOf, changeTo, fillProject, leftovers, runWriter, withProject } from "./project.ts";

/** Writes whole texts as a run of Maze does. */
async function write(root: string, texts: Record<string, string>): Promise<readonly string[]> {
  const { change, hashes } = await changeTo(root, texts);
  return await writeChange(root, change, { hashes });
}

Deno.test("writeChange() keeps byte order mark and line ends, and says which files it wrote", async () => {
  await withProject({ "a.ts": "\ufeffa\r\nb", "same.ts": "s" }, async (root) => {
    const workspace = await Workspace.open(root);
    const change = await workspace.change([
      { file: "a.ts", span: { start: 3, end: 4 }, text: "x\ny" },
      { file: "same.ts", span: { start: 0, end: 1 }, text: "s" },
    ]);
    assert.deepEqual(await writeChange(root, change, { hashes: workspace.hashes }), ["a.ts"]);
    assert.deepEqual(await bytesOf(root, ["a.ts"]), ["\u00ef\u00bb\u00bfa\r\nx\r\ny"]);
  });
});

Deno.test("writeChange() keeps a file's mode and owner", async () => {
  await withProject({ "a.ts": "old" }, async (root) => {
    await Deno.chmod(`${root}/a.ts`, 0o751);
    if (Deno.uid() === 0) await Deno.chown(`${root}/a.ts`, 1234, 5678);
    const old = await Deno.stat(`${root}/a.ts`);
    await write(root, { "a.ts": "new" });
    const { mode, uid, gid, ino } = await Deno.stat(`${root}/a.ts`);
    assert.deepEqual({ mode, uid, gid }, { mode: old.mode, uid: old.uid, gid: old.gid });
    assert.notEqual(ino, old.ino, "the file was replaced, not written over");
  });
});

Deno.test("writeChange() keeps a link a link and writes what it leads to", async () => {
  await withProject({ "lib/a.ts": "old" }, async (root) => {
    await Deno.symlink("lib/a.ts", `${root}/link.ts`);
    await write(root, { "link.ts": "new" });
    assert.equal(await Deno.readLink(`${root}/link.ts`), "lib/a.ts");
    assert.deepEqual(await bytesOf(root, ["lib/a.ts"]), ["new"]);
    assert.deepEqual(await leftovers(root), []);
  });
});

Deno.test("writeChange() refuses a link that was turned out of the project after the read", async () => {
  await withProject({ "in/a.ts": "same", "out/a.ts": "same" }, async (folder) => {
    const root = `${folder}/in`;
    const { change, hashes } = await changeTo(root, { "a.ts": "new" });
    await Deno.remove(`${root}/a.ts`);
    await Deno.symlink("../out/a.ts", `${root}/a.ts`);
    await assert.rejects(writeChange(root, change, { hashes }), { code: "write/outside" });
    assert.deepEqual(await bytesOf(folder, ["out/a.ts"]), ["same"]);
  });
});

Deno.test("writeChange() refuses to write one file under two names", async () => {
  await withProject({ "a.ts": "old" }, async (root) => {
    await Deno.symlink("a.ts", `${root}/link.ts`);
    await assert.rejects(write(root, { "a.ts": "1", "link.ts": "2" }), { code: "write/twice" });
    assert.deepEqual(await bytesOf(root, ["a.ts"]), ["old"]);
  });
});

Deno.test("writeChange() refuses files that someone changed or removed since they were read", async () => {
  for (const someone of ["other", "", undefined]) {
    await withProject({ "a.ts": "old", "b.ts": "old" }, async (root) => {
      const { change, hashes } = await changeTo(root, { "a.ts": "new", "b.ts": "new" });
      if (someone === undefined) await Deno.remove(`${root}/b.ts`);
      else await fillProject(root, { "b.ts": someone });
      const code = someone === undefined ? "write/unreadable" : "write/changed";
      await assert.rejects(writeChange(root, change, { hashes }), { code });
      assert.deepEqual(await bytesOf(root, ["a.ts"]), ["old"]);
      if (someone !== undefined) assert.deepEqual(await bytesOf(root, ["b.ts"]), [someone]);
      assert.deepEqual(await leftovers(root), []);
    });
  }
});

Deno.test("writeChange() refuses a file that someone changes while the new texts are put down", async () => {
  for (const step of ["begun", "staged", "forward"]) {
    await withProject({ "a.ts": "old", "b.ts": "old" }, async (root) => {
      const { change, hashes } = await changeTo(root, { "a.ts": "new", "b.ts": "new" });
      const onStep = async (now: string) => {
        if (now === step) await fillProject(root, { "b.ts": "someone's" });
      };
      await assert.rejects(writeChange(root, change, { hashes, onStep }), { code: "write/changed" }, step);
      assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["old", "someone's"]);
      assert.deepEqual(await leftovers(root), []);
    });
  }
});

Deno.test("writeChange() puts replaced files back when a later one can not be replaced", async () => {
  await withProject({ "a.ts": "\ufeffold\r\n", "src/b.ts": "old" }, async (root) => {
    await Deno.chmod(`${root}/a.ts`, 0o640);
    const { change, hashes } = await changeTo(root, { "a.ts": "new", "src/b.ts": "new" });
    const onStep = async (step: string) => {
      if (step !== "placed") return;
      for (const name of await leftovers(`${root}/src`)) await Deno.remove(`${root}/src/${name}`);
    };
    await assert.rejects(writeChange(root, change, { hashes, onStep }), Deno.errors.NotFound);
    assert.deepEqual(await bytesOf(root, ["a.ts", "src/b.ts"]), ["\u00ef\u00bb\u00bfold\r\n", "old"]);
    assert.equal((await Deno.stat(`${root}/a.ts`)).mode, 0o100640);
    assert.deepEqual(await leftovers(root), []);
    await assert.rejects(undo(root), { code: "write/nothing-to-undo" });
  });
});

Deno.test("writeChange() refuses a text that UTF-8 can not carry", async () => {
  await withProject({ "a.ts": "old" }, async (root) => {
    await assert.rejects(write(root, { "a.ts": "\ud800" }), { code: "write/encoding" });
  });
});

Deno.test("writeChange() refuses a file of which no hash is known", async () => {
  await withProject({ "a.ts": "old" }, async (root) => {
    const { change } = await changeTo(root, { "a.ts": "new" });
    await assert.rejects(writeChange(root, change, { hashes: new Map() }), TypeError);
  });
});

Deno.test("writeChange() stops on its signal before the first file is replaced, and not after", async () => {
  for (const step of ["begun", "staged", "forward", "placed"]) {
    await withProject({ "a.ts": "old", "b.ts": "old" }, async (root) => {
      const { change, hashes } = await changeTo(root, { "a.ts": "new", "b.ts": "new" });
      const control = new AbortController();
      const onStep = (now: string) => {
        if (now === step) control.abort(new Error("stop"));
      };
      const writing = writeChange(root, change, { hashes, onStep, signal: control.signal });
      if (step === "begun" || step === "staged") await assert.rejects(writing, { message: "stop" });
      else await writing;
      const text = step === "begun" || step === "staged" ? "old" : "new";
      assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), [text, text], step);
      assert.deepEqual(await leftovers(root), []);
    });
  }
});

const someone = Deno.uid() === 0 ? 65534 : undefined;

Deno.test("writeChange() refuses a read-only file, though its folder would let it be replaced", async () => {
  await withProject({ "a.ts": "old", "b.ts": "old" }, async (root) => {
    for (const path of [root, `${root}/a.ts`, `${root}/b.ts`]) await Deno.chown(path, someone ?? null, null);
    await Deno.chmod(`${root}/b.ts`, 0o444);
    const order = { root, does: "write" as const, texts: { "a.ts": "new", "b.ts": "new" } };
    const { lines } = await runWriter(someone === undefined ? order : { ...order, uid: someone });
    assert.match(lines.at(-1) ?? "", /^error write\/read-only Cannot write "b.ts": permission denied/);
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["old", "old"]);
    assert.deepEqual(await leftovers(root), []);
  });
});

Deno.test("writeChange() refuses a file in a read-only folder", async () => {
  await withProject({ "a.ts": "old", "src/b.ts": "old" }, async (root) => {
    for (const path of ["", "a.ts", "src", "src/b.ts"]) {
      await Deno.chown(`${root}/${path}`, someone ?? null, null);
    }
    await Deno.chmod(`${root}/src`, 0o555);
    const order = { root, does: "write" as const, texts: { "a.ts": "new", "src/b.ts": "new" } };
    const { lines } = await runWriter(someone === undefined ? order : { ...order, uid: someone });
    await Deno.chmod(`${root}/src`, 0o755);
    assert.match(lines.at(-1) ?? "", /^error write\/read-only Cannot write "src\/b.ts": permission denied/);
    assert.deepEqual(await bytesOf(root, ["a.ts", "src/b.ts"]), ["old", "old"]);
    assert.deepEqual(await leftovers(root), []);
  });
});

/** Mounts a file system of 256 KiB in memory; false where that is not permitted. */
async function mountSmall(path: string): Promise<boolean> {
  const args = ["-t", "tmpfs", "-o", "size=256k", "none", path];
  return (await new Deno.Command("mount", { args, stderr: "null" }).output()).success;
}

/** Whether a small file system can be mounted here: only then can a disk be full. */
async function canMount(): Promise<boolean> {
  if (Deno.uid() !== 0) return false;
  const folder = await Deno.makeTempDir();
  const can = await mountSmall(folder);
  if (can) await new Deno.Command("umount", { args: [folder] }).output();
  await Deno.remove(folder);
  return can;
}

Deno.test({
  name: "writeChange() on a full disk leaves every file as it was and no other file behind",
  ignore: !(await canMount()),
  fn: async () => {
    await withProject({}, async (root) => {
      await mountSmall(root);
      try {
        const files = { "a.ts": "old a", "b.ts": "old b" };
        await fillProject(root, files);
        await write(root, { "a.ts": files["a.ts"] + "!" });
        await undo(root);
        // In the first round the second new text does not fit, in the second one the journal does not.
        for (
          const [free, texts] of [[100_000, { "a.ts": "new", "b.ts": "x".repeat(200_000) }], [0, {
            "a.ts": "new",
          }]] as const
        ) {
          await fillUp(root, free);
          const message = free === 0 ? /the disk is full/ : /^Cannot write "b.ts": the disk is full/;
          await assert.rejects(write(root, texts), { code: "write/no-space", message });
          assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["old a", "old b"]);
          assert.deepEqual(await leftovers(root), []);
        }
        await Deno.remove(`${root}/filler`);
        assert.deepEqual(await write(root, { "a.ts": "new" }), ["a.ts"]);
      } finally {
        await new Deno.Command("umount", { args: [root] }).output();
      }
    });
  },
});

/** Fills a file system until about so many bytes are free. */
async function fillUp(root: string, free: number): Promise<void> {
  using filler = await Deno.open(`${root}/filler`, { write: true, create: true, append: true });
  const page = new Uint8Array(4096);
  try {
    while (true) await filler.write(page);
  } catch (error) {
    assert.ok(error instanceof Error && "code" in error && error.code === "ENOSPC");
  }
  await filler.truncate((await filler.stat()).size - free);
}

Deno.test("undo() takes back run after run, the last one first", async () => {
  await withProject({ "a.ts": "1", "b.ts": "1" }, async (root) => {
    await write(root, { "a.ts": "2" });
    await write(root, { "a.ts": "3", "b.ts": "3" });
    assert.deepEqual(await undo(root), ["a.ts", "b.ts"]);
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["2", "1"]);
    assert.deepEqual(await undo(root), ["a.ts"]);
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["1", "1"]);
    await assert.rejects(undo(root), { code: "write/nothing-to-undo" });
  });
});

Deno.test("undo() restores the bytes of a file whose new text began with a byte order mark", async () => {
  await withProject({ "a.ts": "xy" }, async (root) => {
    await write(root, { "a.ts": "\ufeffy" });
    await undo(root);
    assert.deepEqual(await bytesOf(root, ["a.ts"]), ["xy"]);
  });
});

Deno.test("writeChange() says when the old texts could not be put back, and recover() then does it", async () => {
  await withProject({ "a.ts": "old", "b.ts": "old" }, async (root) => {
    const { change, hashes } = await changeTo(root, { "a.ts": "new", "b.ts": "new" });
    const onStep = (step: string) => {
      if (step === "placed" || step === "returning") throw new Error(`${step}: the disk is gone`);
    };
    const failing = writeChange(root, change, { hashes, onStep });
    await assert.rejects(failing, { code: "write/unsettled", message: /returning: the disk is gone/ });
    assert.equal((await recover(root))[0]?.direction, "back");
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["old", "old"]);
    assert.deepEqual(await leftovers(root), []);
  });
});

Deno.test("undo() refuses when someone changed one of the files since, and can be called again", async () => {
  await withProject({ "a.ts": "1", "b.ts": "1" }, async (root) => {
    await write(root, { "a.ts": "2", "b.ts": "2" });
    await fillProject(root, { "b.ts": "someone's" });
    await assert.rejects(undo(root), { code: "write/changed", message: /"b.ts"/ });
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["2", "someone's"]);
    await fillProject(root, { "b.ts": "2" });
    await undo(root);
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["1", "1"]);
  });
});

Deno.test("undo() reaches back twenty runs, and the journal keeps no more than twenty-one", async () => {
  await withProject({ "a.ts": "0" }, async (root) => {
    for (let i = 1; i <= 24; i++) await write(root, { "a.ts": `${i}` });
    assert.equal((await Array.fromAsync(Deno.readDir(`${root}/.maze/journal`))).length, 21);
    for (let i = 0; i < 20; i++) await undo(root);
    assert.deepEqual(await bytesOf(root, ["a.ts"]), ["4"]);
  });
});

Deno.test("writeChange() hides the old texts that it keeps from other users", async () => {
  await withProject({ "a.ts": "1" }, async (root) => {
    await write(root, { "a.ts": "2" });
    assert.equal((await Deno.stat(`${root}/.maze/journal`)).mode, 0o40700);
  });
});

/** A text with line ends of one kind, edits in it, and the text as the edits should leave it. */
const cases = fc.record({
  newline: fc.constantFrom("\n", "\r\n"),
  hasBom: fc.boolean(),
  lines: fc.array(fc.string({ unit: fc.constantFrom("a", " ", "é", "漢", "𝒳", "\ufeff") }), { minLength: 2 }),
  cuts: fc.array(fc.nat(), { maxLength: 6 }),
  inserted: fc.array(fc.string({ unit: fc.constantFrom("b", "\n", "\r\n", "ß") }), {
    minLength: 3,
    maxLength: 3,
  }),
});

Deno.test("writeChange() leaves applyEdits() of the text on disk, and undo() restores the bytes", async () => {
  await withProject({}, async (root) => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ newline, hasBom, lines, cuts, inserted }) => {
        // A first unit that is never a byte order mark: without it "no mark" would not be what is written.
        const text = "x" + lines.join(newline);
        // Between code points, and never inside a line end: there an edit would make another kind of line end.
        const places = [0, ...[...text.matchAll(/\r\n|./gsu)].map((unit) => unit.index + unit[0].length)];
        const at = cuts.map((cut) => places[cut % places.length] ?? 0).sort((a, b) => a - b);
        const edits: Edit[] = inserted.slice(0, Math.floor(at.length / 2)).map((text, i) => (
          { file: "a.ts", span: { start: at[2 * i] ?? 0, end: at[2 * i + 1] ?? 0 }, text }
        ));
        await fillProject(root, { "a.ts": (hasBom ? "\ufeff" : "") + text });
        const before = await bytesOf(root, ["a.ts"]);

        const workspace = await Workspace.open(root);
        const change = await workspace.change(edits);
        const written = await writeChange(root, change, { hashes: workspace.hashes });

        const fitted = edits.map((edit) => ({ ...edit, text: edit.text.split(/\r?\n/).join(newline) }));
        await fillProject(root, { "expected.ts": (hasBom ? "\ufeff" : "") + applyEdits(text, fitted) });
        assert.deepEqual(await bytesOf(root, ["a.ts"]), await bytesOf(root, ["expected.ts"]));

        if (written.length > 0) await undo(root);
        assert.deepEqual(await bytesOf(root, ["a.ts"]), before);
      }),
      { numRuns: 60 },
    );
  });
});

Deno.test("writeChange() makes a file that Workspace.create() has named, as this user's own, and undo() removes it", async () => {
  await withProject({ "src/a.ts": "a" }, async (root) => {
    assert.deepEqual(await write(root, { "src/new.ts": "new" }), ["src/new.ts"]);
    const { mode } = await Deno.stat(`${root}/src/new.ts`);
    assert.equal((mode ?? 0) & 0o777, 0o666 & ~Deno.umask());
    assert.deepEqual(await bytesOf(root, ["src/new.ts"]), ["new"]);
    assert.deepEqual(await undo(root), ["src/new.ts"]);
    await assert.rejects(Deno.stat(`${root}/src/new.ts`), Deno.errors.NotFound);
    assert.deepEqual(await leftovers(root), []);
  });
});

Deno.test("undo() keeps a new file that someone changed since", async () => {
  await withProject({}, async (root) => {
    await write(root, { "new.ts": "new" });
    await Deno.writeTextFile(`${root}/new.ts`, "mine");
    await assert.rejects(undo(root), { code: "write/changed" });
    assert.deepEqual(await bytesOf(root, ["new.ts"]), ["mine"]);
  });
});

Deno.test("writeChange() writes over no file that someone made since it was named, and leaves the others as they were", async () => {
  await withProject({ "a.ts": "old" }, async (root) => {
    const { change, hashes } = await changeTo(root, { "a.ts": "new", "b.ts": "new" });
    await Deno.writeTextFile(`${root}/b.ts`, "mine");
    await assert.rejects(writeChange(root, change, { hashes }), { code: "write/changed" });
    assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["old", "mine"]);
  });
});
