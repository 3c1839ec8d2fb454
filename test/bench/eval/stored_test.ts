import assert from "node:assert/strict";
import { conversionFigures } from "../../../bench/eval/conversion.ts";
import { evalFigures } from "../../../bench/eval/figures.ts";
import { readRows, type Row } from "../../../bench/eval/row.ts";
import { packed, storedNames, storedRows } from "../../../bench/eval/stored.ts";

const row: Row = {
  ...{ task: "double", sample: 0, arm: "C", filled: "yes", text: "return n * 2;", provider: "llama_cpp" },
  ...{ cheats: [], isStub: false, ms: 900, checkMs: 30, checks: 2, notes: ["a secret word"], load: 1 },
  spent: { streams: 2, written: 30, read: 50, prefill: 20, live: 0, missing: 0 },
  made: [{ kind: "restart", fault: "TS2304: Cannot find name 'secret'.", kept: 0, written: 12 }],
  ...{ compiled: true, compiledBare: true, passed: true },
};
const free: Row = { ...row, arm: "F", filled: "no", compiled: false, passed: false, made: [] };

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).text();
}

Deno.test("packed() keeps what figures are made of, and no text of a task or a model", async () => {
  const text = await unpacked(await packed([free, row]));
  assert.doesNotMatch(text, /return n|secret/);
  assert.match(text, /TS2304/);
  const told = (rows: readonly Row[]) => evalFigures(rows).filter(({ name }) => !/wall/.test(name));
  assert.deepEqual(told(readRows(text)), told([free, row]));
  const wall = evalFigures(readRows(text)).find(({ name }) => name === "C.wall against F");
  assert.ok(Number.isNaN(wall?.value)); // nobody takes it for a figure
});

Deno.test("storedRows() names what is stored where a name is none", async () => {
  const names = await storedNames();
  await assert.rejects(
    storedRows(["none such"]),
    (error: Error) => error instanceof RangeError && error.message.endsWith(`stored are ${names.join(", ")}`),
  );
});

Deno.test("the stored run gives the figures that docs/evaluation.md has", async () => {
  const rows = await storedRows(["humaneval-ts-t1"]);
  const docs = await Deno.readTextFile(new URL("../../../docs/evaluation.md", import.meta.url));
  const figure = (name: string) =>
    [...evalFigures(rows), ...conversionFigures(rows)].find((one) => one.name === name) ?? assert.fail(name);
  const { value: tokens, interval: [low, high] = [] } = figure("C.tokens against F");
  assert.ok(docs.includes(`| ${tokens.toFixed(2)} [${low?.toFixed(2)}, ${high?.toFixed(2)}] |`));
  const { value: fewer, n } = figure("C.compile failures, fewer than F's");
  assert.ok(docs.includes(`| ${fewer} % of ${n} `));
  for (const arm of ["R", "S", "C"]) {
    const [first, ...others] = [1.5, 2, 3, 4, 6].map((times) =>
      figure(`${arm}.converted at ${times} times the tokens`).value.toFixed(1)
    );
    const row = new RegExp(`\\| \`${arm}\` +\\| ${[`${first} %`, ...others].join(" +\\| ")} +\\|`);
    assert.match(docs, row);
  }
});
