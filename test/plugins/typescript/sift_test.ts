import assert from "node:assert/strict";
import { siftExpressions } from "../../../plugins/typescript/sift.ts";
import { inMemory } from "./in_memory.ts";

async function kept(text: string, texts: readonly string[]): Promise<string[]> {
  await using project = await inMemory(text);
  const good = await siftExpressions(project.compiler, project.path, project.text, project.draft, texts);
  return texts.filter((_, at) => good[at]);
}

const HOLE = "declare function hole<T = any>(): T;\n";

Deno.test("siftExpressions() keeps what has the type of the place", async () => {
  const text = `${HOLE}export function f(s: string, n: number): number { return hole(); }`;
  assert.deepEqual(await kept(text, ["s", "n", "s.length", "n + 1", "s + 1"]), ["n", "s.length", "n + 1"]);
});

Deno.test("siftExpressions() drops what later statements can not use", async () => {
  const text = `${HOLE}export function f(s: string, n: number) { const x = hole(); return x.toFixed(2); }`;
  assert.deepEqual(await kept(text, ["s", "n", "s.length"]), ["n", "s.length"]);
});

Deno.test("siftExpressions() follows names through later declarations", async () => {
  const text = `${HOLE}export function f(s: string, n: number) { const x = hole(); const y = x; y.trim(); }`;
  assert.deepEqual(await kept(text, ["s", "n"]), ["s"]);
});

Deno.test("siftExpressions() holds faults that were there before against nobody", async () => {
  const text = `${HOLE}export function f(s: string) { const x = hole(); undeclared(x); }`;
  assert.deepEqual(await kept(text, ["s", "s.nothing"]), ["s"]);
});

Deno.test("siftExpressions() keeps narrowing", async () => {
  const text =
    `${HOLE}export function f(s: string | number): number { if (typeof s === "string") return 1; return hole(); }`;
  assert.deepEqual(await kept(text, ["s", "'x'"]), ["s"]);
});

Deno.test("siftExpressions() checks generic calls with each candidate", async () => {
  const text = `${HOLE}declare function g<T extends { id: number }>(one: T): T;
    export function f(a: { id: number; name: string }, b: { name: string }) { return g(hole()).name; }`;
  assert.deepEqual(await kept(text, ["a", "b"]), ["a"]);
});

Deno.test("siftExpressions() judges a broken text alone", async () => {
  const text = `${HOLE}export function f(n: number): number { return hole(); }`;
  assert.deepEqual(await kept(text, ["n", "n +", "n } }", "n, n", "n * 2"]), ["n", "n * 2"]);
});

Deno.test("siftExpressions() judges class fields and the top of a file", async () => {
  assert.deepEqual(
    await kept(`${HOLE}const n = 1, s = ""; export class C { a: number = hole(); }`, ["n", "s"]),
    ["n"],
  );
  assert.deepEqual(await kept(`${HOLE}const n = 1, s = ""; export const a: number = hole();`, ["n", "s"]), [
    "n",
  ]);
});

Deno.test("siftExpressions() judges more texts than it copies statements for", async () => {
  const text = `${HOLE}export function f(n: number): number { const x: number = hole(); return x; }`;
  const texts = Array.from({ length: 300 }, (_, at) => at % 3 === 0 ? `"${at}"` : `n + ${at}`);
  assert.equal((await kept(text, texts)).length, 200);
});

Deno.test("siftExpressions() judges texts as if their imports were written", async () => {
  const text = `${HOLE}export function f(n: number): string { return hole(); }`;
  await using project = await inMemory(text, {
    "b.ts": "export function shown(n: number) { return `${n}`; }",
  });
  const judged = (imports: { name: string; from: string; kind: "named" }[]) =>
    siftExpressions(
      project.compiler,
      project.path,
      text,
      project.draft,
      ["shown(n)", "shown(0, n)"],
      imports,
    );
  assert.deepEqual(await judged([{ name: "shown", from: "./b", kind: "named" }]), [true, false]);
  assert.deepEqual(await judged([]), [false, false]);
});

Deno.test("siftExpressions() judges more candidates than one check takes, each as it would be alone", async () => {
  const texts = Array.from({ length: 700 }, (_, at) => at % 7 === 0 ? `"${at}"` : `${at}`);
  const good = await kept("export const n: number = hole();", texts);
  assert.deepEqual(good, texts.filter((text) => !text.startsWith('"')));
});
