import fc from "fast-check";
import assert from "node:assert/strict";
import { diffOf, unifiedDiff } from "../../../cli/views/diff.ts";

const text = fc.array(fc.constantFrom("a", "b", "  c", "")).map((lines) =>
  lines.map((line) => `${line}\n`).join("")
);

Deno.test("diffOf() claims lines that turn the old text into the new one, each at its number", () => {
  fc.assert(fc.property(text, text, (before, after) => {
    const lines = diffOf("a.ts", before, after).groups.flat();
    const [old, fresh] = [before.split("\n").slice(0, -1), after.split("\n").slice(0, -1)];
    const gone = new Set(lines.flatMap(({ sign, line }) => sign === "-" ? [line] : []));
    const come = new Set(lines.flatMap(({ sign, line }) => sign === "+" ? [line] : []));
    for (const { sign, line, text } of lines) assert.equal((sign === "-" ? old : fresh)[line - 1], text);
    assert.deepEqual(old.filter((_, at) => !gone.has(at + 1)), fresh.filter((_, at) => !come.has(at + 1)));
  }));
});

Deno.test("unifiedDiff() claims what patch reads", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [before, after] = ["one\ntwo\nthree\n", "one\n2\nthree\nfour\n"];
    await Deno.writeTextFile(`${folder}/a.ts`, before);
    await Deno.writeTextFile(`${folder}/a.diff`, unifiedDiff("a.ts", before, after));
    const args = ["apply", "a.diff"];
    const { success } = await new Deno.Command("git", { args, cwd: folder, stderr: "inherit" }).output();
    assert.ok(success);
    assert.equal(await Deno.readTextFile(`${folder}/a.ts`), after);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("diffOf() claims to number removed lines as they stand on disk, whatever earlier fills have done", () => {
  const disk = "one\nold\nthree\nfour\n";
  const before = "import\none\nnew\nnewer\nthree\nfour\n";
  const after = "import\none\nnew\nlast\nthree\n4\n";
  const [first, second] = diffOf("a.ts", before, after, disk).groups;
  assert.deepEqual(first?.map(({ sign, line }) => `${sign}${line}`), ["-2", "+4"]);
  assert.deepEqual(second?.map(({ sign, line }) => `${sign}${line}`), ["-4", "+6"]);
});
