import assert from "node:assert/strict";
import { COMMANDS } from "../../cli/commands.ts";
import { inProject } from "./maze_process.ts";

Deno.test("maze --help claims to list every command, and --version to be the package's", async () => {
  await inProject({}, async ({ maze }) => {
    const { code, out } = await maze("--help");
    assert.equal(code, 0);
    for (const { name, summary } of COMMANDS) assert.match(out, new RegExp(`^  ${name} +${summary}$`, "m"));
    assert.equal((await maze()).out, out);
    const version = await maze("--version");
    assert.match(version.out, /^maze \d+\.\d+\.\d+\n$/);
  });
});

Deno.test("maze COMMAND --help claims to work for each command of the table", async () => {
  await inProject({}, async ({ maze }) => {
    for (const { name } of COMMANDS) {
      const [{ code, out, err }, other] = await Promise.all([maze(name, "--help"), maze("help", name)]);
      assert.equal(code, 0, err);
      assert.match(out, new RegExp(`Usage: maze ${name}`));
      assert.equal(other.out, out);
    }
  });
});

Deno.test("maze claims to end with 2 on an unknown command or option, and to name the nearest", async () => {
  await inProject({}, async ({ maze }) => {
    const command = await maze("fil");
    assert.deepEqual([command.code, command.out], [2, ""]);
    assert.match(
      command.err,
      /error\[usage\]: Cannot run "fil": no such command\n {2}hint: Did you mean "fill"\?/,
    );
    const option = await maze("fill", "--wriet");
    assert.deepEqual([option.code, option.out], [2, ""]);
    assert.match(option.err, /--wriet[\s\S]*--write/);
  });
});

Deno.test("maze claims to end with 141 when nobody reads its output any more", async () => {
  await inProject({}, async ({ start }) => {
    const child = start("config", "schema");
    await child.stdout.cancel();
    const [{ code }] = await Promise.all([child.status, child.stderr.cancel()]);
    assert.equal(code, 141);
  });
});
