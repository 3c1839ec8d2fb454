import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { spawn } from "../../../plugins/_process/spawn.ts";
import type { ExamplesOptions } from "../../../plugins/examples/workshop.ts";
import { createExamples } from "../../../plugins/examples/validator.ts";
import { openRegistry } from "../../publish/registry.ts";
import { call, type Project, project } from "./project.ts";

const LOCK = await Deno.readTextFile(new URL("../../../deno.lock", import.meta.url));

/** The report on one claim in a module of a project. */
async function claimed(
  { root }: Pick<Project, "root">,
  main: string,
  value: string,
  options: Partial<ExamplesOptions> = {},
) {
  await using examples = createExamples({ root, ...options });
  const text = `${main}\n/** n // => ${value} */\n`;
  const report = await examples.validate(
    { edits: [], files: [{ file: "main.ts", text }] },
    undefined,
    call(),
  );
  const messages = report.diagnostics.map(({ message }) => message);
  return { state: report.state, told: [...messages, ...report.notes.map(({ text }) => text)].join("\n") };
}

/** Each gives `n`; the packages are those of Maze itself, so they are in Deno's cache. */
const reached: Readonly<Record<string, readonly [config: string, main: string, value: string]>> = {
  "an npm: specifier": ["{}", 'import { z } from "npm:zod@4.6.7"; const n = z.number().parse(7);', "7"],
  "an npm: specifier without a version": [
    "{}",
    'import { z } from "npm:zod"; const n = z.number().parse(7);',
    "7",
  ],
  "a name of the import map": [
    '{ "imports": { "zod": "npm:zod@^4.6.0", } } // pinned by the lock',
    'import * as z from "zod/mini"; const n = z.parse(z.number(), 7);',
    "7",
  ],
  "a package that needs others": [
    '{ "imports": { "fast-check": "npm:fast-check@4.10.2" } }',
    'import fc from "fast-check"; const n = fc.sample(fc.constant(7), 1)[0];',
    "7",
  ],
  "what a config without node_modules would install": [
    '{ "nodeModulesDir": "auto", "imports": { "zod": "npm:zod@4.6.7" } }',
    'import { z } from "zod"; const n = z.number().parse(7);',
    "7",
  ],
};

for (const [what, [config, main, value]] of Object.entries(reached)) {
  Deno.test(`copyClosure() reaches ${what} in Deno's cache and writes nothing in the project`, async () => {
    await using made = await project({ "deno.json": config, "deno.lock": LOCK });
    const { state, told } = await claimed(made, main, value);
    assert.equal(state, "valid", told);
    assert.deepEqual([...Deno.readDirSync(made.root)].map(({ name }) => name).sort(), [
      "deno.json",
      "deno.lock",
    ]);
    assert.equal(await Deno.readTextFile(`${made.root}/deno.lock`), LOCK);
  });
}

Deno.test("copyClosure() reaches members of a Deno workspace by name, outside the root too", async () => {
  await using made = await project({
    "../deno.json": '{ "workspace": ["./project", "./outside/lib"], "imports": { "zod": "npm:zod@4.6.7" } }',
    "../outside/lib/deno.json":
      '{ "name": "@w/lib", "version": "1.0.0", "exports": { "./seven": "./src/seven.ts" } }',
    "../outside/lib/src/seven.ts":
      'import { z } from "zod"; import { six } from "./six.ts"; export const n = z.number().parse(six + 1);',
    "../outside/lib/src/six.ts": "export const six: number = 6;",
    "deno.json": '{ "name": "@w/me", "version": "1.0.0", "exports": "./main.ts" }',
    "main.ts": "",
  });
  const { state, told } = await claimed(made, 'import { n } from "@w/lib/seven";', "7");
  assert.equal(state, "valid", told);
});

Deno.test("copyClosure() reaches a jsr: package and what it imports", async () => {
  await using made = await project({ "deno.json": '{ "imports": { "lib": "jsr:@w/lib@^1.0.0" } }' });
  await using folder = await project({
    "six/deno.json": '{ "name": "@w/six", "version": "1.2.0", "license": "MIT", "exports": "./mod.ts" }',
    "six/mod.ts": "export const six: number = 6;",
    "lib/deno.json":
      '{ "name": "@w/lib", "version": "1.0.0", "license": "MIT", "exports": "./mod.ts", "imports": { "six": "jsr:@w/six@1" } }',
    "lib/mod.ts":
      'import { six } from "six"; import data from "./data.json" with { type: "json" }; export const n: number = six + data.one;',
    "lib/data.json": '{ "one": 1 }',
    "main.ts": 'import "jsr:@w/lib@^1.0.0";',
  });
  const env = { DENO_DIR: `${folder.root}/cache`, JSR_URL: "" };
  {
    await using registry = openRegistry();
    env.JSR_URL = registry.url;
    const run = async (cwd: string, ...args: string[]) => {
      const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd, env }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
    };
    for (const name of ["six", "lib"]) {
      await run(`${folder.root}/${name}`, "publish", "--allow-dirty", "--no-check", "--token", "any");
    }
    await run(folder.root, "cache", "main.ts");
  }
  const start: typeof spawn = (command) => spawn({ ...command, env: { ...command.env, ...env } });
  const { state, told } = await claimed(made, 'import { n } from "lib";', "7", { spawn: start });
  assert.equal(state, "valid", told);
});

Deno.test("copyClosure() fetches nothing: what Deno does not have is left out by name", async () => {
  await using made = await project({ "deno.json": "{}" });
  let asked = 0;
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => {
    asked++;
    return new Response("", { status: 404 });
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  const start: typeof spawn = (command) =>
    spawn({ ...command, env: { ...command.env, JSR_URL: url, NPM_CONFIG_REGISTRY: url } });
  for (const specifier of ["npm:nobody-has-this@1", "jsr:@nobody/has-this@1", `${url}/a.ts`]) {
    const { state, told } = await claimed(made, `import { n } from "${specifier}";`, "7", { spawn: start });
    assert.equal(state, "unchecked");
    assert.ok(told.includes(`"${specifier}" can not be loaded: `), told);
  }
  assert.equal(asked, 0);
});

Deno.test("copyClosure() lets no bare name lead out of a Deno project", async () => {
  await using made = await project({
    "deno.json": "{}",
    "../outside/s.ts": "export const n = 7;",
    "in/s.ts": "",
  });
  const names = [
    "in/../../outside/s.ts",
    fileURLToPath(`file://${made.outside}/s.ts`),
    "in/s.ts",
    `file://${made.outside}/s.ts`,
  ];
  for (const name of names) {
    const { state, told } = await claimed(made, `import { n } from "${name}";`, "7");
    assert.equal(state, "unchecked", told);
    assert.match(told, /can not be loaded/);
  }
});
