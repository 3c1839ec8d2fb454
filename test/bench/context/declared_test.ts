import assert from "node:assert/strict";
import { countDeclared, soughtIn } from "../../../bench/context/declared.ts";
import { extractEntry } from "../../../plugins/typescript/index/extract.ts";
import { loadParser } from "../../../plugins/typescript/index/parse.ts";

const { parse } = await loadParser();
const text =
  "export interface A { at: number }\ninterface B { at: string; b: 1 }\nexport function run() {}\n";
const { declarations } = extractEntry(parse, { file: "a.ts", text }, []);
const sought = (name: string, isMember: boolean) =>
  soughtIn({ name, isMember, path: "/p/a.ts" }, "a.ts", declarations);

Deno.test("soughtIn() finds what has a name as its member", () => {
  assert.deepEqual(sought("at", true).holders, ["A", "B"]);
  assert.deepEqual(sought("run", false).holders, []);
});

Deno.test("countDeclared() counts declarations, and no mentions", () => {
  const all = [sought("run", false), sought("b", true)];
  const count = (texts: readonly string[]) => countDeclared(all, texts.map((text) => ({ text }))).found;
  assert.equal(count(["run(b);", "const x = run"]), 0);
  assert.equal(count(["function run(): void"]), 1);
  assert.equal(count(["interface A { b }"]), 0);
  assert.equal(count(["interface B { at; b }", "function running()"]), 1);
  assert.equal(count(["interface B { b }", "async function run()"]), 2);
});

Deno.test("countDeclared() asks no holder of a piece that tells its file, and takes none of another file", () => {
  const all = [sought("b", true)];
  assert.equal(countDeclared(all, [{ text: "  b(): void", file: "a.ts" }]).found, 1);
  assert.equal(countDeclared(all, [{ text: "interface B { b }", file: "b.ts" }]).found, 0);
});
