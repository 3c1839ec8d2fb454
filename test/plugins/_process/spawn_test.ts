import assert from "node:assert/strict";
import { spawn } from "../../../plugins/_process/spawn.ts";

const SHELL = { program: "/bin/sh", cwd: "/", input: "" };

Deno.test("spawn() hands on no variable of its own environment", async () => {
  Deno.env.set("MAZE_TEST_SPAWN_SECRET", "s");
  try {
    const script = 'echo "${MAZE_TEST_SPAWN_SECRET-absent} $GIVEN"';
    const child = spawn({ ...SHELL, args: ["-c", script], env: { GIVEN: "1" } });
    const [text] = await Promise.all([new Response(child.stdout).text(), child.stderr.cancel(), child.ended]);
    assert.equal(text, "absent 1\n");
  } finally {
    Deno.env.delete("MAZE_TEST_SPAWN_SECRET");
  }
});

Deno.test("spawn() takes no harm from a child that reads none of its input", async () => {
  const child = spawn({ ...SHELL, args: ["-c", "exit 3"], env: {}, input: "x".repeat(5_000_000) });
  const [{ code }] = await Promise.all([child.ended, child.stdout.cancel(), child.stderr.cancel()]);
  assert.equal(code, 3);
});
