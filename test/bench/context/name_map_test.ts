import assert from "node:assert/strict";
import { type MappedFile, nameMap, piecesOf } from "../../../bench/context/name_map.ts";
import { extractEntry } from "../../../plugins/typescript/index/extract.ts";
import { loadParser } from "../../../plugins/typescript/index/parse.ts";

const { parse } = await loadParser();
const count = (text: string) => text.length;

function file(name: string, text: string): MappedFile {
  const mentions = new Map<string, number>();
  for (const [word] of text.matchAll(/\w+/g)) mentions.set(word, (mentions.get(word) ?? 0) + 1);
  return { file: name, declarations: extractEntry(parse, { file: name, text }, []).declarations, mentions };
}

const FILES = [
  file("open.ts", "export function own() { near(); near(); }"),
  file("near.ts", "export function near(a: number): void { far(); }\nexport function unused() {}"),
  file("far.ts", "export function far() {}\nexport class Box { lift(weight: number): void {} }"),
];

Deno.test("nameMap() lists names by file, those first that the open file mentions, and not its own", () => {
  assert.match(
    nameMap(FILES, "open.ts", { budgetTokens: 1000, count }),
    /^near\.ts:\nexport function near\(a: number\): void\n[^]*far\.ts:\nexport function far\(\)\n/,
  );
  assert.ok(!nameMap(FILES, "open.ts", { budgetTokens: 1000, count }).includes("own"));
});

Deno.test("nameMap() has methods of classes too, and no bodies", () => {
  const map = nameMap(FILES, "open.ts", { budgetTokens: 1000, count });
  assert.match(map, /export class Box\n {2}lift\(weight: number\): void/);
});

Deno.test("nameMap() keeps to its budget, and uses it", () => {
  const whole = nameMap(FILES, "open.ts", { budgetTokens: 1000, count });
  const part = nameMap(FILES, "open.ts", { budgetTokens: whole.length - 1, count });
  assert.ok(part.length < whole.length && part.includes("near"));
  assert.equal(nameMap(FILES, "open.ts", { budgetTokens: 3, count }), "");
});

Deno.test("piecesOf() gives the part of each file", () => {
  const pieces = piecesOf(nameMap(FILES, "open.ts", { budgetTokens: 1000, count }));
  assert.deepEqual(pieces.map(({ file }) => file), ["near.ts", "far.ts"]);
  assert.match(pieces[1]?.text ?? "", /^far\.ts:\nexport function far/);
});
