import assert from "node:assert/strict";
import { loadParser } from "../../../../plugins/typescript/index/parse.ts";
import { extractEntry } from "../../../../plugins/typescript/index/extract.ts";
import { shown } from "../../../../plugins/typescript/related/shown.ts";

const { parse } = await loadParser();
const show = (text: string, rank: (name: string) => number = () => 0) =>
  shown(extractEntry(parse, { file: "a.ts", text }, []).declarations, ({ name }) => rank(name));

Deno.test("shown() shows a function without its body, its doc comment's first sentence only when whole", () => {
  assert.deepEqual(
    show("/** Adds. Both. */\nexport function add(a: number,\n  b: number): number { return a + b; }"),
    {
      text: "/** Adds. */\nfunction add(a: number, b: number): number",
      short: "function add(a: number, b: number): number",
    },
  );
});

Deno.test("shown() shows members with their signatures, and names them in the short form, each once", () => {
  assert.deepEqual(
    show("export class A<T> extends B { a: T; go(): void; go(x: 1): void; go(x?: 1) { } static { } }"),
    {
      text: "class A<T> extends B {\n  a: T;\n  go(): void;\n  go(x: 1): void;\n  go(x?: 1);\n}",
      short: "class A<T> extends B { a; go() }",
    },
  );
  assert.equal(show("export type P = { x: number; y: number }").short, "type P { x; y }");
  assert.equal(show("export enum E { A = 1, B }").text, "enum E {\n  A = 1,\n  B,\n}");
});

Deno.test("shown() keeps the members that rank highest, in their order, and leaves out those below 0", () => {
  const members = Array.from({ length: 40 }, (_, at) => `m${at}: number`).join("; ");
  const { text, short } = show(
    `interface A { hidden: string; ${members} }`,
    (name) => name === "hidden" ? -1 : name === "m39" ? 2 : 1,
  );
  assert.ok(!text.includes("hidden") && !short.includes("hidden"));
  assert.match(short, /^interface A \{ m0; m1; .*; m22; m39 \}$/);
  assert.match(text, /m39: number;\n {2}\/\/ and 24 more\n\}$/);
});

Deno.test("shown() cuts what goes on and on", () => {
  const { short } = show(
    `export type Long = ${Array.from({ length: 90 }, (_, at) => `"v${at}"`).join(" | ")};`,
  );
  assert.equal(short.length, 200);
  assert.match(short, /…$/);
});
