import assert from "node:assert/strict";
import { join } from "node:path";
import { runWriter } from "../core/write/project.ts";
import { inProject, ONE_HOLE } from "./maze_process.ts";

/** Kept by the time the third step, `forward`, is done: the new text will not be lost. */
const DIE_AT = 3;
const TEXTS = { "src/stock.ts": "export const isNew = true;\n" };

for (
  const [what, files] of [
    ["a mistake", { "maze.toml": "[fil]\n" }],
    ["a sibling", { "maze.toml": "", ".maze.toml": "" }],
    ["an unknown plugin", { "maze.toml": 'plugins = ["./none.ts"]\n' }],
  ] as const
) {
  Deno.test(`maze fill claims to settle a run that was cut off before it judges a config with ${what}`, async () => {
    await inProject({ ...ONE_HOLE, ...files }, async ({ root, maze, read }) => {
      const { wasKilled } = await runWriter({ root, does: "write", texts: TEXTS, dieAt: DIE_AT });
      assert.ok(wasKilled);
      assert.equal(await read("src/stock.ts"), ONE_HOLE["src/stock.ts"]);
      const { code, err } = await maze("fill");
      assert.equal(code, 3);
      assert.match(err, /Settled a write that was cut off: 1 file went forward$[\s\S]*^error\[/m);
      assert.equal(await read("src/stock.ts"), TEXTS["src/stock.ts"]);
      const runs = [...Deno.readDirSync(join(root, ".maze", "journal"))].map(({ name }) => name);
      assert.deepEqual(runs, ["000000001.done"]);
    });
  });
}
