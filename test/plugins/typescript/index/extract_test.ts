import assert from "node:assert/strict";
import { extractEntry, type Extractor } from "../../../../plugins/typescript/index/extract.ts";
import { loadParser } from "../../../../plugins/typescript/index/parse.ts";
import { plainDoc } from "../../../../plugins/typescript/index/doc.ts";

const { parse } = await loadParser();

function entry(text: string, file = "a.ts", extractors: readonly Extractor[] = []) {
  return extractEntry(parse, { file, text }, extractors);
}

/** Kind, name and signature of each declaration. */
function outline(text: string, file?: string) {
  return entry(text, file).declarations.map((d) => [d.kind, d.name, d.signature]);
}

Deno.test("extractEntry() gives each form of declaration with its signature", () => {
  const text = `
export async function f<T>(a: T, b = 1): Promise<T> { return a; }
function over(a: string): void;
export abstract class C<T> extends B implements I { }
interface P extends Q { a: 1 }
export type U = "a" | "b";
type O = { x: number };
declare enum E { A }
export const n = 3, m: string = "x";
let g = (a: number): string => String(a);
const { p, q: [r] } = pair;
declare module "ambient" { export function inner(): void; }
namespace N.M { export const k: 1 = 1; }
`;
  assert.deepEqual(outline(text), [
    ["function", "f", "export async function f<T>(a: T, b = 1): Promise<T>"],
    ["function", "over", "function over(a: string): void"],
    ["class", "C", "export abstract class C<T> extends B implements I"],
    ["interface", "P", "interface P extends Q"],
    ["type", "U", 'export type U = "a" | "b"'],
    ["type", "O", "type O"],
    ["enum", "E", "declare enum E"],
    ["const", "n", "export const n = 3"],
    ["const", "m", "const m: string"],
    ["let", "g", "let g = (a: number): string =>"],
    ["const", "p", "const { p, q: [r] } = pair"],
    ["const", "r", "const { p, q: [r] } = pair"],
    ["namespace", '"ambient"', 'declare module "ambient"'],
    ["function", "inner", "export function inner(): void"],
    ["namespace", "N.M", "namespace N.M"],
    ["const", "k", "export const k: 1"],
  ]);
});

Deno.test("extractEntry() gives places as UTF-16 offsets, whatever the text", () => {
  const text = '"é😀";\r\n/** Say it. */\r\nexport const ünder = "😀";\r\n';
  const [found] = entry(text).declarations;
  assert.equal(text.slice(found?.span.start, found?.span.end), 'export const ünder = "😀";');
  assert.equal(text.slice(found?.nameSpan.start, found?.nameSpan.end), "ünder");
  assert.equal(found && plainDoc(found.doc), "Say it.");
});

Deno.test("extractEntry() gives the members of a class with what they allow", () => {
  const text = `class A {
  #secret = 1;
  /** How many. */
  static readonly count?: number;
  constructor(private readonly deep: string, other: number) { other; }
  get size(): number { return 1; }
  protected async *walk<T>(from: T): AsyncGenerator<T> { yield from; }
  [key: string]: unknown;
  handler = (e: Event) => e;
  ["computed"]: 1;
  abstract area(): number;
}`;
  const members = entry(text).declarations[0]?.members ?? [];
  assert.deepEqual(members.map((m) => [m.kind, m.name, m.access, m.signature]), [
    ["property", "#secret", "private", "#secret = 1"],
    ["property", "count", "public", "static readonly count?: number"],
    ["constructor", "", "public", "constructor(private readonly deep: string, other: number)"],
    ["property", "deep", "private", "private readonly deep: string"],
    ["getter", "size", "public", "get size(): number"],
    ["method", "walk", "protected", "protected async *walk<T>(from: T): AsyncGenerator<T>"],
    ["index", "", "public", "[key: string]: unknown"],
    ["property", "handler", "public", "handler = (e: Event) =>"],
    ["property", '["computed"]', "public", '["computed"]: 1'],
    ["method", "area", "public", "abstract area(): number"],
  ]);
  const count = members[1];
  assert.deepEqual([count?.isStatic, count?.isReadonly, count?.isOptional], [true, true, true]);
  assert.equal(count && plainDoc(count.doc), "How many.");
});

Deno.test("extractEntry() gives the members of interfaces, object types and enums", () => {
  const text = `interface I { a?: string; b(): void; (x: 1): 2; new (): I; get c(): 1 }
type T = { readonly d: I };
enum E { One = 1, "two-b" }`;
  const members = entry(text).declarations.flatMap((d) =>
    d.members.map((m) => [m.kind, m.name, m.signature])
  );
  assert.deepEqual(members, [
    ["property", "a", "a?: string"],
    ["method", "b", "b(): void"],
    ["call", "", "(x: 1): 2"],
    ["construct", "", "new (): I"],
    ["getter", "c", "get c(): 1"],
    ["property", "d", "readonly d: I"],
    ["enum member", "One", "One = 1"],
    ["enum member", "two-b", '"two-b"'],
  ]);
});

Deno.test("extractEntry() knows what a file exports under which name", () => {
  const text = `
import { x as y } from "./x.ts";
const a = 1; function b() {}
export { a, b as c, y };
export default class D {}
export * from "./all.ts";
export * as ns from "./ns.ts";
export { type q as r, s } from "./q.ts";
export type { T } from "./t.ts";
`;
  const { exports, declarations } = entry(text);
  assert.deepEqual(exports.map((e) => [e.name, e.local, e.from, e.isType]), [
    ["a", "a", "", false],
    ["c", "b", "", false],
    ["y", "x", "./x.ts", false],
    ["default", "D", "", false],
    ["*", "*", "./all.ts", false],
    ["ns", "*", "./ns.ts", false],
    ["r", "q", "./q.ts", true],
    ["s", "s", "./q.ts", false],
    ["T", "T", "./t.ts", true],
  ]);
  assert.deepEqual(declarations.map((d) => [d.name, d.isExported]), [["a", true], ["b", true], ["D", true]]);
});

Deno.test("extractEntry() knows CommonJS exports and requires of a JavaScript file", () => {
  const text = `const fs = require("./fs");
/** @typedef {import("./types").T} T */
exports.one = fs;
module.exports.two = fs;
module.exports = { three, four: fs };`;
  const { exports, imports } = entry(text, "a.cjs");
  assert.deepEqual(exports.map((e) => [e.name, e.local]), [
    ["one", "fs"],
    ["two", "fs"],
    ["three", "three"],
    ["four", "fs"],
  ]);
  assert.deepEqual(imports.map((i) => [i.kind, i.specifier]), [["require", "./fs"], ["dynamic", "./types"]]);
});

Deno.test("extractEntry() knows every request for a module and its place", () => {
  const text = `/// <reference path="./ref.d.ts" />
import d, { a as b, type c } from './one';
import * as all from "./two";
import "./three";
import old = require("./four");
const later = await import("./five");
let t: import('./six').T; // import("./comment")
`;
  const { imports } = entry(text);
  assert.deepEqual(imports.map((i) => [i.kind, i.specifier]), [
    ["path", "./ref.d.ts"],
    ["import", "./one"],
    ["import", "./two"],
    ["import", "./three"],
    ["require", "./four"],
    ["dynamic", "./five"],
    ["dynamic", "./six"],
  ]);
  for (const { specifier, span } of imports) {
    assert.equal(text.slice(span.start + 1, span.end - 1), specifier);
  }
  assert.deepEqual(imports[1]?.bindings, [
    { imported: "default", local: "d", isType: false },
    { imported: "a", local: "b", isType: false },
    { imported: "c", local: "c", isType: true },
  ]);
});

Deno.test("extractEntry() takes the doc comment right above, past other comments, and no other", () => {
  const text = `/** Not this: code follows. */
const before = 1;

/**
 * Adds two.
 *   - kept indent
 *
 * @param a One.
 */
// deno-lint-ignore no-explicit-any
export function add(a: any) {}
/* plain */
function plain() {}
`;
  const docs = entry(text).declarations.map((d) => plainDoc(d.doc));
  assert.deepEqual(docs, ["Not this: code follows.", "Adds two.\n  - kept indent\n\n@param a One.", ""]);
});

Deno.test("extractEntry() reports a file that does not parse", () => {
  const { faults } = entry("export const a = ;\n");
  assert.equal(faults.length, 1);
  assert.deepEqual(faults[0]?.span, { start: 17, end: 18 });
});

Deno.test("extractEntry() runs extractors on the same tree and keeps what they make", () => {
  const counter: Extractor = {
    name: "statements",
    version: "1",
    extract: (program, text, file) => ({ statements: program.body.length, units: text.length, file }),
  };
  assert.deepEqual(entry("a; b;", "x.ts", [counter]).records, {
    statements: { statements: 2, units: 5, file: "x.ts" },
  });
});
