import assert from "node:assert/strict";
import fc from "fast-check";
import type { Extractor } from "../../../plugins/typescript/index/extract.ts";
import { loadParser } from "../../../plugins/typescript/index/parse.ts";
import { packRows, unpackRows } from "../../../plugins/typescript/pack.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { parseFile } from "../../../plugins/typescript/syntax.ts";
import { fileUsagesOf } from "../../../plugins/typescript/usages.ts";
import { usageExtractor, usagesFrom } from "../../../plugins/typescript/usage_record.ts";
import { tree } from "./project/tree.ts";

const CODE = `import { sum } from "./sum";
export const a = ((sum(1, (2 + 3)))).toFixed((2));
export const b = (c: number) => ({ total: (c), parts: [(c), sum(c, c)] });
export function d() { return (globalThis.name) ?? ((x) => x)("y"); }
`;

async function recorded(extractor: Extractor, file: string, text: string) {
  const { parse } = await loadParser();
  const record = extractor.extract(parse(file, text).program, text, file);
  return usagesFrom(JSON.parse(JSON.stringify(record)));
}

Deno.test("usageExtractor() keeps what fileUsagesOf() finds, parentheses or not", async () => {
  for (const file of ["a.ts", "a.tsx"]) {
    assert.deepEqual(await recorded(usageExtractor(), file, CODE), fileUsagesOf(parseFile(file, CODE)));
  }
});

Deno.test("usageExtractor() leaves out holes and what holds one, and nothing that only shares their name", async () => {
  const text = "export const a = [hole('x'), f(hole()), golf.hole, f(1)];\n";
  const { usages, globals } = await recorded(usageExtractor(), "a.ts", text);
  assert.deepEqual(usages.map((usage) => usage.text).filter((one) => one.includes("hole")), ["golf.hole"]);
  assert.ok(usages.some((usage) => usage.text === "f(1)"));
  assert.ok(!globals.includes("hole"));
});

Deno.test("unpackRows() undoes packRows()", () => {
  const row = fc.record({
    text: fc.string(),
    size: fc.integer(),
    keys: fc.array(fc.string()),
    isOn: fc.boolean(),
  }, { noNullPrototype: true });
  fc.assert(fc.property(fc.array(row), (rows) => {
    assert.deepEqual(unpackRows(JSON.parse(JSON.stringify(packRows(rows)))), rows);
  }));
});

Deno.test("a session counts the same from its store as from the files, and parses nothing for it", async () => {
  using project = tree({
    "tsconfig.json": "{}",
    "a.ts": CODE,
    "sum.ts": "export const sum = (a, b) => a + b;\n",
  });
  const store = `${project.root}/.store`;
  const seen: string[][] = [];
  for (let start = 0; start < 2; start++) {
    await using session = new Session(project.root, store);
    const statistics = await session.statistics();
    assert.deepEqual((await session.index()).refreshed.parsed, start === 0 ? ["a.ts", "sum.ts"] : []);
    seen.push(statistics.usagesIn("a.ts").map(({ text }) => text));
    await session.update([{ file: "a.ts", text: "export const z = [1, 1];\n" }]);
    assert.equal(statistics.countAnywhere("1"), 2);
    assert.equal(statistics.countAnywhere("a + b"), 1);
    await session.update([{ file: "a.ts", text: CODE }]);
  }
  assert.deepEqual(seen[1], seen[0]);
  assert.ok(seen[0]?.includes("sum(c, c)"));
});
