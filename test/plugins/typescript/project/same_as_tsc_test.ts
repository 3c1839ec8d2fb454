import assert from "node:assert/strict";
import { API } from "@typescript/native/unstable/async";
import fc from "fast-check";
import { existsSync } from "node:fs";
import { openProject } from "../../../../plugins/typescript/project/project.ts";
import { tree } from "./tree.ts";

const isSource = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** What tsc lists for the config in each root, entries of `files` that are not there aside; one process answers for all. */
async function listedByTsc(roots: readonly string[]): Promise<readonly (readonly string[])[]> {
  const api = new API({ cwd: roots[0] ?? "/" });
  try {
    const lists: string[][] = [];
    for (const root of roots) {
      const { fileNames } = await api.parseConfigFile(`${root}/tsconfig.json`);
      lists.push([...new Set(fileNames)].filter((file) => isSource.test(file) && existsSync(file)).sort());
    }
    return lists;
  } finally {
    await api.close();
  }
}

const names = [
  "a.ts",
  "a.tsx",
  "a.d.ts",
  "a.js",
  "a.jsx",
  "a.mts",
  "a.mjs",
  "a.d.mts",
  "a.cts",
  "a.cjs",
  "b.js",
  "b.min.js",
  "c.json",
  ".hidden.ts",
  "x.test.ts",
  "readme.md",
];
const dirs = [
  "",
  "src/",
  "src/deep/er/",
  "lib/",
  "src/node_modules/p/",
  "node_modules/q/",
  ".dot/",
  "dist/",
  "my-dir/",
];
const patterns = [
  "src",
  "src/**/*",
  "**/*",
  "*",
  "lib/*.ts",
  "src/*/er/*",
  "**/*.test.ts",
  "**/*.?s",
  "./src",
  "src/**/*.js",
  "dist",
  "node_modules/q",
  "my-dir/*",
  ".dot/*",
  "**/er",
  "b.min.js",
  "src/**",
  "**/a.*",
  "sr?/*",
];
const config = fc.record({
  include: fc.uniqueArray(fc.constantFrom(...patterns), { minLength: 1, maxLength: 3 }),
  exclude: fc.uniqueArray(fc.constantFrom(...patterns), { maxLength: 2 }),
  files: fc.uniqueArray(fc.constantFrom("src/a.ts", "lib/b.js", "node_modules/q/a.ts"), { maxLength: 2 }),
  compilerOptions: fc.record({ allowJs: fc.boolean(), outDir: fc.constantFrom("dist", "./lib") }, {
    requiredKeys: [],
  }),
}, { requiredKeys: [] });
const shape = fc.record({
  config,
  base: fc.option(config),
  present: fc.uniqueArray(fc.tuple(fc.constantFrom(...dirs), fc.constantFrom(...names)), {
    minLength: 15,
    maxLength: 60,
    selector: ([dir, name]) => dir + name,
  }),
});

type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

function made({ config, base, present }: Shape) {
  const files = Object.fromEntries(
    present.map(([dir, name]) => [dir + name, name.endsWith(".json") ? "{}" : ""]),
  );
  const own = base ? { extends: "./base/tsconfig.base", ...config } : config;
  if (base) files["base/tsconfig.base.json"] = JSON.stringify(base);
  return tree({ ...files, "tsconfig.json": JSON.stringify(own) });
}

Deno.test({
  name: "openProject() names the files that tsc names, for any patterns",
  // The API's `close()` ends its process without a way to await its end.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const seed = 7;
    const shapes = fc.sample(shape, { seed, numRuns: 150 });
    const trees = shapes.map(made);
    try {
      const expected = await listedByTsc(trees.map(({ root }) => root));
      trees.forEach(({ root }, i) => {
        assert.deepEqual(openProject(root).files, expected[i], JSON.stringify(shapes[i]));
      });
      assert.ok(expected.filter((list) => list.length > 2).length > 40, "most shapes must have files");
    } finally {
      trees.forEach((made) => made[Symbol.dispose]());
    }
  },
});
