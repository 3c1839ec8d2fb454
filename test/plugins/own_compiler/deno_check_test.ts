import assert from "node:assert/strict";
import { callNow } from "../../contract/calls.ts";
import { codes, judged, stateOf } from "./judged.ts";

const HOLE = "hole()";
const DECLARED = "declare function hole<T = any>(): T;\n";

/** Maze's mapping knows no types of `node:` modules without `@types/node`: for TypeScript 7 the value is `any`. */
const READ = 'readFileSync("x", "utf8")';
const READING =
  `import { readFileSync } from "node:fs";\n${DECLARED}export const size: number = ${HOLE};\nvoid readFileSync;\n`;

Deno.test("denoCheck() refuses what Deno's own types refuse, takes what they take, and leaves the project alone", async () => {
  await using project = await judged({ "deno.json": "{}", "src/a.ts": READING });
  const before = stateOf(project.root);
  const refused = await project.replace("src/a.ts", `${HOLE};`, `${READ};`);
  assert.deepEqual([refused.state, codes(refused)], ["invalid", ["src/a.ts TS2322"]]);
  const { start = 0, end = 0 } = refused.diagnostics[0]?.span ?? {};
  assert.equal(project.change("src/a.ts", `${HOLE};`, `${READ};`).files[0]?.text.slice(start, end), "size");
  const taken = await project.replace("src/a.ts", `${HOLE};`, `${READ}.length;`);
  assert.equal(taken.state, "valid");
  assert.match(taken.notes[0]?.text ?? "", /^by `deno check` \d+\.\d+\.\d+ \(TypeScript \d+\.\d+\.\d+\)$/);
  assert.deepEqual(stateOf(project.root), before);
});

Deno.test("denoCheck() does not count faults that were there before, and finds those in other files", async () => {
  await using project = await judged({
    "deno.json": '{"imports":{"@/":"./src/"}}',
    "src/a.ts": `${DECLARED}export const a = ${HOLE};\nexport const old: string = 1;\n`,
    "src/deep/b.ts": 'import { a } from "@/a.ts";\nexport const b: string = a;\n',
  });
  assert.equal((await project.replace("src/a.ts", `${HOLE};`, '"a longer one";')).state, "valid");
  const refused = await project.replace("src/a.ts", `${HOLE};`, "1;");
  assert.deepEqual(codes(refused), ["src/deep/b.ts TS2322"]);
});

Deno.test("denoCheck() finds a fault far from a change in a larger project", async () => {
  const others = Object.fromEntries(
    Array.from("defghij", (name) => [`${name}.ts`, `export const ${name} = 1;\n`]),
  );
  await using project = await judged({
    ...others,
    "deno.json": "{}",
    "a.ts": `${DECLARED}export const a = ${HOLE};\n`,
    "b.ts": 'export * from "./a.ts";\n',
    "c.ts": 'import { a } from "./b.ts";\nexport const c: string = a;\n',
  });
  assert.deepEqual(codes(await project.replace("a.ts", `${HOLE};`, "1;")), ["c.ts TS2322"]);
  assert.equal((await project.replace("a.ts", `${HOLE};`, '"one";')).state, "valid");
});

Deno.test("denoCheck() sees what was filled before and is on no disk", async () => {
  await using project = await judged({
    "deno.json": "{}",
    "a.ts": `${DECLARED}export const a = ${HOLE};\n`,
    "b.ts": `import { a } from "./a.ts";\n${DECLARED}export const b: string = ${HOLE};\nvoid a;\n`,
  });
  const first = project.change("a.ts", `${HOLE};`, "1 as const;");
  assert.equal((await project.validator.validate(first, undefined, callNow())).state, "valid");
  for (const { file, text } of first.files) project.accepted.set(file, text);
  assert.deepEqual(codes(await project.replace("b.ts", `${HOLE};`, "a;")), ["b.ts TS2322"]);
});

Deno.test("denoCheck() sees a file that someone changes meanwhile", async () => {
  await using project = await judged({
    "deno.json": "{}",
    "a.ts": "export const a = 1;\n",
    "b.ts": `import { a } from "./a.ts";\n${DECLARED}export const b: number = ${HOLE};\nvoid a;\n`,
  });
  assert.equal((await project.replace("b.ts", `${HOLE};`, "a;")).state, "valid");
  project.project.write("a.ts", 'export const a = "one";\n');
  assert.deepEqual(codes(await project.replace("b.ts", `${HOLE};`, "a;")), ["b.ts TS2322"]);
});

Deno.test("denoCheck() knows the workspace above its member, and the member's neighbours", async () => {
  await using project = await judged({
    "deno.json": '{"workspace":["./one","./two"]}',
    "one/deno.json": '{"name":"@own/one","version":"1.0.0","exports":"./mod.ts"}',
    "one/mod.ts": "export const one = 1;\n",
    "two/deno.json": '{"name":"@own/two","version":"1.0.0","exports":"./mod.ts"}',
    "two/mod.ts":
      `import { one } from "@own/one";\n${DECLARED}export const two: string = ${HOLE};\nvoid one;\n`,
  }, { below: "two" });
  assert.equal((await project.replace("mod.ts", `${HOLE};`, "`${one}`;")).state, "valid");
  assert.deepEqual(codes(await project.replace("mod.ts", `${HOLE};`, "one;")), ["mod.ts TS2322"]);
});

Deno.test("denoCheck() takes an import that leads nowhere for a fault of the change, and for its own silence when it was there", async () => {
  const text = `${DECLARED}export const a: number = ${HOLE};\n`;
  await using project = await judged({ "deno.json": "{}", "a.ts": text });
  const refused = await project.replace(
    "a.ts",
    text,
    'import x from "npm:@own/there-is-none@1";\nexport const a = x;\n',
  );
  assert.equal(refused.state, "invalid");
  project.project.write(
    "b.ts",
    'import "./a.ts";\nimport x from "npm:@own/there-is-none@1";\nexport const b = x;\n',
  );
  const silent = await project.replace("a.ts", `${HOLE};`, "1;");
  assert.deepEqual([silent.state, silent.isOwed, silent.diagnostics], ["unchecked", true, []]);
  assert.match(
    silent.notes[0]?.text ?? "",
    /^this change was not checked by `deno check`: it fails without this change too: /,
  );
});

Deno.test("denoCheck() judges beside holes that are still open, in the same file and in others", async () => {
  await using project = await judged({
    "deno.json": "{}",
    "a.ts": "export const a: number = /* ?? one */;\nexport const b: number = /* ?? two */;\n",
    "c.ts":
      'import { a } from "./a.ts";\nexport const c: string = /* ?? three */;\nexport const d: number = a;\n',
  });
  assert.equal((await project.replace("a.ts", "/* ?? one */", "1")).state, "valid");
  assert.deepEqual(codes(await project.replace("a.ts", "/* ?? one */", '"1"')), ["a.ts TS2322"]);
  assert.equal((await project.replace("a.ts", "/* ?? one */", "/* ?? later */")).state, "invalid");
});

Deno.test("denoCheck() says so when it comes to no end, or there is no Deno", async () => {
  const files = { "deno.json": "{}", "a.ts": `${DECLARED}export const a: number = ${HOLE};\n` };
  const said = async (options: { readonly checkMs?: number; readonly program?: string }) => {
    await using project = await judged(files, options);
    const { state, isOwed, notes } = await project.replace("a.ts", `${HOLE};`, "1;");
    assert.deepEqual([state, isOwed], ["unchecked", true]);
    return notes[0]?.text ?? "";
  };
  assert.match(await said({ checkMs: 1 }), /not checked by `deno check`: it took longer than 1 ms$/);
  assert.match(
    await said({ program: "/there/is/no/deno" }),
    /not checked by `deno check`: .*\/there\/is\/no\/deno/,
  );
});

Deno.test("denoCheck() has no say beside a tsconfig.json, without deno.json, and when it is switched off", async () => {
  const fault = "export const a: string = 1;\n";
  const quiet = { validator: "own_compiler", state: "unchecked", diagnostics: [], notes: [] };
  for (
    const [files, options] of [
      [{ "deno.json": "{}", "tsconfig.json": "{}" }, {}],
      [{ "package.json": "{}" }, {}],
      [{ "deno.json": "{}" }, { deno: false }],
    ] as const
  ) {
    await using project = await judged({ ...files, "a.ts": fault }, options);
    assert.deepEqual(await project.replace("a.ts", "1", "2"), quiet);
  }
});
