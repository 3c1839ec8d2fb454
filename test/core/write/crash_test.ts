import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { recover, undo } from "../../../core/write/write.ts";
import { bytesOf, changeTo, fillProject, leftovers, runWriter, startWriter, withProject } from "./project.ts";

const files = ["a.ts", "src/b.ts", "link.ts"];
const texts = { "a.ts": "new a\r\n", "src/b.ts": "new b\n", "link.ts": "new c\n" };
const oldBytes = ["\u00ef\u00bb\u00bfold a\r\n", "old b\n", "old c\n"];
const newBytes = ["\u00ef\u00bb\u00bfnew a\r\n", "new b\n", "new c\n"];

/** Three files: one with a byte order mark and CRLF, one in a folder, one behind a link. */
async function withThree(work: (root: string) => Promise<void>): Promise<void> {
  await withProject(
    { "a.ts": "\ufeffold a\r\n", "src/b.ts": "old b\n", "lib/c.ts": "old c\n" },
    async (root) => {
      await Deno.symlink("lib/c.ts", `${root}/link.ts`);
      await work(root);
    },
  );
}

/** Gives work each state that a kill after a step leaves, with what was said before; ends with the first survivor. */
async function atEveryStep(
  order: Omit<Parameters<typeof runWriter>[0], "dieAt" | "root">,
  prepare: (root: string) => Promise<void>,
  work: (root: string, lines: readonly string[]) => Promise<void>,
): Promise<number> {
  for (let dieAt = 1;; dieAt++) {
    let isOver = false;
    await withThree(async (root) => {
      await prepare(root);
      const { lines, wasKilled } = await runWriter({ ...order, root, dieAt });
      if (wasKilled) await work(root, lines);
      else isOver = lines.at(-1) === "end";
      assert.ok(wasKilled || isOver, lines.join("\n"));
    });
    if (isOver) return dieAt - 1;
  }
}

Deno.test("recover() makes all files old or all new after kill -9 at every step of a write", async () => {
  const steps = await atEveryStep({ does: "write", texts }, async () => {}, async (root, lines) => {
    const torn = await bytesOf(root, files);
    torn.forEach((bytes, i) => assert.ok([oldBytes[i], newBytes[i]].includes(bytes), lines.join()));
    await recover(root);
    const isNew = lines.includes("forward");
    assert.deepEqual(await bytesOf(root, files), isNew ? newBytes : oldBytes, lines.join());
    assert.ok((await Deno.lstat(`${root}/link.ts`)).isSymlink);
    assert.deepEqual(await leftovers(root), [], lines.join());
    assert.deepEqual(await recover(root), []);
  });
  // begun, three staged, forward, three placed, done
  assert.equal(steps, 9);
});

Deno.test("recover() settles an undo that was killed at any step", async () => {
  const write = async (root: string) => void await runWriter({ root, does: "write", texts });
  const steps = await atEveryStep({ does: "undo" }, write, async (root, lines) => {
    await recover(root);
    assert.deepEqual(
      await bytesOf(root, files),
      lines.includes("forward") ? oldBytes : newBytes,
      lines.join(),
    );
    assert.deepEqual(await leftovers(root), []);
    if (lines.includes("forward")) await assert.rejects(undo(root), { code: "write/nothing-to-undo" });
    else assert.deepEqual(await undo(root), files);
    assert.deepEqual(await bytesOf(root, files), oldBytes);
  });
  assert.equal(steps, 10);
});

/** Copies a project, kills a recovery in the copy at each of its steps, and gives work the copies. */
async function recoverKilled(root: string, work: (copy: string) => Promise<void>): Promise<number> {
  for (let dieAt = 1;; dieAt++) {
    const copy = await Deno.makeTempDir();
    try {
      await new Deno.Command("cp", { args: ["-a", `${root}/.`, copy] }).output();
      const { wasKilled } = await runWriter({ root: copy, does: "recover", dieAt });
      await work(copy);
      if (!wasKilled) return dieAt - 1;
    } finally {
      await Deno.remove(copy, { recursive: true });
    }
  }
}

Deno.test("recover() itself can be killed at every step on its way forward", async () => {
  await withThree(async (root) => {
    const { lines } = await runWriter({ root, does: "write", texts, dieAt: 6 });
    assert.equal(lines.at(-1), "placed");
    const steps = await recoverKilled(root, async (copy) => {
      await recover(copy);
      assert.deepEqual(await bytesOf(copy, files), newBytes);
      assert.deepEqual(await leftovers(copy), []);
    });
    assert.equal(steps, 4);
  });
});

Deno.test("recover() goes back where someone changed a file that was not yet replaced, killed at every step", async () => {
  await withThree(async (root) => {
    const { lines } = await runWriter({ root, does: "write", texts, dieAt: 7 });
    assert.deepEqual(lines.slice(-2), ["placed", "placed"]);
    await fillProject(root, { "lib/c.ts": "someone's\n" });
    const steps = await recoverKilled(root, async (copy) => {
      await recover(copy);
      assert.deepEqual(await bytesOf(copy, files), [oldBytes[0], oldBytes[1], "someone's\n"]);
      assert.deepEqual(await leftovers(copy), []);
    });
    assert.equal(steps, 7);
    const settled = await recover(root);
    assert.deepEqual(settled, [{ direction: "back", files, changed: ["link.ts"] }]);
  });
});

Deno.test("recover() goes forward around a file that someone changed after it was replaced", async () => {
  await withThree(async (root) => {
    await runWriter({ root, does: "write", texts, dieAt: 6 });
    await fillProject(root, { "a.ts": "new a, and more" });
    assert.deepEqual(await recover(root), [{ direction: "forward", files, changed: ["a.ts"] }]);
    assert.deepEqual(await bytesOf(root, files), ["new a, and more", newBytes[1], newBytes[2]]);
  });
});

Deno.test("writeChange() settles what a dead process left before it compares hashes", async () => {
  await withThree(async (root) => {
    await runWriter({ root, does: "write", texts, dieAt: 6 });
    const { lines } = await runWriter({ root, does: "write", texts: { "src/b.ts": "newer b\n" } });
    assert.ok(
      lines.includes("message Settled a write that was cut off: 3 files went forward"),
      lines.join("\n"),
    );
    assert.match(lines.at(-1) ?? "", /^error write\/changed/);
    assert.deepEqual(await bytesOf(root, files), newBytes);
  });
});

Deno.test("recover() makes all files alike after kill -9 at any moment", async () => {
  const names = ["a.ts", "b.ts", "c/d.ts", "c/e.ts"];
  const texts = Object.fromEntries(names.map((name, i) => [name, `${i}`]));
  await withProject(Object.fromEntries(names.map((name) => [name, "first"])), async (root) => {
    for (let round = 0; round < 8; round++) {
      await using writer = startWriter({ root, does: "write for ever", texts });
      const reader = writer.stdout.getReader();
      await reader.read();
      const rest = drain(reader);
      await delay(Math.random() * 150);
      writer.kill("SIGKILL");
      await Promise.all([rest, writer.stdin.close().catch(() => {})]);
      await writer.status;
      await recover(root);
      assert.equal(new Set(await bytesOf(root, names)).size, 1, `round ${round}`);
      assert.deepEqual(await leftovers(root), []);
    }
  });
});

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

Deno.test("recover() refuses a journal that reaches out of the project or into git's own files", async () => {
  for (const real of ["../outside.ts", ".git/config", "out/x.ts"]) {
    await withProject({ "in/.git/config": "old", "outside.ts": "new", "out/x.ts": "new" }, async (folder) => {
      const root = `${folder}/in`;
      await Deno.symlink("../out", `${root}/out`);
      const hash = (await changeTo(folder, { "outside.ts": "" })).hashes.get("outside.ts") ?? "";
      const temporary = ".maze-00000000-0000-0000-0000-000000000000.tmp";
      const file = { file: "x.ts", real, temporary, oldText: "evil", newHash: hash };
      await fillProject(root, { ".maze/journal/000000001.back/run.json": JSON.stringify({ files: [file] }) });
      await assert.rejects(recover(root), { code: "write/journal" }, real);
      assert.deepEqual(await bytesOf(folder, ["in/.git/config", "outside.ts", "out/x.ts"]), [
        "old",
        "new",
        "new",
      ]);
    });
  }
});

Deno.test("recover() refuses a journal that is not whole JSON of its own kind", async () => {
  for (const text of ["{", "null", '{"files":[{}]}', '{"files":[{"temporary":"../x"}]}']) {
    await withProject({ ".maze/journal/000000001.forward/run.json": text }, async (root) => {
      await assert.rejects(recover(root), { code: "write/journal" }, text);
    });
  }
});

Deno.test("recover() leaves no trace in a project that Maze never wrote in", async () => {
  await withProject({ "a.ts": "" }, async (root) => {
    assert.deepEqual(await recover(root), []);
    assert.deepEqual((await Array.fromAsync(Deno.readDir(root))).map(({ name }) => name), ["a.ts"]);
  });
});

Deno.test("recover() makes a new file whole or leaves none, after kill -9 at every step of a write and of its undo", async () => {
  const fresh = { "a.ts": "new a\r\n", "src/fresh.ts": "fresh\n" };
  const isThere = (root: string) => Deno.lstat(`${root}/src/fresh.ts`).then(() => true, () => false);
  const written = await atEveryStep({ does: "write", texts: fresh }, async () => {}, async (root, lines) => {
    await recover(root);
    assert.equal(await isThere(root), lines.includes("forward"), lines.join());
    assert.deepEqual(await bytesOf(root, ["a.ts"]), [(lines.includes("forward") ? newBytes : oldBytes)[0]]);
    assert.deepEqual(await leftovers(root), [], lines.join());
  });
  assert.equal(written, 7); // begun, two staged, forward, two placed, done
  const write = async (root: string) => void await runWriter({ root, does: "write", texts: fresh });
  const undone = await atEveryStep({ does: "undo" }, write, async (root, lines) => {
    await recover(root);
    assert.equal(await isThere(root), !lines.includes("forward"), lines.join());
    assert.deepEqual(await leftovers(root), [], lines.join());
    if (!lines.includes("forward")) assert.deepEqual(await undo(root), ["a.ts", "src/fresh.ts"]);
    assert.deepEqual([await isThere(root), ...await bytesOf(root, ["a.ts"])], [false, oldBytes[0]]);
  });
  assert.equal(undone, 8);
});
