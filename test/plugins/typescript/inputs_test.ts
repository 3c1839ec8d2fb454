import assert from "node:assert/strict";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { call } from "./call.ts";
import { BASE } from "./judged.ts";
import { tree } from "./project/tree.ts";

/** The calls made up for the first hole of a file. */
async function inputs(text: string, most = 40): Promise<readonly string[]> {
  using project = tree({ ...BASE, "a.ts": text });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [hole] = await indexer.holes(["a.ts"], call);
  assert.ok(hole);
  return await indexer.inputs?.({ hole, text: "", edits: [] }, most, call) ?? [];
}

/** The arguments of calls of `f`, as values. */
function given(calls: readonly string[]): readonly (readonly unknown[])[] {
  const seen: unknown[][] = [];
  const f = (...args: unknown[]) => void seen.push(args);
  for (const call of calls) new Function("f", call)(f);
  return seen;
}

Deno.test("inputs() are calls with values of the parameters' types, each once, and the same each time", async () => {
  const text =
    "export interface Row { id: number; tags: readonly string[]; note?: string; kind: 'a' | 'b' | 3 }\n" +
    "/** Something. */\nexport function f(rows: Row[], by: Map<string, boolean>, pair: [number, Date]): number {\n}\n";
  const calls = await inputs(text);
  assert.equal(calls.length, 40);
  assert.equal(new Set(calls).size, 40);
  assert.deepEqual(await inputs(text), calls);
  const rows: Record<string, unknown>[] = [];
  for (const [list, by, pair, ...more] of given(calls)) {
    assert.ok(Array.isArray(list) && by instanceof Map && Array.isArray(pair) && more.length === 0);
    assert.ok(typeof pair[0] === "number" && pair[1] instanceof Date && pair.length === 2);
    assert.ok([...by].every(([key, value]) => typeof key === "string" && typeof value === "boolean"));
    rows.push(...list);
  }
  assert.ok(rows.every(({ id, tags }) => typeof id === "number" && Array.isArray(tags)));
  assert.deepEqual(new Set(rows.map(({ kind }) => kind)), new Set(["a", "b", 3]));
  assert.ok(rows.some((row) => !("note" in row)) && rows.some(({ note }) => typeof note === "string"));
});

Deno.test("inputs() know unions, what may be missing, rest parameters, type parameters and functions", async () => {
  const missing = given(await inputs("export function f(a: string | null, b?: number): string {\n}\n"));
  assert.ok(missing.some(([a]) => a === null) && missing.some(([a]) => typeof a === "string"));
  assert.ok(missing.some((args) => args.length < 2) && missing.some(([, b]) => typeof b === "number"));
  const rest = given(await inputs("export function f(...all: boolean[]): boolean {\n}\n"));
  assert.ok(rest.some((args) => args.length > 1) && rest.flat().every((one) => typeof one === "boolean"));
  const open = given(await inputs("export function f<T, K extends string>(items: T[], key: K): T[] {\n}\n"));
  assert.ok(open.every(([items, key]) => Array.isArray(items) && typeof key === "string"));
  const [[test] = []] = given(
    await inputs("export function f(test: (n: number) => boolean): boolean {\n}\n"),
  );
  assert.equal(typeof (test as () => unknown)(), "boolean");
  const index = given(
    await inputs("export const f = (by: Record<string, number>, ok: true): number => {\n};\n"),
  );
  assert.ok(
    index.every(([by, ok]) =>
      Object.values(Object(by)).every((one) => typeof one === "number") && ok === true
    ),
  );
});

Deno.test("inputs() are none for methods, inner functions, no parameters, and what can not be written down", async () => {
  const none = [
    "export class A { go(n: number): number {\n  }\n}\n",
    "export function outer(): void {\n  function f(n: number): number {\n  }\n  f(1);\n}\n",
    "export function f(): number {\n}\n",
    "class Purse { #cents = 1; get all() { return this.#cents; } }\nexport function f(purse: Purse): number {\n}\n",
    "export function f(n: number): number {\n  return hole();\n}\n",
  ];
  for (const text of none) assert.deepEqual(await inputs(text), [], text);
});

Deno.test("inputs() make bytes, and texts as a pattern writes them", async () => {
  const text =
    "export function f(bytes: Uint8Array, hex: `0x${string}`, at: `${number}:${'a' | 'b'}`): number {\n}\n";
  const all = given(await inputs(text));
  assert.equal(all.length, 40);
  assert.ok(all.every(([bytes]) => bytes instanceof Uint8Array && bytes.length <= 12));
  assert.ok(all.every(([, hex, at]) => /^0x/.test(String(hex)) && /^-?[\d.]+:[ab]$/.test(String(at))));
});
