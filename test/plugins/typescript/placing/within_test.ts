import assert from "node:assert/strict";
import type { Hole } from "../../../../core/code/hole.ts";
import { applyEdits, rebaseSpan } from "../../../../core/code/text.ts";
import type { Placement } from "../../../../core/code/wish.ts";
import { createIndexer } from "../../../../plugins/typescript/indexer.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { call } from "../call.ts";
import { BASE } from "../judged.ts";
import { tree } from "../project/tree.ts";

/** What is laid in one after the other, each with its body left open, and the file then. */
async function owed(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly placements: readonly Placement[]; readonly text: string }> {
  using project = tree({ ...BASE, ...files });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [found] = (await indexer.holes(["a.ts"], call)).filter(({ kind }) => kind === "members");
  assert.ok(found);
  let [hole, text]: [Hole, string] = [found, files["a.ts"] ?? ""];
  const placements: Placement[] = [];
  while (placements.length < 9) {
    const wish = { ...{ intent: "", examples: [], file: "a.ts", isNew: false, isFree: false }, within: hole };
    const placement = await indexer.place?.(wish, call);
    if (!placement) break;
    placements.push(placement);
    text = applyEdits(text, placement.edits);
    await indexer.update([{ file: "a.ts", text }], call);
    const span = rebaseSpan(hole.span, placement.edits);
    assert.ok(span);
    hole = { ...hole, span };
  }
  return { placements, text };
}

const OPEN = '    throw new Error("not implemented");\n  }\n';

Deno.test("place() gives one member after the other that an interface asks for, as a class writes it", async () => {
  const store = [
    "export interface Item { id: string }",
    "export interface Store<T> {",
    "  /** How many there are. Never negative. */",
    "  readonly size: number;",
    "  get first(): T | undefined;",
    "  find(id: string, limit?: number): Promise<T | undefined>;",
    "  map<U>(each: (item: T) => U, ...rest: string[]): U[];",
    "  note?: string;",
    "  all(): Item[];",
    "}",
    "",
  ].join("\n");
  const before = 'import type { Store } from "./store.ts";\n\nexport class Box<K> implements Store<K> {\n';
  const { placements, text } = await owed({ "store.ts": store, "a.ts": `${before}  // ?? keep them\n}\n` });
  assert.deepEqual(placements.map(({ faults }) => faults), [[], [], [], [], []]);
  assert.equal(
    text,
    before.replace("{ Store }", "{ Store, Item }") +
      "  readonly size: number = /* ?? How many there are; keep them */;\n\n" +
      `  get first(): K | undefined {\n${OPEN}\n` +
      `  async find(id: string, limit?: number): Promise<K | undefined> {\n${OPEN}\n` +
      `  map<U>(each: (item: K) => U, ...rest: string[]): U[] {\n${OPEN}\n` +
      `  all(): Item[] {\n${OPEN}\n` +
      "  // ?? keep them\n}\n",
  );
  assert.deepEqual(
    placements.map(({ hole }) => [hole?.kind, hole?.intent]),
    [["expression", "How many there are; keep them"], ...Array(4).fill(["body", "keep them"])],
  );
  assert.deepEqual(placements.at(-1)?.needs, [{ name: "Item", from: "./store.ts", kind: "type" }]);
});

Deno.test("place() gives what an abstract base class leaves open, both halves of an accessor too", async () => {
  const base = [
    "abstract class Base<K> {",
    "  abstract key(item: K): string;",
    "  protected abstract limit: number;",
    "  abstract get area(): number;",
    "  abstract set area(value: number);",
    "  done(): void {}",
    "}",
    "",
  ].join("\n");
  const { placements } = await owed({ "a.ts": `${base}class Own extends Base<Date> {\n  // ??\n}\n` });
  assert.deepEqual(placements.map(({ head }) => head), [
    "key(item: Date): string",
    "protected limit: number",
    "get area(): number",
    "set area(value: number)",
  ]);
  assert.deepEqual(placements.flatMap(({ faults }) => faults), []);
  const left = await owed({ "a.ts": `${base}abstract class Own extends Base<Date> {\n  // ??\n}\n` });
  assert.deepEqual(left.placements, []); // it may leave them to others
});

Deno.test("place() gives no member where nothing is owed, or one has no head of its own", async () => {
  const of = async (interface_: string, own = "") => {
    const text = `interface I ${interface_}\nclass A implements I {\n  ${own}\n  // ?? more\n}\n`;
    return (await owed({ "a.ts": text })).placements.map(({ head }) => head);
  };
  assert.deepEqual(await of("{ a: number; f(): void }", "constructor(readonly a: number) {}"), ["f(): void"]);
  assert.deepEqual(await of("{ a?: number; f(): void }", "f() {}"), []);
  assert.deepEqual(await of("{ b(): void; f(a: string): void; f(a: number): void }"), []);
  assert.deepEqual(await of("{ b(): void; [key: string]: unknown }"), []);
  assert.deepEqual(await of("{ b(): void; [Symbol.iterator](): Iterator<number> }"), []);
  assert.deepEqual(await of("{ b(): void; (): number }"), []);
  assert.deepEqual((await owed({ "a.ts": "class A {\n  // ?? more\n}\n" })).placements, []);
});

Deno.test("place() knows what a class without a name owes, and what stands on the line of its braces", async () => {
  const of = async (text: string) => (await owed({ "a.ts": `interface I { all(): number[] }\n${text}` }));
  const heads = async (text: string) => (await of(text)).placements.map(({ head }) => head);
  assert.deepEqual(await heads("export default class implements I {\n  // ??\n}\n"), ["all(): number[]"]);
  assert.deepEqual(await heads("export const A = class implements I {\n  // ??\n};\n"), ["all(): number[]"]);
  const { text, placements } = await of("class A implements I { a = 1; /* ?? */ }\n");
  assert.equal(placements[0]?.hole?.kind, "body");
  assert.match(text, /a = 1; \nall\(\): number\[\] \{\n[^]*\n\}\n\n\/\* \?\? \*\/ \}\n$/);
});

Deno.test("place() writes fields on lines one below the other, and keeps the examples for the last member", async () => {
  const before = [
    "interface I { a: number; readonly b: string; f(): number }",
    "/** new A().f() // => 1 */",
    "class A implements I {",
    "  // ??",
    "}",
    "",
  ].join("\n");
  const { text, placements } = await owed({ "a.ts": before });
  assert.equal(
    text,
    before.replace(
      "  // ??\n",
      `  a: number = /* ??  */;\n  readonly b: string = /* ??  */;\n\n  f(): number {\n${OPEN}\n  // ??\n`,
    ),
  );
  assert.deepEqual(placements.map(({ hole }) => hole?.examples.map(({ call }) => call)), [
    [],
    [],
    ["new A().f()"],
  ]);
});

Deno.test("place() says what is wrong where a type means something else in the class's file", async () => {
  const store = "export interface Item { id: string }\nexport interface Store { all(): Item[] }\n";
  const own = 'import type { Store } from "./store.ts";\ninterface Item { other: number }\n';
  const { placements } = await owed({
    "store.ts": store,
    "a.ts": `${own}class A implements Store {\n  // ??\n}\n`,
  });
  assert.deepEqual(placements[0]?.faults.map(({ code }) => code), ["TS2416"]);
});
