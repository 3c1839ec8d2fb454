import assert from "node:assert/strict";
import { createMaze, type Outcome } from "../../../mod.ts";
import examples from "../../../plugins/examples/mod.ts";
import synth from "../../../plugins/synth/mod.ts";
import typescript from "../../../plugins/typescript/mod.ts";
import { answers } from "../answers.ts";
import { tree } from "./project/tree.ts";

const BASE = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: "esnext",
      allowJs: true,
      checkJs: true,
      types: [],
    },
  }),
  "hole.d.ts": "declare function hole<T = any>(intent?: string): T;\n",
};

/** What a file is after its holes are filled, by synth or by a model's answers, and what became of them. */
async function filled(
  text: string,
  { file = "a.ts", model }: { readonly file?: string; readonly model?: Parameters<typeof answers>[0] } = {},
): Promise<{ readonly text: string; readonly outcomes: readonly Outcome[] }> {
  using project = tree({ ...BASE, [file]: text });
  const provider = model ? answers(model) : synth;
  const plugins = [
    { plugin: typescript, options: { cache: false } },
    { plugin: examples },
    { plugin: provider },
  ];
  await using maze = await createMaze({ root: project.root, plugins, fill: { maxMs: 60_000 } });
  const outcomes = await Array.fromAsync(maze.fill({ targets: [file] }));
  const changed = maze.changes().files.find((one) => one.file === file);
  return { text: changed?.text ?? text, outcomes };
}

const ITEM = "export interface Item { readonly name: string; readonly count: number }\n";

Deno.test("a comment in the place of an initialiser is filled by what its type asks for", async () => {
  const { text } = await filled(`${ITEM}export const only = (item: Item): Item => /* ?? the item */;\n`);
  assert.equal(text, `${ITEM}export const only = (item: Item): Item => item;\n`);
  const line = await filled(`${ITEM}declare const item: Item;\nexport const same: Item = // ?? the item\n`);
  assert.equal(line.text, `${ITEM}declare const item: Item;\nexport const same: Item = item;\n`);
});

Deno.test("several missing expressions of one file are filled one after another, each seen by the next", async () => {
  const head =
    "export class One { #one = 1; }\nexport class Two { #two = 2; constructor(readonly one: One) {} }\n";
  const { text, outcomes } = await filled(
    `${head}export const one: One = /* ?? */;\nexport const two: Two = /* ?? of one */;\n` +
      "export const both: [One, Two] = [one, /* ?? the other */];\n",
  );
  assert.deepEqual(outcomes.map(({ filled }) => filled), ["yes", "yes", "yes"]);
  assert.equal(
    text,
    `${head}export const one: One = new One();\nexport const two: Two = new Two(one);\n` +
      "export const both: [One, Two] = [one, two];\n",
  );
});

Deno.test("statements missing at the end are filled by a return, where the examples claim one", async () => {
  const head =
    `${ITEM}/**\n * @example\n * countOf({ name: "a", count: 3 }) // => 3\n * countOf(undefined) // => undefined\n */\n` +
    "export function countOf(item: Item | undefined): number | undefined {\n  if (item === undefined) return undefined;\n";
  const { text } = await filled(`${head}  // ?? its count\n}\n`);
  assert.equal(text, `${head}  return item.count;\n}\n`);
});

Deno.test("examples run beside holes that are still open", async () => {
  const head = "/** twice(2) // => 4 */\nexport const twice = (n: number): number => ";
  const tail = "export const later = (n: number): number => /* ?? left open */;\n";
  const model = { double: ["n", "n + n"], "left open": [] };
  const { text, outcomes } = await filled(`${head}/* ?? double */;\n${tail}`, { model });
  assert.equal(text, `${head}n + n;\n${tail}`);
  const reports = outcomes[0]?.candidates.map(({ text, verdict }) => [text, verdict.state]);
  assert.deepEqual(reports, [["n + n", "valid"], ["n", "invalid"]]);
});

Deno.test("an empty body in JavaScript is filled by the type in its doc comment", async () => {
  const doc =
    '/**\n * @param {{ name: string, count: number }} item\n * @returns {string}\n * @example\n * nameOf({ name: "a", count: 1 }) // => "a"\n * nameOf({ name: "bc", count: 1 }) // => "bc"\n */\n';
  const { text } = await filled(`${doc}export function nameOf(item) {}\n`, { file: "a.js" });
  assert.equal(text, `${doc}export function nameOf(item) {\n  return item.name;\n}\n`);
});

Deno.test("hole<T>() asks for T where its place asks for nothing", async () => {
  const before = "class Item { #own = 1; }\ndeclare const item: Item;\ndeclare const count: number;\n" +
    "export function f(): unknown {\n  const found = ";
  const { text, outcomes } = await filled(`${before}hole<Item>("it");\n  return [found, count];\n}\n`);
  assert.equal(text, `${before}item;\n  return [found, count];\n}\n`);
  assert.deepEqual(
    outcomes[0]?.candidates.map(({ text }) => text).filter((one) => !/\b(?:item|Item)\b/.test(one)),
    [],
  );
});

Deno.test("members of a class are laid between the others, and have to keep what its head promises", async () => {
  const before = "export interface Named { readonly name: string; greet(other: string): string }\n" +
    'export class User implements Named {\n  readonly name = "a";\n  ';
  const greet = "greet(other: string): string {\n  return `${this.name} greets ${other}`;\n}";
  const model = ["size = 1;", "greet(other: string): number {\n  return other.length;\n}", greet];
  const { text, outcomes } = await filled(`${before}// ?? greets another\n}\n`, { model });
  assert.equal(outcomes[0]?.hole.kind, "members");
  const states = outcomes[0]?.candidates.map(({ text, verdict }) => [text.slice(0, 5), verdict.state]);
  assert.deepEqual(states, [["greet", "valid"], ["size ", "invalid"], ["greet", "invalid"]]);
  assert.equal(text, `${before}${greet.replaceAll("\n", "\n  ")}\n}\n`);
});

Deno.test("an answer that leaves a hole of its own is not valid", async () => {
  const head = "declare const on: boolean;\n";
  const model = ["on ? /* ?? later */ : 2", "on ? 1 : 2"];
  for (const hole of ["/* ?? a number */", "hole()"]) {
    const { text, outcomes } = await filled(`${head}export const a: number = ${hole};\n`, { model });
    assert.equal(text, `${head}export const a: number = on ? 1 : 2;\n`);
    assert.equal(
      outcomes[0]?.candidates.find(({ text }) => text.includes("later"))?.verdict.state,
      "invalid",
    );
  }
});

Deno.test("a hole that leans on another sees what was filled there", async () => {
  const text =
    'export const count = hole("count");\nexport const shown: string = hole("shown");\nvoid count;\n';
  const shown = ["count", "`${count.toFixed(1)}`"];
  const number = await filled(text, { model: { count: ["1 as const"], shown } });
  assert.match(
    number.text,
    /^export const count = 1 as const;\nexport const shown: string = `\$\{count.toFixed\(1\)\}`;/,
  );
  const string = await filled(text, { model: { count: ['"one" as const'], shown } });
  assert.match(string.text, /^export const count = "one" as const;\nexport const shown: string = count;/);
});

Deno.test("a hole inside another is filled first, and the outer one stays a hole", async () => {
  const text = 'export const a: number = hole(hole("inner"));\nexport const b: number = hole("b");\n';
  const { text: after, outcomes } = await filled(text, {
    model: { inner: ['"the number"'], "": ["4"], b: ["2"] },
  });
  assert.deepEqual(outcomes.map(({ hole, filled }) => [hole.intent, filled]), [
    ["inner", "yes"],
    ["", "yes"],
    ["b", "yes"],
  ]);
  assert.equal(after, "export const a: number = 4;\nexport const b: number = 2;\n");
});

Deno.test("holes in a class, its methods and a function around them are each filled in their own place", async () => {
  const { text, outcomes } = await filled(
    "export function make(step: number) {\n  class Counter {\n    count = /* ?? start */;\n    // ?? next\n    get last(): number {\n      // ?? last\n    }\n  }\n" +
      "  return /* ?? made */;\n}\n",
    {
      model: {
        start: ["0"],
        next: ["next(): number {\n  return this.count += step;\n}"],
        last: ["return this.count;"],
        made: ["new Counter()"],
      },
    },
  );
  assert.deepEqual(outcomes.map(({ hole, filled }) => [hole.kind, filled]), [
    ["expression", "yes"],
    ["members", "yes"],
    ["body", "yes"],
    ["expression", "yes"],
  ]);
  assert.equal(
    text,
    "export function make(step: number) {\n  class Counter {\n    count = 0;\n    next(): number {\n      return this.count += step;\n    }\n" +
      "    get last(): number {\n      return this.count;\n    }\n  }\n  return new Counter();\n}\n",
  );
});

Deno.test("what fills hole<T>() has to be a T, whatever its place takes", async () => {
  const before = "export function f(count: number): unknown {\n  const found = ";
  const model = ["count", "{ a: 1 }", '"a"'];
  const { text, outcomes } = await filled(`${before}hole<string>();\n  return found;\n}\n`, { model });
  const found = outcomes[0]?.candidates.map(({ text, verdict }) => [
    text,
    verdict.state,
    verdict.reports[0]?.diagnostics.map(({ code }) => code).join(),
  ]);
  assert.deepEqual(found, [
    ['"a"', "valid", ""],
    ["count", "invalid", "TS1360"],
    ["{ a: 1 }", "invalid", "TS1360"],
  ]);
  assert.equal(text, `${before}"a";\n  return found;\n}\n`);
  const [fault] = outcomes[0]?.candidates[1]?.verdict.reports[0]?.diagnostics ?? [];
  const wrong = `${before}count;\n  return found;\n}\n`;
  assert.equal(wrong.slice(fault?.span.start, fault?.span.end), "count");
});

Deno.test("a hole in a class with private members is filled with one of them", async () => {
  const text = (fill: string) =>
    "export class Money {\n  #cents: number;\n  constructor(cents: number) {\n    this.#cents = cents;\n  }\n" +
    `  toCents(): number {\n    return ${fill};\n  }\n}\n`;
  assert.equal((await filled(text('hole("the cents")'))).text, text("this.#cents"));
});
