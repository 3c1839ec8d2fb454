import assert from "node:assert/strict";
import { applyEdits } from "../../../core/code/text.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { createValidator } from "../../../plugins/typescript/validator.ts";
import { call } from "./call.ts";
import { BASE, judged, judgedAll } from "./judged.ts";
import { tree } from "./project/tree.ts";

Deno.test("validate() accepts what fits and names the fault of what does not", async () => {
  const files = { ...BASE, "a.ts": "export const a: number = hole();\n" };
  const [good, bad] = await judgedAll(files, ["1", '"1"']);
  assert.deepEqual([good?.state, good?.notes], ["valid", [{ code: "checked", text: "1 file checked" }]]);
  const [fault] = bad?.diagnostics ?? [];
  assert.deepEqual([bad?.state, fault?.code, fault?.span], ["invalid", "TS2322", { start: 13, end: 14 }]);
});

Deno.test("validate() judges a hole of type any, unknown and never", async () => {
  const of = (type: string) => ({ ...BASE, "a.ts": `export const a: ${type} = hole();\n` });
  assert.equal(await judged(of("any"), "1"), "valid");
  assert.equal(await judged(of("unknown"), "1"), "valid");
  assert.equal(await judged(of("never"), "1"), "a.ts TS2322");
  assert.equal(await judged(of("unknown"), "missing"), "a.ts TS2304");
});

Deno.test("validate() counts only faults that were not there before", async () => {
  const before = "const broken: string = 1;\nexport const a: number = hole();\nconst b: string = 2;\n";
  const files = { ...BASE, "a.ts": before };
  assert.equal(await judged(files, "1"), "valid");
  assert.equal(await judged(files, '"x"'), "a.ts TS2322");
  // The same message as a fault that is there already, at another place.
  const same = { ...BASE, "a.ts": "const b: string = missing;\nexport const a: number = hole();\n" };
  assert.equal(await judged(same, "missing"), "a.ts TS2304");
});

Deno.test("validate() holds a fault that the open hole itself makes against a fill that keeps it", async () => {
  // While `isText` is any, it narrows nothing, and the last line is at fault; so it is with a fill that is no guard.
  const text = "declare function isText(value: unknown): value is string;\n" +
    "declare function isOdd(value: unknown): boolean;\n" +
    "export function size(value: string | number): number {\n" +
    "  const { test } = hole();\n  if (test(value)) return value.length;\n  return 0;\n}\n";
  const files = { ...BASE, "a.ts": text };
  assert.equal(await judged(files, "{ test: isOdd }"), "a.ts TS2339");
  assert.equal(await judged(files, "{ test: isText }"), "valid");
  const inTest = text.replace("const { test } = hole();\n  if (test(value))", "if (hole())");
  assert.equal(await judged({ ...BASE, "a.ts": inTest }, "isOdd(value)"), "a.ts TS2339");
  assert.equal(await judged({ ...BASE, "a.ts": inTest }, "isText(value)"), "valid");
});

Deno.test("validate() forgives a fault from before in the hole's own statement and in those that do not lean on it", async () => {
  const text = "declare function use(...values: unknown[]): number;\n" +
    "export function f(): number {\n  const a = use(missing, hole());\n  const b: string = 1;\n  return a;\n}\n";
  assert.equal(await judged({ ...BASE, "a.ts": text }, "2"), "valid");
});

const TSX = {
  ...BASE,
  "tsconfig.json": '{"compilerOptions":{"strict":true,"noEmit":true,"jsx":"preserve","types":[]}}',
};

Deno.test("validate() forgives what the surroundings lack in statements that lean on the hole", async () => {
  const text =
    "export function f(title: string) {\n  const shown: string = hole();\n  return <p>{shown}</p>;\n}\n";
  const files = { ...TSX, "c.tsx": text };
  assert.equal(await judged(files, "title", { file: "c.tsx" }), "valid");
  assert.equal(await judged(files, "1", { file: "c.tsx" }), "c.tsx TS2322");
  const own = text.replace("{shown}", "{hole()}<b></b>").replace("hole()", "title");
  assert.equal(await judged({ ...TSX, "c.tsx": own }, "shown", { file: "c.tsx" }), "valid");
  assert.match(await judged({ ...TSX, "c.tsx": own }, "<i></i>", { file: "c.tsx" }), /^c\.tsx TS7026/);
  const between = text.replace("const shown: string = hole();", 'throw new Error("TODO: tell");')
    .replace("{shown}", "{told}");
  assert.equal(
    await judged({ ...TSX, "c.tsx": between }, "const told = title;", { file: "c.tsx" }),
    "valid",
  );
  assert.equal(
    await judged({ ...TSX, "c.tsx": between }, "title.trim();", { file: "c.tsx" }),
    "c.tsx TS2304",
  );
});

Deno.test("validate() forgives no fault that only an untyped value makes, or that a fill brings about again", async () => {
  const text = "declare function pipe<A, B>(value: A, step: (value: A) => B): B;\n" +
    "declare function keep<T>(value: T): { kept: T };\n" +
    "export const f = (): { kept: number } => pipe(1, hole());\n";
  assert.equal(await judged({ ...BASE, "a.ts": text }, "(value) => value"), "a.ts TS2322");
  assert.equal(await judged({ ...BASE, "a.ts": text }, "keep"), "valid");
  const far = "interface Box<out R> { readonly r: R }\ndeclare const box: Box<never>;\n" +
    "declare function map<R>(make: () => Box<R>): Box<R>;\n" +
    "export const f: { one: () => Box<never> } = {\n  one: () => {\n    return map(hole());\n  },\n};\n";
  assert.equal(await judged({ ...BASE, "a.ts": far }, "() => ({ r: 1 })"), "a.ts TS2322");
  assert.equal(await judged({ ...BASE, "a.ts": far }, "() => box"), "valid");
  const called = "declare const each: { (use: (n: number) => void): void };\n" +
    "export function f(): void {\n  return hole()((n) => n + 1);\n}\n";
  assert.equal(await judged({ ...BASE, "a.ts": called }, "each"), "valid");
});

Deno.test("validate() finds a missing marker's fault old and the fill's own new", async () => {
  const files = {
    ...BASE,
    "a.ts": 'import { hole } from "@maze/maze/hole";\nexport const a: number = hole(), b: number = hole();\n',
  };
  assert.equal(await judged(files, "1"), "valid");
  assert.equal(await judged(files, "true"), "a.ts TS2322");
});

Deno.test("validate() finds a fault that a fill makes in another file", async () => {
  const files = {
    ...BASE,
    "a.ts": "export const limit = hole();\n",
    "b.ts": 'import { limit } from "./a";\nexport const twice = limit * 2;\n',
    "c.ts": 'import { twice } from "./b";\nexport const t: number = twice;\n',
  };
  assert.equal(await judged(files, '"ten"'), "b.ts TS2362");
  assert.equal(await judged(files, "10"), "valid");
  assert.equal(await judged(files, "10n"), "b.ts TS2365");
});

Deno.test("validate() looks at all files when the names of a file are everyone's", async () => {
  const files = {
    ...BASE,
    "a.ts": "const limit = hole();\n",
    "b.ts": "const twice: number = limit;\n",
  };
  assert.equal(await judged(files, '"ten"'), "b.ts TS2322");
  assert.equal(await judged(files, "10"), "valid");
  // The import would make a module of it, and `limit` its own.
  const needs = [{ name: "x", from: "./x", kind: "named" as const }];
  assert.match(await judged({ ...files, "x.ts": "export const x = 1;\n" }, "x", { needs }), /b\.ts TS2304/);
});

Deno.test("validate() checks referencing projects by their own options", async () => {
  const files = {
    "tsconfig.json": '{"files":[],"references":[{"path":"./lib"},{"path":"./app"}]}',
    "lib/tsconfig.json":
      '{"compilerOptions":{"composite":true,"strict":true},"include":["*.ts","../maze.d.ts"]}',
    "lib/a.ts": "export const limit = hole();\n",
    "app/tsconfig.json":
      '{"compilerOptions":{"strict":true,"noEmit":true},"references":[{"path":"../lib"}],"include":["*.ts"]}',
    "app/b.ts": 'import { limit } from "../lib/a";\nexport const twice: number = limit;\n',
    "maze.d.ts": BASE["maze.d.ts"],
  };
  assert.equal(await judged(files, '"ten"', { file: "lib/a.ts" }), "app/b.ts TS2322");
  assert.equal(await judged(files, "10", { file: "lib/a.ts" }), "valid");
});

Deno.test("validate() judges a file outside every tsconfig by the options of the first", async () => {
  const files = {
    ...BASE,
    "tsconfig.json": '{"compilerOptions":{"strict":true},"include":["src"]}',
    "src/b.ts": "export const b = 1;\n",
    "a.ts": "export const a: number = hole();\n",
  };
  using project = tree(files);
  await using session = new Session(project.root, undefined);
  const span = { start: files["a.ts"].indexOf("hole"), end: files["a.ts"].indexOf(";") };
  for (const [text, state] of [["1", "valid"], ["null", "invalid"]] as const) {
    const edits = [{ file: "a.ts", span, text }];
    const change = { edits, files: [{ file: "a.ts", text: applyEdits(files["a.ts"], edits) }] };
    assert.equal((await createValidator(session, []).validate(change, undefined, call)).state, state, text);
  }
});

Deno.test("validate() judges a file that only imports reach by the options of who imports it", async () => {
  const files = {
    "tsconfig.json": '{"files":[],"references":[{"path":"./one"},{"path":"./two"}]}',
    "one/tsconfig.json": '{"compilerOptions":{"strict":true},"include":["*.ts"]}',
    "one/a.ts": "export const a = 1;\n",
    "two/tsconfig.json": '{"compilerOptions":{"strict":false},"include":["*.ts","../maze.d.ts"]}',
    "two/b.ts": 'import { s } from "../shared/s";\nexport const b = s;\n',
    "shared/s.ts": "export const s: string = hole();\n",
    "maze.d.ts": BASE["maze.d.ts"],
  };
  assert.equal(await judged(files, "null", { file: "shared/s.ts" }), "valid");
  assert.equal(await judged(files, "1", { file: "shared/s.ts" }), "shared/s.ts TS2322");
});

Deno.test("validate() works without a tsconfig, and with a broken one", async () => {
  const { "tsconfig.json": _, ...none } = BASE;
  const text = { "a.ts": "export const a: number = hole();\n" };
  assert.equal(await judged({ ...none, ...text }, "null"), "a.ts TS2322");
  assert.equal(await judged({ ...none, ...text }, "1"), "valid");
  const broken = { ...BASE, ...text, "tsconfig.json": '{"compilerOptions":{"strict":true,},\n' };
  const [still, wrong] = await judgedAll(broken, ["1", "missing"]);
  assert.deepEqual([still?.state, wrong?.state], ["valid", "invalid"]);
});

Deno.test("validate() does not take a missing body's own fault for an old one", async () => {
  const files = { ...BASE, "a.ts": "export function f(n: number): number {}\n" };
  assert.equal(await judged(files, "return n;"), "valid");
  assert.equal(await judged(files, "n;"), "a.ts TS2355");
  assert.equal(await judged(files, "if (n) return 1;"), "a.ts TS2366");
  const asked = {
    ...BASE,
    "a.ts": "export function f(n?: number): number {\n  // ?? guard\n  return n;\n}\n",
  };
  assert.equal(await judged(asked, "if (n === undefined) return 0;"), "valid");
});

Deno.test("validate() counts all faults of a change without edits", async () => {
  using project = tree({ ...BASE, "a.ts": "export const a: number = '';\n" });
  await using session = new Session(project.root, undefined);
  const change = { edits: [], files: [{ file: "a.ts", text: await session.text("a.ts") }] };
  const { diagnostics } = await createValidator(session, []).validate(change, undefined, call);
  assert.deepEqual(diagnostics.map(({ code }) => code), ["TS2322"]);
});

Deno.test("validate() sees what was filled before it", async () => {
  using project = tree({
    ...BASE,
    "a.ts": "export const a = 1;\n",
    "b.ts": 'import { a } from "./a";\nexport const b: number = a;\n',
  });
  await using session = new Session(project.root, undefined);
  const validator = createValidator(session, []);
  const edits = [{ file: "b.ts", span: { start: 0, end: 0 }, text: "// b\n" }];
  const change = { edits, files: [{ file: "b.ts", text: `// b\n${await session.text("b.ts")}` }] };
  assert.equal((await validator.validate(change, undefined, call)).state, "valid");
  await session.update([{ file: "a.ts", text: 'export const a: string = "";\n' }]);
  // What was filled is there before this change: its faults are not this one's.
  assert.equal((await validator.validate(change, undefined, call)).state, "valid");
  const asItStands = { edits: [], files: [{ file: "b.ts", text: await session.text("b.ts") }] };
  assert.equal((await validator.validate(asItStands, undefined, call)).state, "invalid");
});

Deno.test("validate() tells which modules of the hole's file it can not see, the marker's aside", async () => {
  const files = {
    ...BASE,
    "node_modules/plain/package.json": '{"name":"plain","main":"index.js"}',
    "node_modules/plain/index.js": "exports.n = 1;\n",
    "a.ts": 'import { hole } from "@maze/maze/hole";\nimport { total } from "@acme/lib";\n' +
      'import { n } from "plain";\nexport const sum: number = hole("the sum");\nexport { n, total };\n',
    "b.ts": 'import { other } from "@acme/other";\nexport const two: number = hole();\nexport { other };\n',
  };
  const [report] = await judgedAll(files, ["1"]);
  assert.equal(report?.state, "valid");
  assert.deepEqual(report?.notes.filter(({ code }) => code === "unseen").map(({ text }) => text), [
    'types unknown: cannot find module "@acme/lib", so all of it is `any`',
    'types unknown: module "plain" has no declarations, so all of it is `any`',
  ]);
});
