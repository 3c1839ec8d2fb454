import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CI = fileURLToPath(new URL("../.ci/run", import.meta.url));

/** Runs `.ci/run` with a Deno that fails where the task is named, and tests that end with this line. */
async function runCi(
  failing: string,
  last: string,
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const folder = await Deno.makeTempDir();
  try {
    // The arguments are: -y deno@VERSION, then what Deno is to do.
    const npx = `#!/bin/sh
shift 2
[ "$*" = "task test" ] && echo "a test says so" && echo "${last}"
[ "$*" != "${failing}" ]
`;
    await Deno.writeTextFile(join(folder, "npx"), npx, { mode: 0o755 });
    const env = { PATH: `${folder}:${Deno.env.get("PATH")}` };
    const { code, stdout } = await new Deno.Command(CI, { env, stderr: "null" }).output();
    return { code, lines: new TextDecoder().decode(stdout).trimEnd().split("\n") };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const COUNTS = "tests: 12 passed, 0 failed, 1 skipped";

Deno.test({
  name: ".ci/run ends with the counts of the tests, and with 0 only where every check holds",
  ignore: Deno.build.os === "windows",
  async fn() {
    assert.deepEqual(await runCi("", COUNTS), { code: 0, lines: ["a test says so", COUNTS] });
    for (const failing of ["install --frozen", "task demo", "task ok", "task test"]) {
      const { code, lines } = await runCi(failing, COUNTS);
      assert.deepEqual([code, lines], [1, ["a test says so", `failed: ${failing}`, COUNTS]]);
    }
    assert.equal((await runCi("task test", "")).lines.at(-1), "tests: 0 passed, 0 failed, 0 skipped");
  },
});
