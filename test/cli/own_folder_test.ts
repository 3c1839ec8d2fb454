import assert from "node:assert/strict";
import { join } from "node:path";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const COMMANDS = [["fill", "--write"], ["index"], ["validate"], ["undo"], ["why", "src/stock.ts:9"]];

Deno.test("maze claims to refuse a .maze that is a file, and to say so", async () => {
  await inProject({ ...ONE_HOLE, ".maze": "mine" }, async ({ maze, read }) => {
    for (const args of COMMANDS) {
      const { code, out, err } = await maze(...args);
      assert.deepEqual([code, out], [3, ""], args.join(" "));
      assert.match(err, /^error\[write\/unreadable\]: Cannot use "\.maze": it is no folder\n {2}hint: /);
    }
    assert.match((await maze("doctor")).out, /^✗ files: Cannot use "\.maze": it is no folder$/m);
    assert.equal(await read(".maze"), "mine");
  });
});

Deno.test("maze claims to write nothing through a link in .maze, or one that .maze is", async () => {
  for (const link of [".maze", ".maze/index", ".maze/traces"]) {
    await inProject(ONE_HOLE, async ({ root, maze }) => {
      const elsewhere = join(root, "..", "elsewhere");
      await Deno.mkdir(elsewhere);
      if (link !== ".maze") await Deno.mkdir(join(root, ".maze"));
      await Deno.symlink(elsewhere, join(root, link));
      for (const args of COMMANDS) {
        const { code, err } = await maze(...args);
        assert.equal(code, 3, args.join(" "));
        assert.match(err, /^error\[write\/outside\]: Cannot use "\.maze.*": it is a link$/m);
      }
      assert.deepEqual([...Deno.readDirSync(elsewhere)], []);
    });
  }
});

Deno.test("maze claims to say what a run that was cut off left, and that it was settled", async () => {
  await inProject(ONE_HOLE, async ({ root, maze, read }) => {
    assert.equal((await maze("fill", "--write")).code, 0);
    const journal = join(root, ".maze", "journal");
    const [run] = [...Deno.readDirSync(journal)].map(({ name }) => name).filter((name) =>
      name.endsWith(".done")
    );
    assert.ok(run);
    await Deno.rename(join(journal, run), join(journal, run.replace(/done$/, "back")));
    const { err } = await maze("index");
    assert.match(err, /Settled a write that was cut off: 1 files? went back/);
    assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
  });
});
