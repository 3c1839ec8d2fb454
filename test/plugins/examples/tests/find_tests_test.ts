import assert from "node:assert/strict";
import { disk } from "../../../../plugins/_process/disk.ts";
import { findTests } from "../../../../plugins/examples/tests/find_tests.ts";
import { project } from "../project.ts";

const files = [
  "a.test.ts",
  "a.ts",
  "src/b.test.ts",
  "src/b.test.tsx",
  "src/deep/c_test.ts",
  "src/deep/(d)+.test.ts",
  "node_modules/x/e.test.ts",
  ".cache/f.test.ts",
];

const globs: Readonly<Record<string, readonly string[]>> = {
  "*.test.ts": ["a.test.ts"],
  "**/*.test.ts": ["a.test.ts", "src/b.test.ts", "src/deep/(d)+.test.ts"],
  "src/**": ["src/b.test.ts", "src/b.test.tsx", "src/deep/(d)+.test.ts", "src/deep/c_test.ts"],
  "./src/*.test.ts?": ["src/b.test.tsx"],
  "src/{deep,no}/*{_,.}test.ts": ["src/deep/(d)+.test.ts", "src/deep/c_test.ts"],
  "src/deep/(d)+.test.ts": ["src/deep/(d)+.test.ts"],
  "gone/*.ts": [],
  "gone.ts": ["gone.ts"],
};

for (const [glob, found] of Object.entries(globs)) {
  Deno.test(`findTests() finds what ${glob} names`, async () => {
    await using made = await project(Object.fromEntries(files.map((file) => [file, "x"])));
    assert.deepEqual(await findTests(made.root, [glob], disk), found);
  });
}

Deno.test("findTests() names each file once, in order", async () => {
  await using made = await project({ "b.ts": "", "a.ts": "", "link.ts": "-> a.ts" });
  assert.deepEqual(await findTests(made.root, ["*.ts", "a.ts"], disk), ["a.ts", "b.ts"]);
});
