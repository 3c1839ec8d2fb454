import assert from "node:assert/strict";
import type { Exploration, Ingredient } from "../../../../core/code/exploration.ts";
import type { Example, HoleKind } from "../../../../core/code/hole.ts";
import { createExamples } from "../../../../plugins/examples/validator.ts";
import { call, draftOf, project } from "../project.ts";

const given = (text: string): Ingredient => ({ text, cost: 2, kind: "value", isGiven: true });
const made = (text: string, kind: "function" | "class", ...kinds: string[]): Ingredient => ({
  text,
  cost: 3,
  kind,
  takes: kinds.map((one) => ({ kind: one })),
  isGiven: false,
});

interface Setting {
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly kind?: HoleKind;
  readonly ingredients: readonly Ingredient[];
  readonly examples: Readonly<Record<string, string>>;
  readonly wish?: Partial<Exploration>;
}

async function explored({ text, files = {}, kind = "body", ingredients, examples, wish = {} }: Setting) {
  await using folder = await project({ ...files, "a.ts": text });
  await using validator = createExamples({ root: folder.root });
  const span = { start: 0, end: 0 };
  const rows = Object.entries(examples).map(([call, value]): Example => ({
    call,
    value,
    file: "a.ts",
    span,
  }));
  const draft = draftOf("a.ts", text, kind);
  const found = await validator.explore?.(
    { ...draft, hole: { ...draft.hole, examples: rows } },
    {
      ingredients,
      literals: [{ value: 0, cost: 2 }, { value: 1, cost: 2 }, { value: 2, cost: 3 }, { value: -1, cost: 4 }],
      words: [],
      inputs: [],
      most: 10,
      slack: 3,
      maxMs: 4000,
      ...wish,
    },
    call(),
  );
  return (found ?? []).map((one) => one.text);
}

Deno.test("explore() finds a body from the values that the examples bring, with the project's own modules", async () => {
  const found = await explored({
    files: { "lib/words.ts": 'export function words(text: string): string[] { return text.split(" "); }\n' },
    text: 'import { words } from "./lib/words.ts";\nexport function count(text: string): number {__}\n',
    ingredients: [given("text"), made("words", "function", "string")],
    examples: { 'count("a b")': "2", 'count("abcdef")': "1", 'count("a b c d")': "4" },
  });
  assert.equal(found[0], "return words(text).length;");
});

Deno.test("explore() goes by the examples that are code, and leaves out inputs that are none", async () => {
  const found = await explored({
    text: "export function twice(n: number): number {__}\n",
    ingredients: [given("n")],
    examples: {
      "twice(2": "4",
      "twice(3)": "six of them",
      "twice(5)": "10",
      "twice(-4)": "-8",
      "twice(7)": "14",
    },
    wish: { inputs: ["twice(8"] },
  });
  assert.ok(found.some((one) => /n \+ n|n \* 2/.test(one)), found.join("\n"));
});

Deno.test("explore() reads `this`, makes instances, and fills expressions", async () => {
  const text = "export class Point {\n  constructor(readonly x: number, readonly y: number) {}\n" +
    "  turned(): Point {__}\n}\n";
  const found = await explored({
    text,
    ingredients: [given("this"), made("Point", "class", "number", "number")],
    examples: {
      "new Point(1, 2).turned()": "new Point(2, 1)",
      "new Point(5, 3).turned()": "new Point(3, 5)",
    },
  });
  assert.equal(found[0], "return new Point(this.y, this.x);");
  const twice = await explored({
    text: "export const twice = (n: number): number => __;\n",
    kind: "expression",
    ingredients: [given("n")],
    examples: { "twice(2)": "4", "twice(5)": "10" },
  });
  assert.ok(twice.includes("n + n") || twice.includes("n * 2"), twice.join("\n"));
});

Deno.test("explore() fills an expression whose value goes on through the function, where some examples reach it", async () => {
  const text = "export function fee(price: number, rate: number): string {\n" +
    "  if (price < 0) return 'none';\n  const part = __;\n  return `${part.toFixed(2)} EUR`;\n}\n";
  const found = await explored({
    text,
    kind: "expression",
    ingredients: [given("price"), given("rate")].map((one) => ({ ...one, isGiven: false })),
    examples: { "fee(100, 0.5)": "'50.00 EUR'", "fee(30, 2)": "'60.00 EUR'", "fee(-1, 1)": "'none'" },
    wish: { expected: { kind: "number" } },
  });
  assert.ok(found.includes("price * rate"), found.join("\n"));
});

const ITEMS = "const ITEMS: Record<string, number> = { tea: 3, water: 2, pear: 4 };\n" +
  "async function load(name: string) { return { price: await ITEMS[name]!, count: name.length }; }\n";
const totals = { 'total("tea")': "9", 'total("water")': "10", 'total("pear")': "16" };

Deno.test("explore() fills statements that a function ends with, also behind `await`", async () => {
  const setting = { kind: "statements" as const, ingredients: [given("item")] };
  const body = "{ const item = await load(name); __ }\n";
  const found = await explored({
    ...setting,
    text: `${ITEMS}export async function total(name: string): Promise<number> ${body}`,
    examples: totals,
  });
  assert.ok(found.includes("return item.count * item.price;"), found.join("\n"));
  const early = "{ const item = await load(name); __; return 0; }\n";
  assert.deepEqual(
    await explored({
      ...setting,
      text: `${ITEMS}export async function total(name: string): Promise<number> ${early}`,
      examples: totals,
    }),
    [],
  );
});

Deno.test("explore() waits for what the project's functions promise, in asynchronous functions alone", async () => {
  const setting = { ingredients: [given("name"), made("load", "function", "string")] };
  const doubled = { 'double("tea")': "6", 'double("water")': "4", 'double("pear")': "8" };
  const found = await explored({
    ...setting,
    text: `${ITEMS}export async function double(name: string): Promise<number> {__}\n`,
    examples: doubled,
  });
  assert.ok(found.includes("return (await load(name)).price * 2;"), found.join("\n"));
  const sync = await explored({
    ...setting,
    text: `${ITEMS}export function double(name: string): number {__}\n`,
    examples: doubled,
    wish: { maxMs: 1000 },
  });
  assert.ok(!sync.some((text) => text.includes("await")), sync.join("\n"));
});

Deno.test("explore() plays values in the middle of an asynchronous function, and in a generator", async () => {
  const priced = await explored({
    text: "export async function fee(price: number, rate: number): Promise<string> {\n" +
      "  const part = __;\n  await Promise.resolve();\n  return `${part} EUR`;\n}\n",
    kind: "expression",
    ingredients: [given("price"), given("rate")].map((one) => ({ ...one, isGiven: false })),
    examples: { "fee(100, 2)": "'200 EUR'", "fee(30, 5)": "'150 EUR'" },
    wish: { expected: { kind: "number" } },
  });
  assert.ok(priced.includes("price * rate"), priced.join("\n"));
  const pair = await explored({
    text: "export function* pair(low: number, by: number): Generator<number> { yield low; yield __; }\n",
    kind: "expression",
    ingredients: [given("low"), given("by")].map((one) => ({ ...one, isGiven: false })),
    examples: { "[...pair(1, 2)]": "[1, 3]", "[...pair(5, 10)]": "[5, 15]" },
    wish: { expected: { kind: "number" } },
  });
  assert.ok(pair.includes("low + by") || pair.includes("by + low"), pair.join("\n"));
});

Deno.test("explore() gives nothing for a place that a call comes to twice", async () => {
  const found = await explored({
    text:
      "export function sum(list: number[]): number {\n  let all = 0;\n  for (const one of list) all += __;\n  return all;\n}\n",
    kind: "expression",
    ingredients: [given("list"), given("one")],
    examples: { "sum([1, 2])": "3" },
  });
  assert.deepEqual(found, []);
});

Deno.test("explore() goes on without a function whose call does not end", async () => {
  const found = await explored({
    text:
      "function spin(n: number): number { for (;;) n++; }\nexport function next(n: number): number {__}\n",
    ingredients: [given("n"), { ...made("spin", "function", "number"), cost: 1 }],
    examples: { "next(1)": "2", "next(5)": "6" },
    wish: { maxMs: 4500 },
  });
  assert.equal(found[0], "return n + 1;");
});

Deno.test("explore() goes beyond all bounds where the examples do", async () => {
  const found = await explored({
    text: "export function half(n: number): number {__}\n",
    ingredients: [given("n")],
    examples: { "half(3)": "1.5", "half(0)": "0", "half(Infinity)": "Infinity" },
  });
  assert.equal(found[0], "return n / 2;");
});

Deno.test("explore() throws where the examples say so, with what they say", async () => {
  const found = await explored({
    text: "export function quotient(a: number, b: number): number {__}\n",
    ingredients: [given("a"), given("b")],
    examples: {
      "quotient(6, 3)": "2",
      "quotient(7, 2)": "3.5",
      "quotient(1, 0)": "throws RangeError: by zero",
    },
  });
  assert.equal(found[0], 'if (b === 0) throw new RangeError("by zero");\nreturn a / b;');
});

Deno.test("explore() gives what is missing a name before it throws", async () => {
  const found = await explored({
    text: "export function lineAt(lines: string[], number: number): string {__}\n",
    ingredients: [given("lines"), given("number")],
    examples: {
      'lineAt(["a"], 1)': '"a"',
      'lineAt(["b", "c"], 2)': '"c"',
      'lineAt(["d"], 7)': "throws RangeError",
    },
  });
  assert.ok(
    found.includes(
      "const found = lines[number - 1];\n" +
        'if (found === undefined) throw new RangeError("Cannot run lineAt with these arguments");\n' +
        "return found;",
    ),
    found.join("\n"),
  );
});

Deno.test("explore() throws for what a promise comes to", async () => {
  const found = await explored({
    text: "const STOCK: Record<string, { count: number }> = { tea: { count: 3 }, pear: { count: 8 } };\n" +
      "async function find(name: string) { return await STOCK[name]; }\n" +
      "export async function countOf(name: string): Promise<number> {__}\n",
    ingredients: [given("name"), made("find", "function", "string")],
    examples: {
      'countOf("tea")': "3",
      'countOf("pear")': "8",
      'countOf("fig")': "throws RangeError: none",
    },
  });
  assert.ok(
    found.includes(
      "const found = await find(name);\n" +
        'if (found === undefined) throw new RangeError("none");\n' +
        "return found.count;",
    ),
    found.join("\n"),
  );
});

Deno.test("explore() lets the function call itself on the parts of what it is given", async () => {
  const found = await explored({
    text: "interface Folder { bytes: number; folders: Folder[] }\n" +
      "export function weight(folder: Folder): number {__}\n",
    ingredients: [given("folder"), made("weight", "function", "record")],
    examples: {
      "weight({ bytes: 5, folders: [] })": "5",
      "weight({ bytes: 5, folders: [{ bytes: 7, folders: [] }, { bytes: 2, folders: [] }] })": "14",
      "weight({ bytes: 1, folders: [{ bytes: 2, folders: [{ bytes: 30, folders: [] }] }] })": "33",
    },
  });
  assert.equal(
    found[0],
    "return folder.bytes + folder.folders.reduce((total, child) => total + weight(child), 0);",
  );
});

Deno.test("explore() gives nothing where running can not tell", async () => {
  const text = "export function f(n: number): number {__}\n";
  const setting = { text, ingredients: [given("n")] };
  assert.deepEqual(await explored({ ...setting, examples: {} }), []);
  assert.deepEqual(await explored({ ...setting, examples: { "f(1) + f(2)": "3" } }), []);
  assert.deepEqual(await explored({ ...setting, examples: { "1 + 1": "2" } }), []);
  assert.deepEqual(await explored({ ...setting, examples: { "f(1": "3" } }), []);
  assert.deepEqual(await explored({ ...setting, examples: { "g(1)": "3" } }), []);
  const broken = { ...setting, text: `import { gone } from "./gone.ts";\n${text}gone();\n` };
  assert.deepEqual(await explored({ ...broken, examples: { "f(1)": "1", "f(2)": "2" } }), []);
});

Deno.test("explore() does not let a function of the project change what others are given", async () => {
  const found = await explored({
    text:
      "function take(list: number[]): number { return list.pop() ?? 0; }\nexport function last(list: number[]): number | undefined {__}\n",
    ingredients: [given("list"), made("take", "function", "list")],
    examples: { "last([1, 2])": "2", "last([7])": "7", "last([])": "undefined" },
  });
  assert.ok(
    found.includes("return list.at(-1);") || found.some((text) => /list\[list\.length - 1\]/.test(text)),
    found.join("\n"),
  );
  assert.ok(!found.some((text) => text.includes("take")));
  const counted = await explored({
    text:
      "function note(seen: Map<string, number>): number { seen.set('new', 1); return 1; }\nexport function size(seen: Map<string, number>): number {__}\n",
    ingredients: [given("seen"), made("note", "function", "map")],
    examples: { 'size(new Map([["a", 1], ["b", 2]]))': "2", "size(new Map())": "0" },
  });
  assert.equal(counted[0], "return seen.size;");
});

Deno.test("explore() gives nothing at once where the examples come to another hole", async () => {
  const text = 'import { hole } from "@maze/maze/hole";\n' +
    "export function f(n: number): number { const m: number = __; return m + hole<number>(); }\n";
  const before = performance.now();
  const found = await explored({
    text,
    kind: "expression",
    ingredients: [given("n")],
    examples: { "f(1)": "2", "f(5)": "6" },
    wish: { maxMs: 60_000 },
  });
  assert.deepEqual(found, []);
  assert.ok(performance.now() - before < 25_000);
});
