import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { placeAt } from "../../../../core/code/text.ts";
import { openProject, relativeTo } from "../../../../plugins/typescript/project/project.ts";
import { tree } from "./tree.ts";

/** Opens a project and names its files relative to its root. */
function opened(root: string) {
  const project = openProject(root);
  return { ...project, files: project.files.map((file) => relativeTo(root, file)) };
}

Deno.test("openProject() follows references of a solution", () => {
  using made = tree({
    "tsconfig.json":
      `{ "files": [], "references": [{ "path": "./core" }, { "path": "./app/tsconfig.app.json" }] }`,
    "core/tsconfig.json": `{ "compilerOptions": { "composite": true } }`,
    "core/a.ts": "",
    "app/tsconfig.app.json": `{ "include": ["src"] }`,
    "app/src/b.tsx": "",
    "app/other.ts": "",
  });
  const { files, diagnostics, kind } = opened(made.root);
  assert.deepEqual(files, ["app/src/b.tsx", "core/a.ts"]);
  assert.deepEqual(diagnostics, []);
  assert.equal(kind, "tsconfig");
});

Deno.test("openProject() joins the configs of a pnpm workspace's packages", () => {
  using made = tree({
    "package.json": `{ "name": "root" }`,
    "pnpm-workspace.yaml":
      "packages:\n  - 'packages/*' # all\n  - '!packages/old'\nonlyBuiltDependencies:\n  - x\n",
    "packages/a/package.json": `{ "name": "@acme/a" }`,
    "packages/a/tsconfig.json": `{}`,
    "packages/a/a.ts": "",
    "packages/old/package.json": `{ "name": "old" }`,
    "packages/old/tsconfig.json": `{}`,
    "packages/old/o.ts": "",
  });
  const { files, packages } = opened(made.root);
  assert.deepEqual(files, ["packages/a/a.ts"]);
  assert.deepEqual(packages.map(({ name, dir }) => [name, relativeTo(made.root, dir)]), [
    ["root", ""],
    ["@acme/a", "packages/a"],
  ]);
});

Deno.test("openProject() joins the packages of npm workspaces", () => {
  using made = tree({
    "package.json": `{ "name": "root", "workspaces": { "packages": ["libs/**"] } }`,
    "libs/deep/er/package.json": `{ "name": "er" }`,
    "libs/deep/er/jsconfig.json": `{}`,
    "libs/deep/er/x.js": "",
  });
  assert.deepEqual(opened(made.root).files, ["libs/deep/er/x.js"]);
});

Deno.test("openProject() takes options and lists from an extended package and from the last of two parents", () => {
  using made = tree({
    "tsconfig.json": `{ "extends": ["@acme/base", "./second"] }`,
    "node_modules/@acme/base/package.json": `{ "name": "@acme/base", "tsconfig": "./strict.json" }`,
    "node_modules/@acme/base/strict.json": `{ "include": ["no"], "compilerOptions": { "allowJs": true } }`,
    "second.json": `{ "include": ["\${configDir}/src"] }`,
    "src/a.js": "",
    "no/b.ts": "",
  });
  const { files, diagnostics } = opened(made.root);
  assert.deepEqual(files, ["src/a.js"]);
  assert.deepEqual(diagnostics, []);
});

Deno.test("openProject() says where a config is at fault and goes on with the rest", () => {
  const text = '{\n  "extends": "./gone.json",\n  "include": ["src" "lib"],\n  "exclude": 3\n}\n';
  using made = tree({ "tsconfig.json": text, "src/a.ts": "", "lib/b.ts": "" });
  const { files, diagnostics } = opened(made.root);
  assert.deepEqual(files, ["lib/b.ts", "src/a.ts"]);
  const faults = diagnostics.map(({ file, code, span }) => [file, code, placeAt(text, span.start)]);
  assert.deepEqual(faults, [
    ["tsconfig.json", "TS1005", { line: 2, column: 20 }],
    ["tsconfig.json", "TS6053", { line: 1, column: 13 }],
    ["tsconfig.json", "TS5024", { line: 3, column: 13 }],
  ]);
});

Deno.test("openProject() reports configs that extend each other, and an empty one", () => {
  using made = tree({
    "tsconfig.json": `{ "extends": "./b.json" }`,
    "b.json": `{ "extends": "./tsconfig.json", "include": ["none"] }`,
  });
  assert.deepEqual(opened(made.root).diagnostics.map(({ file, code }) => [file, code]), [
    ["b.json", "TS18000"],
    ["tsconfig.json", "TS18003"],
  ]);
});

Deno.test("openProject() reports an entry of files that is not there", () => {
  const text = `{ "files": ["a.ts", "gone.ts"] }`;
  using made = tree({ "tsconfig.json": text, "a.ts": "" });
  const { files, diagnostics } = opened(made.root);
  assert.deepEqual(files, ["a.ts"]);
  assert.deepEqual(diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)]), [
    ["TS6053", '"gone.ts"'],
  ]);
});

Deno.test("openProject() leaves out what ignore files name, and names Vue and Svelte files", () => {
  using made = tree({
    "tsconfig.json": "{}",
    ".gitignore": "gen/\n",
    "src/.mazeignore": "*.secret.ts\n",
    "gen/a.ts": "",
    "src/b.ts": "",
    "src/c.secret.ts": "",
    "src/D.vue": "",
    "src/E.svelte": "",
  });
  const { files, leftOut } = opened(made.root);
  assert.deepEqual(files, ["src/b.ts"]);
  assert.deepEqual(leftOut.map(({ file, reason }) => [file, reason.split(" ")[0]]), [
    ["src/D.vue", "Vue"],
    ["src/E.svelte", "Svelte"],
  ]);
});

Deno.test("openProject() without a config takes all sources but outputs and installed packages", () => {
  using made = tree({
    "a.ts": "",
    "src/b.mjs": "",
    "dist/c.js": "",
    "node_modules/p/d.ts": "",
    "x.min.js": "",
  });
  const { files, kind } = opened(made.root);
  assert.deepEqual(files, ["a.ts", "src/b.mjs"]);
  assert.equal(kind, "bare");
});

Deno.test("openProject() finds the config above its folder when that covers it", () => {
  using made = tree({
    ".git/HEAD": "",
    "tsconfig.json": `{ "include": ["app"] }`,
    "app/deep/a.ts": "",
    "tools/b.ts": "",
  });
  assert.deepEqual(opened(`${made.root}/app/deep`).files, ["a.ts"]);
  assert.deepEqual(opened(`${made.root}/tools`).kind, "bare");
});

Deno.test("openProject() finds configs below its folder and covers what they leave", () => {
  using made = tree({
    "docs/tsconfig.json": `{ "include": ["src"] }`,
    "docs/src/a.ts": "",
    "docs/b.ts": "",
    "lib/c.ts": "",
  });
  assert.deepEqual(opened(made.root).files, ["docs/src/a.ts", "lib/c.ts"]);
});

Deno.test("openProject() lists a Deno project by deno.json's exclude", () => {
  using made = tree({
    "deno.jsonc": `{ "exclude": ["gen/", "!gen/keep.ts", "**/*.skip.ts"] } // no tsconfig`,
    "main.ts": "",
    "lib/a.skip.ts": "",
    "lib/b.jsx": "",
    "gen/out.ts": "",
    "gen/keep.ts": "",
    ".hidden/c.ts": "",
  });
  const { files, kind } = opened(made.root);
  assert.equal(kind, "deno");
  assert.deepEqual(files, [".hidden/c.ts", "gen/keep.ts", "lib/b.jsx", "main.ts"]);
});

Deno.test("openProject() looks into a folder once, though links lead back to it", () => {
  for (const config of [{}, { "deno.json": "{}" }]) {
    using made = tree({ ...config, "a.ts": "", "s/b.ts": "" });
    for (const name of ["x", "y", "z"]) symlinkSync(".", `${made.root}/${name}`);
    symlinkSync("..", `${made.root}/s/up`);
    assert.deepEqual(opened(made.root).files, ["a.ts", "s/b.ts"]);
  }
});
