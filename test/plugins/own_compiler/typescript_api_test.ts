import assert from "node:assert/strict";
import { callNow } from "../../contract/calls.ts";
import { readableFor } from "../../../plugins/own_compiler/readable.ts";
import { tree } from "../typescript/project/tree.ts";
import { codes, judged, stateOf } from "./judged.ts";

const OPTIONS = { strict: true, noEmit: true, skipLibCheck: true, types: [], module: "esnext" };
const TSCONFIG = JSON.stringify({ compilerOptions: { ...OPTIONS, target: "esnext" }, include: ["src"] });
const HOLE = "hole()";
const DECLARED = "declare function hole<T = any>(intent?: string): T;\n";

/** `RegExp.escape` is in the library of 6 and 7, not of 5.9. */
const LATER = 'RegExp.escape("a.b")';

Deno.test("TypescriptApi refuses what the project's own 5.9 does not know, and takes what it does", async () => {
  await using project = await judged({
    "tsconfig.json": TSCONFIG,
    "src/hole.d.ts": DECLARED,
    "src/a.ts": `export const a: string = ${HOLE};\n`,
  }, { typescript: "5.9.3" });
  const before = stateOf(project.root);
  const refused = await project.replace("src/a.ts", HOLE, LATER);
  assert.deepEqual([refused.state, codes(refused)], ["invalid", ["src/a.ts TS2339"]]);
  assert.match(refused.diagnostics[0]?.message ?? "", /'escape' does not exist/);
  const { start = 0, end = 0 } = refused.diagnostics[0]?.span ?? {};
  assert.equal(`export const a: string = ${LATER};`.slice(start, end), "escape");
  const taken = await project.replace("src/a.ts", HOLE, '"a"');
  assert.deepEqual([taken.state, taken.notes[0]?.text], ["valid", "by the project's own TypeScript 5.9.3"]);
  assert.deepEqual(stateOf(project.root), before);
});

Deno.test("TypescriptApi asks 6 as well, which knows what 5.9 did not", async () => {
  await using project = await judged({
    "tsconfig.json": TSCONFIG,
    "src/hole.d.ts": DECLARED,
    "src/a.ts": `export const a: string = ${HOLE};\n`,
  }, { typescript: "6.0.3" });
  assert.equal((await project.replace("src/a.ts", HOLE, LATER)).state, "valid");
  const refused = await project.replace("src/a.ts", HOLE, "1");
  assert.deepEqual([refused.state, codes(refused)], ["invalid", ["src/a.ts TS2322"]]);
  assert.equal(refused.notes[0]?.text, "by the project's own TypeScript 6.0.3");
});

Deno.test("TypescriptApi does not count faults that were there before, wherever the change moves them", async () => {
  await using project = await judged({
    "tsconfig.json": TSCONFIG,
    "src/hole.d.ts": DECLARED,
    "src/a.ts": `export const a: string = ${HOLE};\nexport const old: string = ${LATER};\n`,
  }, { typescript: "5.9.3" });
  assert.equal((await project.replace("src/a.ts", HOLE, '"much longer than the hole"')).state, "valid");
  const standing = {
    edits: [],
    files: [{ file: "src/a.ts", text: Deno.readTextFileSync(`${project.root}/src/a.ts`) }],
  };
  assert.deepEqual(codes(await project.validator.validate(standing, undefined, callNow())), [
    "src/a.ts TS2339",
  ]);
});

Deno.test("TypescriptApi finds the faults that a change makes in other files, and in them alone", async () => {
  await using project = await judged({
    "tsconfig.json": TSCONFIG,
    "src/hole.d.ts": DECLARED,
    "src/a.ts": `export function a() { return ${HOLE}; }\nexport function b(): number { return ${HOLE}; }\n`,
    "src/c.ts": 'export { a } from "./a";\n',
    "src/d.ts": 'import { a } from "./c";\nexport const d: string = a();\n',
    "src/e.ts": "export const e = 1;\n",
  }, { typescript: "5.9.3" });
  const shown = await project.replace("src/a.ts", HOLE, "1");
  assert.deepEqual(codes(shown), ["src/d.ts TS2322"]);
  assert.equal((await project.replace("src/a.ts", HOLE, '"x"')).state, "valid");
});

Deno.test("TypescriptApi sees what was filled before and is on no disk", async () => {
  await using project = await judged({
    "tsconfig.json": TSCONFIG,
    "src/hole.d.ts": DECLARED,
    "src/a.ts": `export const a = ${HOLE};\n`,
    "src/b.ts": `import { a } from "./a";\nexport const b: string = ${HOLE};\nexport const c = a;\n`,
  }, { typescript: "5.9.3" });
  const first = project.change("src/a.ts", HOLE, "1 as const");
  assert.equal((await project.validator.validate(first, undefined, callNow())).state, "valid");
  for (const { file, text } of first.files) project.accepted.set(file, text);
  assert.deepEqual(codes(await project.replace("src/b.ts", HOLE, "a")), ["src/b.ts TS2322"]);
});

Deno.test("TypescriptApi follows references, and the sources behind them, without a build", async () => {
  const part = (more: object) =>
    JSON.stringify({
      compilerOptions: { ...OPTIONS, composite: true, noEmit: false },
      include: ["*.ts"],
      ...more,
    });
  await using project = await judged({
    "tsconfig.json": '{"files":[],"references":[{"path":"./one"},{"path":"./two"}]}',
    "one/tsconfig.json": part({}),
    "one/a.ts": `declare function hole(): any;\nexport const a = ${HOLE};\n`,
    "two/tsconfig.json": part({ references: [{ path: "../one" }] }),
    "two/b.ts": 'import { a } from "../one/a";\nexport const b: string = a;\n',
  }, { typescript: "5.9.3" });
  assert.deepEqual(codes(await project.replace("one/a.ts", `${HOLE};`, "1;")), ["two/b.ts TS2322"]);
  assert.equal((await project.replace("one/a.ts", `${HOLE};`, '"x";')).state, "valid");
});

Deno.test("TypescriptApi has no say where the version is Maze's own, no config names the file, or it is switched off", async () => {
  const files = { "tsconfig.json": TSCONFIG, "src/a.ts": "export const a: string = 1;\n" };
  const quiet = { validator: "own_compiler", state: "unchecked", diagnostics: [], notes: [] };
  {
    await using project = await judged(files);
    assert.deepEqual(await project.replace("src/a.ts", "1", "2"), quiet);
  }
  {
    await using project = await judged(files, { typescript: "5.9.3", asksTypescript: false });
    assert.deepEqual(await project.replace("src/a.ts", "1", "2"), quiet);
  }
  {
    await using project = await judged({ ...files, "b.ts": "export const b = 1;\n" }, {
      typescript: "5.9.3",
    });
    assert.deepEqual(await project.replace("b.ts", "1", '"x"'), quiet);
  }
});

/** A project whose `typescript` is this text. */
function withPackage(text: string): Record<string, string> {
  return {
    "tsconfig.json": TSCONFIG,
    "src/a.ts": "export const a: number = 1;\n",
    "node_modules/typescript/package.json":
      '{"name":"typescript","version":"5.0.0","main":"./lib/typescript.js"}',
    "node_modules/typescript/lib/typescript.js": text,
  };
}

const SILENT = "this change was not checked by the project's own TypeScript 5.0.0: ";

Deno.test("TypescriptApi gives the package nothing but the project to read", async () => {
  const tries: Readonly<Record<string, string>> = {
    "a file to write": 'require("node:fs").writeFileSync(__dirname + "/evil", "")',
    "a file elsewhere": 'require("node:fs").readFileSync("/etc/hostname")',
    "a program to run": 'new Deno.Command("true").outputSync()',
    "a server to ask": 'throw new Error(Deno.permissions.querySync({ name: "net" }).state)',
    "a variable to read": "throw new Error(String(process.env.PATH ?? process.env.HOME))",
  };
  const said: Record<string, string> = {};
  for (const [name, text] of Object.entries(tries)) {
    await using project = await judged(withPackage(text));
    const report = await project.replace("src/a.ts", "1", "2");
    assert.deepEqual([report.state, report.isOwed], ["unchecked", true], name);
    said[name] = report.notes[0]?.text.slice(SILENT.length) ?? "";
    assert.deepEqual(Array.from(Deno.readDirSync(`${project.root}/node_modules/typescript`)).length, 2);
  }
  assert.match(said["a file to write"] ?? "", /Requires write access/);
  assert.match(said["a file elsewhere"] ?? "", /Requires read access to "\/etc\/hostname"/);
  assert.match(said["a program to run"] ?? "", /Requires run access/);
  assert.match(said["a server to ask"] ?? "", /prompt$/);
  assert.match(said["a variable to read"] ?? "", /undefined$/);
});

Deno.test("TypescriptApi reads a package that the project links to from elsewhere, and a folder with a comma", async () => {
  using elsewhere = tree({
    "lib/package.json": '{ "types": "lib.d.ts" }',
    "lib/lib.d.ts": "export const n: number;\n",
  });
  await using project = await judged({
    "a,b/tsconfig.json": TSCONFIG.replace('"esnext"', '"esnext", "moduleResolution": "bundler"'),
    "a,b/src/a.ts": 'import { n } from "lib";\nexport const a: number = 1 + n;\n',
  }, { typescript: "5.9.3", below: "a,b" });
  await Deno.symlink(`${elsewhere.root}/lib`, `${project.root}/node_modules/lib`);
  const refused = await project.replace("src/a.ts", "1 + n", "n.length");
  assert.deepEqual([refused.state, codes(refused)], ["invalid", ["src/a.ts TS2339"]]);
  assert.equal((await project.replace("src/a.ts", "1 + n", "n")).state, "valid");
});

Deno.test("readableFor() names the repository of a project, its packages and configs, and no folder twice", () => {
  using project = tree({
    ".git/HEAD": "",
    "node_modules/x/package.json": "{}",
    "app/node_modules/y/package.json": "{}",
    "app/tsconfig.json": "{}",
  });
  const { root } = project;
  const own = { version: "5.0.0", folder: "/elsewhere/typescript", configs: [`${root}/app/tsconfig.json`] };
  assert.deepEqual(readableFor(`${root}/app`, own), [root, "/elsewhere/typescript"]);
  Deno.removeSync(`${root}/.git`, { recursive: true });
  assert.deepEqual(readableFor(`${root}/app`, own), [
    `${root}/app`,
    `${root}/node_modules`,
    "/elsewhere/typescript",
  ]);
});

Deno.test("TypescriptApi says why the package could not judge, and starts it again for the next change", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["throw new Error('broken package')", /broken package$/],
    ["process.exit(0)", /it ended without a word$/],
    ["for (;;);", /it took longer than \d+ ms$/],
    ["module.exports = { version: '5.0.0' };", /undefined|not a function/],
  ];
  for (const [text, reason] of cases) {
    const isEndless = text.startsWith("for");
    await using project = await judged(withPackage(text), isEndless ? { checkMs: 1000 } : {});
    for (const value of ["2", "3"]) {
      const { state, isOwed, notes } = await project.replace("src/a.ts", "1", value);
      assert.deepEqual([state, isOwed], ["unchecked", true], text);
      assert.ok(notes[0]?.text.startsWith(SILENT), notes[0]?.text);
      assert.match(notes[0]?.text ?? "", reason);
    }
  }
});

Deno.test("TypescriptApi owes its check where package.json asks for an older version that is not installed", async () => {
  const files = { "tsconfig.json": TSCONFIG, "src/a.ts": "export const a: number = 1;\n" };
  const state = async (range: string) => {
    const manifest = JSON.stringify({ devDependencies: { typescript: range } });
    await using project = await judged({ ...files, "package.json": manifest });
    const { state, isOwed = false, notes } = await project.replace("src/a.ts", "1", "2");
    return [state, isOwed, notes[0]?.text ?? ""];
  };
  const reason = "package.json asks for it and it is not installed; " +
    "install it, or do without it by options.own_compiler.typescript = false";
  assert.deepEqual(await state("^5.9.0"), [
    "unchecked",
    true,
    `this change was not checked by the project's own TypeScript ^5.9.0: ${reason}`,
  ]);
  for (const range of ["^7.0.0", "latest", "*"]) {
    assert.deepEqual(await state(range), ["unchecked", false, ""]);
  }
});

Deno.test("TypescriptApi ends with the call", async () => {
  await using project = await judged(withPackage("for (;;);"));
  const control = new AbortController();
  const call = { signal: control.signal, deadline: performance.now() + 60_000 };
  const asked = project.validator.validate(project.change("src/a.ts", "1", "2"), undefined, call);
  setTimeout(() => control.abort(new DOMException("Nobody waits", "AbortError")), 300);
  await assert.rejects(asked, { name: "AbortError" });
});

Deno.test("TypescriptApi judges a file that is yet to be made, though nothing imports it", async () => {
  await using project = await judged({ "tsconfig.json": TSCONFIG, "src/a.ts": "export const a = 1;\n" }, {
    typescript: "5.9.3",
  });
  project.accepted.set("src/new.ts", "");
  const report = async (text: string) => {
    const edits = [{ file: "src/new.ts", span: { start: 0, end: 0 }, text }];
    const change = { edits, files: [{ file: "src/new.ts", text }] };
    return await project.validator.validate(change, undefined, callNow());
  };
  const refused = await report(`export const b: string = ${LATER};\n`);
  assert.deepEqual([refused.state, codes(refused)], ["invalid", ["src/new.ts TS2339"]]);
  assert.equal((await report('export const b: string = "b";\n')).state, "valid");
});
