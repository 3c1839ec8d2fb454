// Both packages go into a registry on this machine and come out again: what a user of JSR would run.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { cannedFiles } from "../cli/canned_plugin.ts";
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
  const child = command.spawn();
  const { code, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { pid: child.pid, code, out: text.decode(stdout), err: text.decode(stderr) };
}

Deno.test("published packages run from a registry, on a project outside the checkout", async () => {
  await using registry = openRegistry();
  const publish = ["publish", "--allow-dirty", "--no-check", "--token", "any"];
  for (const cwd of [ROOT, `${ROOT}cli`]) {
    const { code, err } = await deno(publish, { cwd, registry: registry.url });
    assert.equal(code, 0, err);
  }
  await publishCanned(registry.url);
  assert.deepEqual(registry.published.map((name) => name.replace(/@[^@]*$/, "")), [
    "@maze/maze",
    "@maze/cli",
    "@acme/canned",
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

    // A plugin from the registry runs in a child, which takes Maze's own modules from there too.
    await Deno.writeTextFile(
      `${project}/maze.toml`,
      'plugins = ["typescript", "jsr:@acme/canned@1"]\n[options.canned]\ntext = "name.length"\n',
    );
    const apart = await deno([...run, "--trust"], { cwd: project, registry: registry.url });
    assert.equal(apart.code, 0, apart.err);
    assert.equal(JSON.parse(apart.out).holes[0]?.candidates[0].text, "name.length");
    assert.match(apart.err, /canned was asked by process \d+/);
    assert.doesNotMatch(apart.err, new RegExp(`by process ${apart.pid}$`, "m"));
  } finally {
    await Deno.remove(project, { recursive: true });
  }
});

/** A plugin of somebody else's, as a package. */
async function publishCanned(registry: string): Promise<void> {
  const cwd = await Deno.makeTempDir({ prefix: "maze-canned-" });
  try {
    const { "canned/mod.js": module = "", "canned/manifest.json": manifest = "" } = cannedFiles({ text: "" });
    const telling = module.replace('"canned was asked"', '"canned was asked by process " + Deno.pid');
    await Deno.writeTextFile(`${cwd}/mod.js`, telling);
    await Deno.writeTextFile(`${cwd}/manifest.json`, manifest);
    const exports = { ".": "./mod.js", "./manifest.json": "./manifest.json" };
    const config = { name: "@acme/canned", version: "1.0.0", license: "MIT", exports };
    await Deno.writeTextFile(`${cwd}/deno.json`, JSON.stringify(config));
    const publish = ["publish", "--allow-dirty", "--no-check", "--allow-slow-types", "--token", "any"];
    const { code, err } = await deno(publish, { cwd, registry });
    assert.equal(code, 0, err);
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}
