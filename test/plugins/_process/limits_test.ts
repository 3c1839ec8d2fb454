import assert from "node:assert/strict";
import { PATH, withDataLimit } from "../../../plugins/_process/limits.ts";
import { spawn } from "../../../plugins/_process/spawn.ts";

for (const limit of ["prlimit", "ulimit"] as const) {
  Deno.test(`withDataLimit() ends a child that runs on when nobody is left to end it, by ${limit}`, async () => {
    const script = "while :; do :; done";
    const busy = { program: "/bin/sh", args: ["-c", script], cwd: "/", env: PATH, input: "" };
    const child = spawn(withDataLimit(busy, limit, 1024, 1));
    await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
    const { code } = await child.ended;
    assert.notEqual(code, 0);
  });
}
