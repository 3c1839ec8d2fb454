import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { findTypescript, MAZE_TYPESCRIPT } from "../../../plugins/own_compiler/find_typescript.ts";
import { tree } from "../typescript/project/tree.ts";

const version = (text: string) => JSON.stringify({ name: "typescript", version: text });
const asks = (range: string) => JSON.stringify({ devDependencies: { typescript: range } });

/** Versions, folders and configs, relative to the root. */
function found(files: Readonly<Record<string, string>>, below = "") {
  using project = tree(files);
  const relative = (path: string) => path.replace(`${project.root}/`, "");
  return findTypescript(`${project.root}${below}`).map(({ version, folder, configs }) => [
    version,
    folder && relative(folder),
    configs.map(relative),
  ]);
}

Deno.test("MAZE_TYPESCRIPT is the version in deno.json", async () => {
  const path = fileURLToPath(new URL("../../../deno.json", import.meta.url));
  const { imports } = JSON.parse(await Deno.readTextFile(path));
  assert.equal(imports["@typescript/native"], `npm:typescript@${MAZE_TYPESCRIPT}`);
});

Deno.test("findTypescript() gives each config the version that its folder gets", () => {
  const old = "one/node_modules/typescript";
  assert.deepEqual(
    found({
      "tsconfig.json": "{}",
      "one/tsconfig.json": "{}",
      "one/deep/jsconfig.json": "{}",
      "two/tsconfig.json": "{}",
      "node_modules/typescript/package.json": version("5.9.3"),
      "node_modules/other/tsconfig.json": "{}",
      [`${old}/package.json`]: version("4.9.5"),
      ".hidden/tsconfig.json": "{}",
    }),
    [
      ["4.9.5", old, ["one/deep/jsconfig.json", "one/tsconfig.json"]],
      ["5.9.3", "node_modules/typescript", ["tsconfig.json", "two/tsconfig.json"]],
    ],
  );
});

Deno.test("findTypescript() takes a config above the root where there is none below", () => {
  const files = {
    "tsconfig.json": "{}",
    "src/a.ts": "",
    "node_modules/typescript/package.json": version("5.9.3"),
  };
  assert.deepEqual(found(files, "/src"), [["5.9.3", "node_modules/typescript", ["tsconfig.json"]]]);
});

Deno.test("findTypescript() is silent about Maze's own version, and where no config or version is", () => {
  const own = { "node_modules/typescript/package.json": version(MAZE_TYPESCRIPT) };
  assert.deepEqual(found({ "tsconfig.json": "{}", ...own }), []);
  assert.deepEqual(found({ "a.js": "", "node_modules/typescript/package.json": version("5.9.3") }), []);
  assert.deepEqual(found({ "tsconfig.json": "{}" }), []);
  assert.deepEqual(found({ "tsconfig.json": "{}", "package.json": "no JSON" }), []);
});

Deno.test("findTypescript() names an older version that is asked for and not installed", () => {
  for (const range of ["5", "^5.9.0", "~6.0.2", "5.x"]) {
    assert.deepEqual(found({ "tsconfig.json": "{}", "package.json": asks(range) }), [
      [range, undefined, ["tsconfig.json"]],
    ]);
  }
  for (const range of ["^7.0.0", "latest", "*", ">=4.7.0", "workspace:*"]) {
    assert.deepEqual(found({ "tsconfig.json": "{}", "package.json": asks(range) }), []);
  }
});
