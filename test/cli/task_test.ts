import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inProject, ONE_HOLE } from "./maze_process.ts";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

Deno.test("deno task maze claims to work in the folder it is called in, not in the checkout", async () => {
  await inProject({ "a b/c.txt": "", ...ONE_HOLE }, async ({ root }) => {
    for (const [folder, target] of [[".", "src/stock.ts:9"], ["a b", "../src/stock.ts:9"]] as const) {
      const args = ["task", "-q", "--config", CONFIG, "maze", "fill", "--check", target];
      // The tests themselves may be a task, whose own folder would be taken for the caller's.
      const { INIT_CWD: _, ...env } = Deno.env.toObject();
      const options = { args, cwd: join(root, folder), env, clearEnv: true };
      const command = new Deno.Command(Deno.execPath(), options);
      const { code, stdout, stderr } = await command.output();
      const out = new TextDecoder().decode(stdout);
      assert.equal(code, 1, new TextDecoder().decode(stderr));
      assert.match(out, /^src\/stock\.ts:9:10 {2}the count of the item\n1 hole is left\n$/);
    }
  });
});
