import assert from "node:assert/strict";
import { readHead } from "../../../../plugins/typescript/placing/head.ts";

/** Kind, name and text of the head in an answer; `none` where there is none. */
function read(answer: string, { file = "a.ts", isMember = false } = {}): string {
  const head = readHead(answer, file, isMember);
  return head ? `${head.kind} ${head.name}: ${head.text}` : "none";
}

const CASES: readonly (readonly [claim: string, answer: string, head: string])[] = [
  ["a head alone", "export function f(a: string): number", "function f: function f(a: string): number"],
  [
    "one with its brace",
    "export function f(a: string): number {\n",
    "function f: function f(a: string): number",
  ],
  [
    "one with its body, and prose around it",
    "Sure, here it is:\n\nexport async function f(a: string): Promise<void> {\n  await g(a);\n}\n\nIt awaits.",
    "function f: async function f(a: string): Promise<void>",
  ],
  [
    "one whose type has braces",
    "function f(a: { b: string }): { c: number } {\n  return { c: 1 };\n}",
    "function f: function f(a: { b: string }): { c: number }",
  ],
  [
    "one on several lines",
    "export default function f(\n  a: string,\n  b = 2,\n): string {",
    "function f: function f(\n  a: string,\n  b = 2,\n): string",
  ],
  [
    "prose behind it",
    "function f(): string\n\nThis function gives text.",
    "function f: function f(): string",
  ],
  [
    "an arrow",
    "export const f = (a: string): string => a.trim();",
    "arrow f: const f = (a: string): string =>",
  ],
  [
    "an arrow whose type is written before it",
    "const f: (a: string) => string = (a) => {",
    "arrow f: const f: (a: string) => string = (a) =>",
  ],
  ["a value", "export const LIMIT: number = 10;", "const LIMIT: const LIMIT: number"],
  ["a class", "export class Box<T> extends Base {\n  #n = 1;\n}", "class Box: class Box<T> extends Base"],
  [
    "a type, all of it",
    "export type A = { a: string } | { b: string };\n\nUse it.",
    "type A: type A = { a: string } | { b: string };",
  ],
  ["an interface", "interface A {\n  a: string;\n}\nMore.", "type A: interface A {\n  a: string;\n}"],
  ["nothing in prose", "I would write a function for that.", "none"],
  ["nothing in a statement", "if (a) {\n}", "none"],
];

for (const [claim, answer, head] of CASES) {
  Deno.test(`readHead() reads ${claim}`, () => assert.equal(read(answer), head));
}

Deno.test("readHead() reads a member, also where it is written as a function", () => {
  const member = { isMember: true };
  assert.equal(
    read("  public total(tax: number): number {\n    return 1;\n  }", member),
    "member total: public total(tax: number): number",
  );
  assert.equal(
    read("export async function total(): Promise<number> {", member),
    "member total: async total(): Promise<number>",
  );
  assert.equal(read("return total(1);", member), "none");
});

Deno.test("readHead() says what a head lacks, and how many arguments it takes", () => {
  const of = (text: string, file = "a.ts") => {
    const head = readHead(text, file, false);
    return [head?.lack, head?.takes];
  };
  assert.deepEqual(of("function f(a: string, b?: number): string"), ["", [1, 2]]);
  assert.deepEqual(of("function f(...all: string[]): string"), ["", [0, Infinity]]);
  assert.match(String(of("function f(a: string)")[0]), /nothing says of which type/);
  assert.match(String(of("function f(a: any): string")[0]), /`any`/);
  assert.match(String(of("const a = 1;")[0]), /nothing says of which type/);
  assert.deepEqual(of("function f(a, b = 1)", "a.js"), ["", [1, 2]]);
});
