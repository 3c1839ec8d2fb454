import assert from "node:assert/strict";
import { openIndex } from "../../../../plugins/typescript/index/declaration_index.ts";
import type { Extractor } from "../../../../plugins/typescript/index/extract.ts";
import { realDisk } from "../../../../plugins/typescript/project/disk.ts";
import { type Tree, tree } from "../project/tree.ts";

const files = {
  "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
  "src/shape.ts": `/** A thing with an area. */
export interface Shape { /** In square metres. */ area(): number }
export class Circle implements Shape { constructor(readonly radius: number) {} area() { return 3; } }
function hidden() {}
`,
  "src/barrel.ts":
    `export * from "./shape"; export { Circle as Round } from "./shape"; export * as shapes from "./shape";`,
  "src/use.ts": `import { Round } from "@/barrel"; export const one = new Round(1);`,
  "src/main.ts": `import { one } from "./use"; export default one;`,
};

/** Sets every file's time back, so that the index may trust it. */
function settle({ root }: Tree): void {
  const old = new Date(Date.now() - 60_000);
  for (const file of Object.keys(files)) Deno.utimeSync(`${root}/${file}`, old, old);
}

Deno.test("symbols() finds declarations by name, prefix, initials and part", async () => {
  using made = tree({
    "a.ts": "export class HttpError {} class HttpErrorBase {} const http = 1; let error;",
  });
  using index = await openIndex({ root: made.root });
  const names = (query: string) => index.symbols(query).map(({ name }) => name);
  assert.deepEqual(names("HttpError"), ["HttpError", "HttpErrorBase"]);
  assert.deepEqual(names("http"), ["http", "HttpError", "HttpErrorBase"]);
  assert.deepEqual(names("HE"), ["HttpError", "HttpErrorBase"]);
  assert.deepEqual(names("rror"), ["HttpError", "error", "HttpErrorBase"]);
  assert.deepEqual(names("zzz"), []);
  assert.deepEqual(index.symbols("", 2).length, 2);
});

Deno.test("declarations() gives members with docs and places", async () => {
  using made = tree(files);
  using index = await openIndex({ root: made.root });
  const found = await index.declarations("src/shape.ts");
  assert.deepEqual(found.map((d) => [d.name, d.isExported, d.doc]), [
    ["Shape", true, "A thing with an area."],
    ["Circle", true, ""],
    ["hidden", false, ""],
  ]);
  const area = found[0]?.members[0];
  assert.deepEqual([area?.signature, area?.doc], ["area(): number", "In square metres."]);
  assert.equal(files["src/shape.ts"].slice(area?.span.start, area?.span.end), "area(): number");
});

Deno.test("importers() follows relative and aliased imports, transitively when asked", async () => {
  using made = tree(files);
  using index = await openIndex({ root: made.root });
  assert.deepEqual(index.importers("src/shape.ts"), ["src/barrel.ts"]);
  const all = ["src/barrel.ts", "src/main.ts", "src/use.ts"];
  assert.deepEqual(index.importers("src/shape.ts", { isTransitive: true }), all);
});

Deno.test("importers() ends on a cycle", async () => {
  using made = tree({ "a.ts": `import "./b";`, "b.ts": `import "./a";` });
  using index = await openIndex({ root: made.root });
  assert.deepEqual(index.importers("a.ts", { isTransitive: true }), ["a.ts", "b.ts"]);
});

Deno.test("exports() follows re-exports to the declaring file", async () => {
  using made = tree(files);
  using index = await openIndex({ root: made.root });
  const found = await index.exports("src/barrel.ts");
  assert.deepEqual(found.map((e) => [e.name, e.file, e.local]), [
    ["Circle", "src/shape.ts", "Circle"],
    ["Round", "src/shape.ts", "Circle"],
    ["Shape", "src/shape.ts", "Shape"],
    ["shapes", "src/shape.ts", "*"],
  ]);
});

Deno.test("exports() ends on modules that export each other", async () => {
  using made = tree({
    "a.ts": `export * from "./b"; export const a = 1; export { c } from "./b"; export default 1;`,
    "b.ts": `export * from "./a"; export { c } from "./a";`,
  });
  using index = await openIndex({ root: made.root });
  assert.deepEqual((await index.exports("b.ts")).map(({ name }) => name), ["a", "c"]);
});

Deno.test("exporters() names every module that gives a name, the declaring one first", async () => {
  using made = tree(files);
  using index = await openIndex({ root: made.root });
  assert.deepEqual((await index.exporters("Circle")).map(({ from }) => from), [
    "src/shape.ts",
    "src/barrel.ts",
  ]);
  assert.deepEqual((await index.exporters("Round")).map(({ from, local }) => [from, local]), [
    ["src/barrel.ts", "Circle"],
  ]);
  assert.deepEqual(await index.exporters("hidden"), []);
});

Deno.test("exports() and declarations() read an installed package on demand", async () => {
  using made = tree({
    ...files,
    "node_modules/dep/package.json": `{ "name": "dep", "exports": { ".": { "types": "./d/i.d.ts" } } }`,
    "node_modules/dep/d/i.d.ts": `export * from "./more.js";`,
    "node_modules/dep/d/more.d.ts": `/** Helps. */ export declare function help(): void;`,
  });
  using index = await openIndex({ root: made.root });
  const entry = index.resolve("dep", "src/main.ts");
  assert.equal(entry, "node_modules/dep/d/i.d.ts");
  const [found] = await index.exports(entry ?? "");
  assert.deepEqual([found?.name, found?.file], ["help", "node_modules/dep/d/more.d.ts"]);
  const [declared] = await index.declarations(found?.file ?? "");
  assert.deepEqual([declared?.signature, declared?.doc], ["export declare function help(): void", "Helps."]);
  assert.ok(!index.files().some((file) => file.includes("node_modules")));
});

Deno.test("resolve() finds a workspace package that is neither installed nor built", async () => {
  using made = tree({
    "package.json": `{ "workspaces": ["packages/*"] }`,
    "packages/a/package.json": `{ "name": "@acme/a", "main": "dist/index.js" }`,
    "packages/a/src/index.ts": "export const a = 1;",
    "packages/b/package.json": `{ "name": "@acme/b" }`,
    "packages/b/src/main.ts": `import { a } from "@acme/a";`,
  });
  using index = await openIndex({ root: made.root });
  assert.equal(index.resolve("@acme/a", "packages/b/src/main.ts"), "packages/a/src/index.ts");
  assert.deepEqual(index.importers("packages/a/src/index.ts"), ["packages/b/src/main.ts"]);
});

Deno.test("openIndex() reads a file that git ignores when an import reaches it, and never one that Maze ignores", async () => {
  using made = tree({
    "tsconfig.json": "{}",
    ".gitignore": "gen.ts\nother.ts\n",
    ".mazeignore": "secret.ts\n",
    "main.ts": `import "./gen"; import "./secret";`,
    "gen.ts": "",
    "other.ts": "",
    "secret.ts": "",
  });
  using index = await openIndex({ root: made.root });
  assert.deepEqual(index.files(), ["gen.ts", "main.ts"]);
});

Deno.test("openIndex() parses nothing that did not change, and only what did", async () => {
  using made = tree(files);
  settle(made);
  const options = { root: made.root, storeDir: `${made.root}/.maze/index` };
  const open = async () => {
    using index = await openIndex(options);
    return { ...index.refreshed, names: index.symbols("o").map(({ name }) => name) };
  };
  const first = await open();
  assert.deepEqual(first.parsed, ["src/barrel.ts", "src/main.ts", "src/shape.ts", "src/use.ts"]);
  assert.deepEqual((await open()).parsed, []);
  made.write("src/use.ts", `export const other = 2;`);
  const changed = await open();
  assert.deepEqual(changed.parsed, ["src/use.ts"]);
  assert.deepEqual(changed.names, ["other"]);
  Deno.removeSync(`${made.root}/src/use.ts`);
  const removed = await open();
  assert.deepEqual([removed.parsed, removed.removed], [[], ["src/use.ts"]]);
});

Deno.test("openIndex() names the files that are there and can not be read, a pipe among them", async () => {
  using made = tree({ "tsconfig.json": "{}", "a.ts": "", "closed.ts": "" });
  await new Deno.Command("mkfifo", { args: [`${made.root}/pipe.ts`] }).output();
  const readText = (path: string) => path.endsWith("/closed.ts") ? undefined : realDisk.readText(path);
  using index = await openIndex({ root: made.root, disk: { ...realDisk, readText } });
  assert.deepEqual(index.files(), ["a.ts"]);
  assert.deepEqual(index.refreshed.unread, ["closed.ts", "pipe.ts"]);
});

Deno.test("openIndex() sees a change that keeps size and time", async () => {
  using made = tree({ "tsconfig.json": "{}", "a.ts": "let aa;" });
  const options = { root: made.root, storeDir: `${made.root}/.maze` };
  // So that the file counts as just written, however slow the machine.
  const now = new Date(Date.now() + 3_600_000);
  Deno.utimeSync(`${made.root}/a.ts`, now, now);
  (await openIndex(options))[Symbol.dispose]();
  made.write("a.ts", "let bb;");
  Deno.utimeSync(`${made.root}/a.ts`, now, now);
  using index = await openIndex(options);
  assert.deepEqual(index.symbols("bb").length, 1);
});

Deno.test("openIndex() trusts the content, not the time, of a file that was only touched", async () => {
  using made = tree(files);
  settle(made);
  const options = { root: made.root, storeDir: `${made.root}/.maze` };
  (await openIndex(options))[Symbol.dispose]();
  Deno.utimeSync(`${made.root}/src/use.ts`, new Date(), new Date());
  using index = await openIndex(options);
  assert.deepEqual(index.refreshed.parsed, []);
});

Deno.test("openIndex() reads a project whose store can not be written", async () => {
  using made = tree({ "a.ts": "export const one = 1;", ".maze": "no folder" });
  using index = await openIndex({ root: made.root, storeDir: `${made.root}/.maze/index` });
  assert.deepEqual(index.symbols("one").map(({ name }) => name), ["one"]);
});

Deno.test("openIndex() reads all again for another extractor version, and after damage to its file", async () => {
  using made = tree(files);
  settle(made);
  const storeDir = `${made.root}/.maze`;
  const open = async (version: string) => {
    const extractor: Extractor = {
      name: "size",
      version,
      extract: (_, text) => ({ version, units: text.length }),
    };
    using index = await openIndex({ root: made.root, storeDir, extractors: [extractor] });
    return [index.refreshed.parsed.length, index.record("src/main.ts", "size")];
  };
  assert.deepEqual(await open("1"), [4, { version: "1", units: 48 }]);
  assert.deepEqual(await open("1"), [0, { version: "1", units: 48 }]);
  assert.deepEqual(await open("2"), [4, { version: "2", units: 48 }]);
  Deno.writeTextFileSync(`${storeDir}/index.db`, "x".repeat(5000));
  assert.deepEqual(await open("2"), [4, { version: "2", units: 48 }]);
});

Deno.test("update() takes an unsaved text, and the next start the saved one", async () => {
  using made = tree(files);
  settle(made);
  const options = { root: made.root, storeDir: `${made.root}/.maze` };
  {
    using index = await openIndex(options);
    await index.update([{ file: "src/main.ts", text: "\uFEFFexport const fresh = 1;" }]);
    assert.deepEqual(index.symbols("fresh").map(({ file, at }) => [file, at]), [["src/main.ts", 13]]);
    assert.deepEqual(index.importers("src/use.ts"), []);
  }
  using index = await openIndex(options);
  assert.deepEqual(index.refreshed.parsed, ["src/main.ts"]);
  assert.deepEqual(index.symbols("fresh"), []);
});

Deno.test("update() lets others import a file that was not there before", async () => {
  using made = tree({ "tsconfig.json": "{}", "a.ts": `import { b } from "./b";` });
  using index = await openIndex({ root: made.root });
  assert.equal(index.imports("a.ts")[0]?.target, undefined);
  await index.update([{ file: "b.ts", text: "export const b = 1;" }]);
  assert.equal(index.imports("a.ts")[0]?.target, "b.ts");
});

Deno.test("diagnostics() names the place of a syntax error; other files are read", async () => {
  using made = tree({ "a.ts": "export const = 1;", "b.ts": "export const fine = 1;" });
  using index = await openIndex({ root: made.root });
  const [fault] = index.diagnostics();
  assert.deepEqual([fault?.file, fault?.span.start], ["a.ts", 13]);
  assert.equal(index.symbols("fine").length, 1);
});

Deno.test("openIndex() gives up when it is told to", async () => {
  using made = tree({ "a.ts": "" });
  const options = { root: made.root, signal: AbortSignal.abort() };
  await assert.rejects(openIndex(options), { name: "AbortError" });
});
