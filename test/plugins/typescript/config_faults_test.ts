import assert from "node:assert/strict";
import { configFaults } from "../../../plugins/typescript/config_faults.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { tree } from "./project/tree.ts";

async function faults(files: Readonly<Record<string, string>>, asked: readonly string[]): Promise<string[]> {
  using project = tree(files);
  await using session = new Session(project.root, undefined);
  const found = await configFaults(session, asked);
  return found.map(({ file, span, code }) => `${file} ${span.start} ${code}`);
}

const TWO = {
  "tsconfig.json": '{"files":["a.ts"],"references":[{"path":"./b"}],"compilerOptions":{"strcit":true}}',
  "a.ts": "export const a = 1;\n",
  "b/tsconfig.json": '{"extends":"./none","compilerOptions":{"target":"es99","composite":true}}',
  "b/b.ts": "export const b = 1;\n",
};

Deno.test("configFaults() gives what a quick look finds in all configs, and what the compiler knows of the asked ones", async () => {
  assert.deepEqual(await faults(TWO, []), ["b/tsconfig.json 11 TS6053"]);
  assert.deepEqual(await faults(TWO, ["a.ts"]), ["b/tsconfig.json 11 TS6053", "tsconfig.json 67 TS5023"]);
  assert.deepEqual(await faults(TWO, ["b/b.ts"]), ["b/tsconfig.json 11 TS6053", "b/tsconfig.json 48 TS6046"]);
});

Deno.test("configFaults() names options that the compiler no longer has, of an extended config at the start of its heir", async () => {
  const files = {
    "tsconfig.json": '{"extends":"./base.json"}',
    "base.json": '{"compilerOptions":{"moduleResolution":"node10"}}',
    "a.ts": "export const a = 1;\n",
  };
  assert.deepEqual(await faults(files, ["a.ts"]), ["tsconfig.json 0 TS5108"]);
  const own = { ...files, "tsconfig.json": files["base.json"] };
  assert.deepEqual(await faults(own, ["a.ts"]), ["tsconfig.json 39 TS5108"]);
});

Deno.test("configFaults() says nothing of a sound config, of none, and of files that are not the project's", async () => {
  const { "tsconfig.json": _, ...none } = { "tsconfig.json": "", "a.ts": "export const a = 1;\n" };
  assert.deepEqual(await faults({ ...none, "tsconfig.json": "{}" }, ["a.ts", "none.ts"]), []);
  assert.deepEqual(await faults(none, ["a.ts"]), []);
});
