import assert from "node:assert/strict";
import type { Hole } from "../../../core/code/hole.ts";
import type { Indexer } from "../../../core/kernel/hooks.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { denoBy } from "../../../plugins/typescript/run_deno.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { createValidator } from "../../../plugins/typescript/validator.ts";
import { call } from "./call.ts";
import { BASE } from "./judged.ts";
import { tree } from "./project/tree.ts";

async function atHole<Answer>(
  files: Readonly<Record<string, string>>,
  use: (indexer: Indexer, hole: Hole) => Promise<Answer>,
): Promise<Answer> {
  using project = tree({ ...BASE, ...files });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [hole] = await indexer.holes(["a.ts"], call);
  assert.ok(hole);
  return await use(indexer, hole);
}

const draft = (hole: Hole) => ({ hole, text: "", edits: [] });

Deno.test("scope() tells the expected type and what is visible with narrowed types", async () => {
  const text = "export function f(n: number | string): number {\n  if (typeof n === 'string') return 0;\n" +
    "  const m = [n];\n  return hole();\n}\n";
  const scope = await atHole({ "a.ts": text }, (indexer, hole) => indexer.scope(draft(hole), call));
  assert.equal(scope?.expected?.type, "number");
  const types = Object.fromEntries(scope?.bindings.map(({ name, type }) => [name, type]) ?? []);
  assert.deepEqual([types["n"], types["m"]], ["number", "number[]"]);
});

Deno.test("scope() tells what functions and classes must be given, where there are examples to run", async () => {
  const text = "interface Day { year: number; note?: string }\n" +
    "type Weekday = 0 | 1 | 2;\n" +
    "declare function isFree(day: Weekday, of: Day | undefined, names: readonly string[], much?: number): boolean;\n" +
    "declare function each<T>(value: T, change: (value: T) => T, stock: ReadonlyMap<string, T>): T;\n" +
    "class Box { constructor(readonly width: number, readonly tags: Set<string>) {} }\n" +
    "declare class Purse { #cents: number; total: number }\ndeclare function pay(purse: Purse): void;\n" +
    "const LIMIT = 3;\n" +
    "/** @example f(1) // => 2 */\nexport function f(n: number): number {}\n";
  const scope = await atHole({ "a.ts": text }, (indexer, hole) => indexer.scope(draft(hole), call));
  const takes = Object.fromEntries(scope?.bindings.map(({ name, takes }) => [name, takes]) ?? []);
  assert.deepEqual(takes["isFree"], [{ kind: "number", values: [0, 1, 2] }, {
    kind: "record",
    members: ["year"],
  }, {
    kind: "list",
  }]);
  assert.deepEqual(takes["each"], [{ kind: "any" }, { kind: "function" }, { kind: "map" }]);
  assert.deepEqual(takes["Box"], [{ kind: "number" }, { kind: "set" }]);
  assert.deepEqual(takes["pay"], [{ kind: "record", members: ["total"] }]);
  assert.equal(takes["LIMIT"], undefined);
  assert.equal(takes["n"], undefined);
});

Deno.test("scope() tells the only values that a place lets choose from", async () => {
  const wants = async (type: string) => {
    const text = `enum E { A, B }\n/** f(1) // => 2 */\nexport function f(n: number): ${type} {}\n`;
    return (await atHole({ "a.ts": text }, (indexer, hole) => indexer.scope(draft(hole), call)))?.wants;
  };
  const lent = await wants('"lent" | "free" | undefined');
  assert.deepEqual([lent?.kind, lent?.values?.toSorted()], ["string", ["free", "lent"]]);
  assert.deepEqual(await wants('"one" | `${number}`'), { kind: "string" });
  assert.deepEqual(await wants("E"), { kind: "number" });
});

Deno.test("sift() tells which of many expressions fit", async () => {
  const text = "export function f(n: number): string {\n  return hole();\n}\n";
  const texts = ["n", "String(n)", "`${n}`", "(", "n.toFixed()", "missing"];
  assert.deepEqual(
    await atHole({ "a.ts": text }, (indexer, hole) => indexer.sift(draft(hole), texts, call)),
    [false, true, true, false, true, false],
  );
});

Deno.test("sift() tells which bodies fit, one expression or several statements", async () => {
  const text = "export function f(n: number): string {}\n";
  const texts = [
    "return String(n);",
    "return n;",
    "const a = String(n);\nreturn a;",
    "const a = n;",
    "return (;",
  ];
  assert.deepEqual(
    await atHole({ "a.ts": text }, (indexer, hole) => indexer.sift(draft(hole), texts, call)),
    [true, false, true, false, false],
  );
});

Deno.test("sift() tells which statements fit with what follows them", async () => {
  const text = "export function f(n?: number): number {\n  // ?? give up without n\n  return n;\n}\n";
  const texts = ["if (n === undefined) return 0;", "if (n) return 0;", "return;", "n ??= 1;"];
  await atHole({ "a.ts": text }, async (indexer, hole) => {
    assert.equal(hole.kind, "statements");
    assert.deepEqual(await indexer.sift(draft(hole), texts, call), [true, false, false, true]);
    assert.deepEqual(await indexer.fits(draft(hole), { key: "", type: "" }, call), []);
  });
});

Deno.test("scope(), fits() and sift() leave other languages alone", async () => {
  await atHole({ "a.ts": "export const a = hole();\n" }, async (indexer, hole) => {
    const other = draft({ ...hole, language: "python" });
    assert.equal(await indexer.scope(other, call), undefined);
    assert.deepEqual(await indexer.fits(other, { key: "", type: "" }, call), []);
  });
});

Deno.test("scope() of a hole of type any, unknown or none has no expected type", async () => {
  for (const type of ["any", "unknown"]) {
    const scope = await atHole(
      { "a.ts": `export const a: ${type} = hole();\n` },
      (indexer, hole) => indexer.scope(draft(hole), call),
    );
    assert.equal(scope?.expected, undefined, type);
  }
  const never = await atHole(
    { "a.ts": "export const a: never = hole();\n" },
    (indexer, hole) => indexer.scope(draft(hole), call),
  );
  assert.equal(never?.expected?.type, "never");
});

Deno.test("a Deno project's own globals and specifiers are known, through `deno`", async () => {
  const code =
    'import { up } from "@/up.ts";\ndeclare function hole(): never;\nexport const a: string = todo;\n' +
    "export const b = [up, Deno.cwd()];\n";
  using project = tree({
    "deno.json": '{"imports":{"@/":"./lib/"}}',
    "lib/up.ts": "export const up = (text: string): string => text.toUpperCase();\n",
    "a.ts": code,
  });
  await using session = new Session(project.root, undefined, denoBy({ spawn }));
  const start = code.indexOf("todo");
  const validator = createValidator(session, []);
  const judge = async (text: string) => {
    const edits = [{ file: "a.ts", span: { start, end: start + 4 }, text }];
    const change = { edits, files: [{ file: "a.ts", text: code.replace("todo", text) }] };
    const { diagnostics } = await validator.validate(change, undefined, call);
    return diagnostics.map((one) => one.code);
  };
  assert.deepEqual(await judge("up(Deno.cwd())"), []);
  assert.deepEqual(await judge("Deno.cwd"), ["TS2322"]);
});

/** Starts a program as a plugin's context does. */
function spawn(program: string, { args = [] }: { readonly args?: readonly string[] } = {}) {
  const own = program === "deno" ? Deno.execPath() : program;
  const child = new Deno.Command(own, { args: [...args], stdin: "piped", stdout: "piped", stderr: "piped" })
    .spawn();
  return Promise.resolve({
    pid: child.pid,
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    status: child.status,
    [Symbol.asyncDispose]: async () => void await child.status,
  });
}

Deno.test("fits() has nothing for a member of an enum, and sift() comes back", async () => {
  const text = "export enum E {\n  A = hole(),\n  B = 2,\n}\n";
  const found = await atHole({ "a.ts": text }, async (indexer, hole) => [
    await indexer.fits(draft(hole), { key: "", type: "" }, call),
    await indexer.sift(draft(hole), ["1", "missing"], call),
  ]);
  assert.deepEqual(found, [[], [true, false]]);
});

Deno.test("scope() says where any value would do", async () => {
  const takesAny = async (text: string) =>
    (await atHole({ "a.ts": text }, (indexer, hole) => indexer.scope(draft(hole), call)))?.takesAny;
  assert.equal(await takesAny("export const a: any = hole();"), true);
  assert.equal(await takesAny("export const a: unknown = hole();"), true);
  assert.equal(await takesAny("export const a = hole();"), undefined);
  assert.equal(await takesAny("export const a = [1].map(hole());"), undefined);
});

Deno.test("an indexer answers about several holes at the same time, also while texts change", async () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const files = Object.fromEntries(
    names.map((name) => [`${name}.ts`, `export const ${name}: ${JSON.stringify(name)} = hole();\n`]),
  );
  using project = tree({ ...BASE, ...files });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const holes = await indexer.holes([""], call);
  const typesOf = () =>
    Promise.all([...holes, ...holes].map(async (hole) => {
      const scope = await indexer.scope(draft(hole), call);
      await indexer.fits(draft(hole), { key: "", type: "" }, call);
      return scope?.expected?.type;
    }));
  const wanted = [...names, ...names].map((name) => JSON.stringify(name));
  assert.deepEqual(await typesOf(), wanted);
  const asked = typesOf();
  await indexer.update([{ file: "z.ts", text: "export const z = 1;\n" }], call);
  assert.deepEqual(await asked, wanted);
});
