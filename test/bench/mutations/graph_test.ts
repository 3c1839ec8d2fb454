import assert from "node:assert/strict";
import { testsByFile } from "../../../bench/mutations/graph.ts";

function testsOf(file: string, files: Readonly<Record<string, string>>): readonly string[] {
  const names = new Map([["@maze/maze", "mod.ts"]]);
  return testsByFile({ texts: new Map(Object.entries(files)), names }).get(file) ?? [];
}

const CORE = { "core/a.ts": "", "core/b.ts": 'import "./a.ts";' };

Deno.test("testsByFile() follows imports and package names", () => {
  const files = {
    ...CORE,
    "mod.ts": 'export { b } from "./core/b.ts";',
    "test/b_test.ts": 'import { b } from "../core/b.ts";',
    "test/mod_test.ts": 'import { b } from "@maze/maze";',
    "test/other_test.ts": "",
  };
  assert.deepEqual(testsOf("core/a.ts", files), ["test/b_test.ts", "test/mod_test.ts"]);
});

Deno.test("testsByFile() follows programs that a test starts and folders that it reads", () => {
  const files = {
    ...CORE,
    "test/program_test.ts": 'start(new URL("../core/b.ts", import.meta.url));',
    "test/folder_test.ts": 'read(new URL("../core/", import.meta.url));',
    "test/all_test.ts": 'read(new URL("..", import.meta.url));',
  };
  assert.deepEqual(testsOf("core/a.ts", files), [
    "test/all_test.ts",
    "test/folder_test.ts",
    "test/program_test.ts",
  ]);
});
