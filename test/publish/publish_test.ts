// Both packages go into a registry on this machine and come out again: what a user of JSR would run.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openRegistry } from "./registry.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

async function deno(args: readonly string[], options: { readonly cwd: string; readonly registry: string }) {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: options.cwd,
    env: { JSR_URL: options.registry, NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });
  const { code, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

Deno.test("published packages run from a registry, on a project outside the checkout", async () => {
  await using registry = openRegistry();
  const publish = ["publish", "--allow-dirty", "--no-check", "--token", "any"];
  for (const cwd of [ROOT, `${ROOT}cli`]) {
    const { code, err } = await deno(publish, { cwd, registry: registry.url });
    assert.equal(code, 0, err);
  }
  assert.deepEqual(registry.published.map((name) => name.replace(/@[^@]*$/, "")), [
    "@maze/maze",
    "@maze/cli",
  ]);

  const project = await Deno.makeTempDir({ prefix: "maze-published-" });
  try {
    await Deno.writeTextFile(
      `${project}/tsconfig.json`,
      '{ "compilerOptions": { "strict": true, "noEmit": true } }',
    );
    await Deno.writeTextFile(
      `${project}/maze-hole.d.ts`,
      "declare function hole<T = any>(intent?: string): T;\n",
    );
    await Deno.writeTextFile(`${project}/a.ts`, "export const size = (name: string): number => hole();\n");
    const run = ["run", "-A", "--no-lock", "--reload=jsr:", "jsr:@maze/cli", "fill", "--json"];
    const { code, out, err } = await deno(run, { cwd: project, registry: registry.url });
    assert.equal(code, 0, err);
    assert.equal(JSON.parse(out).holes[0]?.filled, "yes");
  } finally {
    await Deno.remove(project, { recursive: true });
  }
});
