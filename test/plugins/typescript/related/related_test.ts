import assert from "node:assert/strict";
import type { ContextItem } from "../../../../core/code/completion.ts";
import { createIndexer } from "../../../../plugins/typescript/indexer.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { call } from "../call.ts";
import { BASE } from "../judged.ts";
import { tree } from "../project/tree.ts";

/** What is related to the first hole of `src/a.ts`; asked twice, the same. */
async function related(files: Readonly<Record<string, string>>): Promise<readonly ContextItem[]> {
  using project = tree({ ...BASE, ...files });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [hole] = await indexer.holes(["src/a.ts"], call);
  assert.ok(hole && indexer.related);
  const draft = { hole, text: "", edits: [] };
  const items = await indexer.related(draft, call);
  assert.deepEqual(await indexer.related(draft, call), items);
  assert.deepEqual(
    items.map(({ score }) => score),
    items.map(({ score }) => score).toSorted((a, b) => b - a),
  );
  return items;
}

const about = (items: readonly ContextItem[], word: string) =>
  items.filter(({ text }) => new RegExp(`\\b${word}\\b`).test(text.split("{", 1)[0] ?? ""))
    .map(({ text, reason }) => [text, reason]);

const ITEM =
  "export interface Item { name: string; owner: Owner }\nexport interface Owner { mail: string }\n";

Deno.test("related() shows the types of parameters with their members, and the types these reach", async () => {
  const items = await related({
    "src/item.ts": ITEM,
    "src/a.ts":
      'import type { Item } from "./item.ts";\nexport function f(item: Item): string {\n  return hole();\n}\n',
  });
  assert.deepEqual(about(items, "interface Item"), [
    ["interface Item {\n  name: string;\n  owner: Owner;\n}", 'stands in the head of "f"'],
  ]);
  assert.deepEqual(about(items, "interface Owner"), [
    ["interface Owner {\n  mail: string;\n}", 'type of "Item.owner"'],
  ]);
  assert.equal(
    items.find(({ text }) => text.includes("interface Item"))?.short,
    "interface Item { name; owner }",
  );
});

Deno.test("related() goes up what a type extends or is another name of before it goes to types of members", async () => {
  const items = await related({
    "src/kinds.ts":
      "export interface Root { id: string }\nexport interface Base extends Root { at: When }\n" +
      "export interface When { day: number }\nexport interface One extends Base { one: 1 }\n" +
      "export interface Two extends Base { two: 2 }\nexport type Kind = One | Two;\n",
    "src/a.ts":
      'import type { Kind } from "./kinds.ts";\nexport function f(kind: Kind): string {\n  return hole();\n}\n',
  });
  const names = items.map(({ text }) => /^(?:interface|type) (\w+)/.exec(text)?.[1]);
  assert.deepEqual(names, ["Kind", "One", "Two", "Base", "Root", "When"]);
});

Deno.test("related() counts each of many parts for less than each of a few", async () => {
  const parts = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`);
  const declared = (name: string, count: number) =>
    `export interface ${name} { ${parts(name, count).map((part) => `p${part}: ${part}`).join("; ")} }\n` +
    parts(name, count).map((part) => `export interface ${part} { x: 1 }\n`).join("");
  const items = await related({
    "src/kinds.ts": declared("All", 30) + declared("Two", 2),
    "src/a.ts":
      'import type { All, Two } from "./kinds.ts";\nexport function f(a: All, b: Two): void {\n  // ?? go\n}\n',
  });
  const names = items.map(({ text }) => /^interface (\w+)/.exec(text)?.[1]);
  assert.deepEqual(new Set(names.slice(0, 4)), new Set(["All", "Two", "Two0", "Two1"]));
});

Deno.test("related() reads inferred types, and says nothing that the file itself declares", async () => {
  const items = await related({
    "src/item.ts": `${ITEM}export function first(): Item { throw 1; }\n`,
    "src/a.ts": 'import { first } from "./item.ts";\ninterface Mine { item: string }\n' +
      "export function f(): string {\n  const one = first();\n  const mine: Mine = { item: one.name };\n  return hole();\n}\n",
  });
  assert.deepEqual(about(items, "interface Item").map(([, reason]) => reason), ['type of "one"']);
  assert.deepEqual(about(items, "first").map(([, reason]) => reason), ['used beside the hole in "f"']);
  assert.deepEqual(about(items, "Mine"), []);
});

Deno.test("related() puts an import that nothing reads before one that the file reads far away", async () => {
  const items = await related({
    "src/tools.ts": "export function used(): void {}\nexport function waiting(): void {}\n",
    "src/a.ts":
      'import { used, waiting } from "./tools.ts";\nexport function f(): void {\n  // ?? waits\n}\n' +
      "export function g(): void { used(); }\n",
  });
  const names = items.map(({ text }) => /function (\w+)/.exec(text)?.[1]);
  assert.deepEqual(names, ["waiting", "used"]);
  assert.equal(items[0]?.reason, "imported, and nothing else in the file reads it");
});

Deno.test("related() puts what the file reads often before what it reads once", async () => {
  const items = await related({
    "src/tools.ts": "export function aside(): void {}\nexport function often(): void {}\n",
    "src/a.ts":
      'import { aside, often } from "./tools.ts";\nexport function f(): void {\n  // ?? goes on\n}\n' +
      "export function g(): void { aside(); often(); often(); often(); often(); }\n",
  });
  assert.deepEqual(items.map(({ text }) => /function (\w+)/.exec(text)?.[1]), ["often", "aside"]);
});

Deno.test("related() finds who makes and who takes a type, in files that the hole's does not import", async () => {
  const items = await related({
    "src/item.ts": ITEM,
    "src/make.ts":
      'import type { Item } from "./item.ts";\nexport function parse(text: string): Item { throw 1; }\n' +
      "export function print(one: Item): string { return one.name; }\nexport function other(): void {}\n",
    "src/a.ts":
      'import type { Item } from "./item.ts";\nexport function f(item: Item): Item {\n  return hole();\n}\n',
  });
  assert.deepEqual(about(items, "parse"), [
    ["function parse(text: string): Item // src/make.ts", 'makes "Item"'],
  ]);
  assert.deepEqual(about(items, "print").map(([, reason]) => reason), ['takes "Item"']);
});

Deno.test("related() finds what is named like what is wanted, where the name means one thing", async () => {
  const many = ["b", "c", "d"].map((name) => [`src/${name}.ts`, "export function dayNumber(): void {}\n"]);
  const items = await related({
    ...Object.fromEntries(many),
    "src/deep/e.ts": "export function parseDay(): void {}\n",
    "src/a.ts": "export function dayOf(): void {\n  // ?? counts\n}\n",
  });
  assert.deepEqual(about(items, "parseDay").map(([, reason]) => reason), ['named like "dayOf"']);
  assert.deepEqual(about(items, "dayNumber").filter(([, reason]) => reason?.startsWith("named")), []);
});

Deno.test("related() shows what the class around is made from, protected members included", async () => {
  const items = await related({
    "src/base.ts": "export class Base {\n  protected send(path: string): void {}\n  private secret = 1;\n}\n",
    "src/a.ts":
      'import { Base } from "./base.ts";\nexport class A extends Base {\n  go(): void {\n    // ?? sends\n  }\n}\n',
  });
  assert.equal(items[0]?.short, "class Base { send() }");
  assert.equal(items[0]?.reason, 'the class "A" is made from it');
});

Deno.test("related() shows a test and a call of the function, and functions that are like it", async () => {
  const items = await related({
    "src/a.ts": "export function parseDay(text: string, strict: boolean): number {\n  return hole();\n}\n",
    "src/parse_hour.ts": "export function parseHour(text: string, strict: boolean): number {\n" +
      "  return strict ? Number(text) : 0;\n}\n",
    "src/use.ts": 'import { parseDay } from "./a.ts";\nexport const days = [\n  parseDay("1", true),\n];\n',
    "test/a_test.ts":
      'import { parseDay } from "../src/a.ts";\nif (parseDay(\n  "2", false\n) !== 2) throw 1;\n',
  });
  const whys = new Map(items.map(({ reason, text }) => [reason, text]));
  assert.equal(
    whys.get('a test that calls "parseDay"'),
    '// test/a_test.ts\nif (parseDay(\n  "2", false\n) !== 2) throw 1;',
  );
  assert.equal(whys.get('a call of "parseDay"'), '// src/use.ts\nparseDay("1", true),');
  assert.match(whys.get('"parseHour" is like "parseDay"') ?? "", /return strict \? Number\(text\) : 0;/);
});

Deno.test("related() shows of functions that are as like that one whose types have the same members", async () => {
  const shape = (name: string, members: string) => `export interface ${name} { ${members} }\n`;
  const parser = (name: string, members: string) =>
    shape(name, members) +
    `export function parse${name}(text: string): ${name} {\n  return JSON.parse(text);\n}\n`;
  const items = await related({
    "src/a.ts": shape("Line", "from: number; until: number; width: number") +
      "export function parseLine(text: string): Line {\n  return hole();\n}\n",
    "src/b.ts": parser("Arc", "radius: number"),
    "src/box.ts": parser("Box", "sides: number"),
    "src/ray.ts": parser("Ray", "from: number; until: number; isOpen: boolean"),
  });
  const alike = items.filter(({ reason }) => reason.endsWith('is like "parseLine"'));
  assert.deepEqual(alike.map(({ reason }) => reason.split(" ")[0]).sort(), ['"parseArc"', '"parseRay"']);
});

Deno.test("related() tells how the project throws, where it has its own errors", async () => {
  const thrown = (name: string) => `export function f(): void { throw new ${name}("no"); }\n`;
  const files = (name: string) => ({
    ...Object.fromEntries(["b", "c", "d"].map((file) => [`src/${file}.ts`, thrown(name)])),
    "src/error.ts": "declare class OwnError extends Error {}\n",
    "src/a.ts": "export function g(): void {\n  // ?? fails\n}\n",
  });
  const habit = (items: readonly ContextItem[]) => items.filter(({ reason }) => reason.startsWith("how "));
  assert.deepEqual(habit(await related(files("OwnError"))).map(({ text, reason }) => [text, reason]), [
    ['throw new OwnError("no");', "how 3 errors of the project are thrown"],
  ]);
  assert.deepEqual(habit(await related(files("Error"))), []);
});

Deno.test("related() shows a dependency as it is installed, with its version", async () => {
  const items = await related({
    "node_modules/dates/package.json": '{"name":"dates","version":"2.1.0","types":"./index.d.ts"}',
    "node_modules/dates/index.d.ts": "export declare function addDays(day: Date, days: number): Date;\n",
    "src/a.ts":
      'import { addDays } from "dates";\nexport function f(day: Date): Date {\n  return hole();\n}\n',
  });
  assert.deepEqual(about(items, "addDays"), [
    [
      "function addDays(day: Date, days: number): Date",
      'imported from "dates" 2.1.0, and nothing else in the file reads it',
    ],
  ]);
});

Deno.test("related() follows a dependency's types from the head of the function to what they are made of", async () => {
  const items = await related({
    "node_modules/dates/package.json": '{"name":"dates","version":"2.1.0","types":"./index.d.ts"}',
    "node_modules/dates/index.d.ts":
      "export interface Span { from: Day; until: Day; string: string }\nexport declare function string(): Far;\n" +
      "export interface Day { year: number; month: number }\nexport interface Far { far: 1 }\n",
    "src/a.ts":
      'import type { Span } from "dates";\nexport function days(span: Span): number {\n  return hole();\n}\n',
  });
  assert.deepEqual(items.slice(0, 2).map(({ text, reason }) => [text.split("\n")[0], reason]), [
    ["interface Span {", 'stands in the head of "days"'],
    ["interface Day {", 'type of "Span.from"'],
  ]);
  // A word that is no type means what the language means by it.
  assert.deepEqual(about(items, "function string"), []);
  assert.deepEqual(about(items, "Far"), []);
});

Deno.test("related() names the members of a module imported whole that the project reads", async () => {
  const items = await related({
    "src/math.ts":
      "export function half(n: number): number { return n / 2; }\nexport function odd(): void {}\n",
    "src/b.ts": 'import * as math from "./math.ts";\nexport const two = math.half(4);\n',
    "src/a.ts":
      'import * as m from "./math.ts";\nexport function f(n: number): number {\n  return hole();\n}\n',
  });
  assert.deepEqual(about(items, "half").map(([, reason]) => reason), ['read as "m.half"']);
  assert.deepEqual(about(items, "odd"), []);
});

Deno.test("related() names members that are read equally often by the first file that reads them, then by name", async () => {
  const items = await related({
    "src/math.ts": ["ape", "bee", "cat", "dog", "eel"].map((name) => `export const ${name}: 1 = 1;\n`).join(
      "",
    ),
    "src/b.ts": 'import * as b from "./math.ts";\nexport const one = [b.dog, b.bee];\n',
    "src/c.ts": 'import * as c from "./math.ts";\nexport const two = [c.cat, c.ape, c.eel, c.eel];\n',
    "src/a.ts": 'import * as m from "./math.ts";\nexport function f(): number {\n  return hole();\n}\n',
  });
  const read = items.flatMap(({ reason }) => /^read as "m\.(\w+)"$/.exec(reason)?.[1] ?? []);
  assert.deepEqual(read, ["eel", "bee", "dog", "ape", "cat"]);
});

Deno.test("related() reads through modules that are imported whole, also where another one passes them on", async () => {
  const items = await related({
    "src/util.ts": "export function clean(text: string): string { return text; }\n",
    "src/core.ts": 'export * as util from "./util.ts";\nexport interface Def { check: Check }\n' +
      "export interface Check { run: string }\nexport class CheckLength {}\nexport class Other {}\n",
    "src/b.ts": 'import { util } from "./core.ts";\nexport const c = util.clean("x");\n',
    "src/a.ts": 'import * as core from "./core.ts";\nimport { util } from "./core.ts";\n' +
      "export const length = make((def: core.Def) => {\n  // ?? checks the length\n});\ndeclare function make(f: unknown): 1;\n",
  });
  assert.deepEqual(about(items, "interface Def").map(([, reason]) => reason), [
    "stands in the head of the function around",
  ]);
  assert.deepEqual(about(items, "interface Check").map(([, reason]) => reason), ['type of "Def.check"']);
  assert.deepEqual(about(items, "clean").map(([, reason]) => reason), ['read as "util.clean"']);
  assert.deepEqual(about(items, "CheckLength").map(([, reason]) => reason), [
    '"core.CheckLength" is named like "length"',
  ]);
  assert.deepEqual(about(items, "Other"), []);
});

Deno.test("related() shows what a namespace declares as its members", async () => {
  const items = await related({
    "src/errors.ts":
      "export namespace errors {\n  export const toObject = (text: string): object => ({ text });\n" +
      "  export function show(): void {}\n  const own = 1;\n}\n",
    "src/a.ts": 'import { errors } from "./errors.ts";\nexport function f(): object {\n  return hole();\n}\n',
  });
  assert.equal(
    items[0]?.text,
    "namespace errors {\n  const toObject = (text: string): object =>;\n  function show(): void;\n}",
  );
  assert.equal(items[0]?.short, "namespace errors { toObject; show() }");
});

Deno.test("related() shows nothing out of files that hold secrets by their name, nor of tests", async () => {
  const items = await related({
    "src/.env.ts": 'import { kitOf } from "./a.ts";\nexport interface Vault { code: string }\n' +
      "export function kitFor(text: Vault): string { return `${text.code}-4711`; }\nkitOf({ code: '1' });\n",
    "test/kit_test.ts": "export function kit(text: string): string { return text; }\n",
    "src/a.ts":
      'import type { Vault } from "./.env.ts";\nexport function kitOf(text: Vault): string {\n  return hole();\n}\n',
  });
  assert.deepEqual(items.map(({ text }) => text), []);
});

Deno.test("related() has nothing to say of another language", async () => {
  using project = tree({ ...BASE, "src/a.ts": "export const a = hole();\n" });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [hole] = await indexer.holes(["src/a.ts"], call);
  assert.ok(hole && indexer.related);
  const draft = { hole: { ...hole, language: "python" }, text: "", edits: [] };
  assert.deepEqual(await indexer.related(draft, call), []);
});
