import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isContained, reachOf } from "../../../plugins/typescript/contained.ts";
import { parsed } from "../../../plugins/typescript/recent.ts";
import { tree } from "./project/tree.ts";

/** Declarations around a hole `⟨⟩`, and whether what fills it stays inside. */
const CASES: readonly (readonly [text: string, isContained: boolean])[] = [
  ["export function f(): unknown { return ⟨⟩; }", true],
  ["export function f() { return ⟨⟩; }", false],
  ["export const f = (): unknown => ⟨⟩;", true],
  ["export const f = () => ⟨⟩;", false],
  ["export const f = (a = ⟨⟩): void => {};", false],
  ["export const a: string[] = ⟨⟩;", true],
  ["export const a: { b?: unknown } = ⟨⟩;\nexport const c = a;", true],
  ["export const a: string | number | boolean = ⟨⟩;", true],
  // What is known of `a` is narrowed by its first value.
  ["const a: string | number | boolean = ⟨⟩;\nexport const b = a;", false],
  ["type T = string | number | boolean;\nconst a: T = ⟨⟩;\nexport const b = () => a;", false],
  ["export const a = ⟨⟩;", false],
  ["export const { a = ⟨⟩ }: { a?: 5 } = {};", false],
  ["export class C { a: unknown = ⟨⟩; }", true],
  ["export class C { a = ⟨⟩; }", false],
  ["export class C { [(⟨⟩) as never]: unknown = 1; }", false],
  ["export class C { f(): unknown { return ⟨⟩; } get g(): unknown { return ⟨⟩; } }", true],
  ["export class C { get g() { return ⟨⟩; } }", false],
  ["export function f() { const g = (): unknown => ⟨⟩; return g(); }", true],
  ["export function f() {}\nf.extra = ⟨⟩;", false],
  ["export const one = 1;\nString(⟨⟩);", true],
  [
    "declare function sure<T>(a: T, b: unknown): asserts b is T;\n" +
    "const v: unknown = 1;\nsure(⟨⟩, v);\nexport const w = v;",
    false,
  ],
  ["export default ⟨⟩;", false],
  ["export enum E { a = ⟨⟩ as never }", false],
];

const FILLS = ["1", '"a"', "true", "[1, 2]", "{ b: 1 }", "new Date()", "null as any"];

Deno.test("isContained() tells apart what other files can see and what they can not", () => {
  for (const [text, wanted] of CASES) {
    const start = text.indexOf("⟨⟩");
    const filled = text.replaceAll("⟨⟩", "hole()");
    assert.equal(isContained(filled, { file: "a.ts", span: { start, end: start + 6 } }), wanted, text);
  }
});

Deno.test("where isContained() says true, tsc writes the same declarations for every fill", async () => {
  const files: Record<string, string> = {
    "tsconfig.json":
      '{"compilerOptions":{"strict":true,"declaration":true,"emitDeclarationOnly":true,"outDir":"out","target":"esnext"}}',
  };
  CASES.forEach(([text], at) =>
    FILLS.forEach((fill, which) => files[`c${at}_${which}.ts`] = text.replaceAll("⟨⟩", fill))
  );
  using project = tree(files);
  const tsc = ["run", "-A", "--no-lock", "--no-config", "npm:typescript@7.0.2/tsc", "-p", project.root];
  // Some fills are faults in their place: tsc says so, and writes declarations all the same.
  await new Deno.Command(Deno.execPath(), { args: tsc, stdout: "null", stderr: "null" }).output();
  const declared = (at: number, which: number) =>
    readFileSync(`${project.root}/out/c${at}_${which}.d.ts`, "utf8");
  let different = 0;
  CASES.forEach(([text, isSame], at) => {
    const texts = new Set(FILLS.map((_, which) => declared(at, which)));
    if (isSame) assert.equal(texts.size, 1, text);
    else if (texts.size > 1) different++;
  });
  // The others do differ, or the comparison would say nothing.
  assert.ok(different >= 10, `${different} cases differ`);
});

Deno.test("reachOf() asks everyone where a file is no module, before or after", () => {
  const span = { start: 17, end: 23 };
  const hole = { file: "a.ts", span };
  assert.equal(reachOf("const a: string = hole();", "const a: string = '';", hole), "all");
  assert.equal(reachOf("const a: string = hole();", 'import "b";\nconst a: string = b;', hole), "all");
  const text = "export const a = hole();";
  assert.equal(reachOf(text, "export const a = 1;", hole), "importers");
  assert.equal(
    reachOf("export const a: string = hole();", "export const a: string = '';", {
      file: "a.ts",
      span: { start: 25, end: 31 },
    }),
    "file",
  );
});

Deno.test("parsed() gives the tree of the text and file that are asked for", () => {
  const first = parsed("a.ts", "const a = 1;");
  for (const text of ["b;", "c;", "d;", "e;"]) assert.equal(parsed("a.ts", text).text, text);
  assert.equal(parsed("a.ts", "e;"), parsed("a.ts", "e;"));
  assert.notEqual(parsed("a.ts", "const a = 1;"), first);
  assert.equal(parsed("a.tsx", "e;").file, "a.tsx");
});
