import assert from "node:assert/strict";
import { conversionFigures } from "../../../bench/eval/conversion.ts";
import { evalFigures } from "../../../bench/eval/figures.ts";
import type { Row } from "../../../bench/eval/row.ts";
import { short } from "../../../bench/eval/short.ts";
import { folderOf, packed, storedRows, unpacked } from "../../../bench/stored.ts";

const row: Row = {
  ...{ task: "double", sample: 0, arm: "C", filled: "yes", text: "return n * 2;", provider: "llama_cpp" },
  ...{ cheats: [], isStub: false, ms: 900, checkMs: 30, checks: 2, notes: ["a secret word"], load: 1 },
  spent: { streams: 2, written: 30, read: 50, prefill: 20, live: 0, missing: 0 },
  made: [{ kind: "restart", fault: "TS2304: Cannot find name 'secret'.", kept: 0, written: 12 }],
  ...{ compiled: true, compiledBare: true, passed: true },
};
const free: Row = { ...row, arm: "F", filled: "no", compiled: false, passed: false, made: [] };

Deno.test("short() keeps what figures are made of, and no text of a task or a model", async () => {
  const rows = await unpacked<Row>(await packed([free, { ...row, invented: ["secret"] }].map(short)));
  assert.doesNotMatch(JSON.stringify(rows), /return n|secret/);
  assert.equal(rows[1]?.made[0]?.fault, "TS2304");
  assert.deepEqual(rows.map(({ invented }) => invented?.length), [undefined, 1]);
  const told = (rows: readonly Row[]) => evalFigures(rows).filter(({ name }) => !/wall/.test(name));
  assert.deepEqual(told(rows), told([free, row]));
  const wall = evalFigures(rows).find(({ name }) => name === "C.wall against F");
  assert.ok(Number.isNaN(wall?.value)); // nobody takes it for a figure
});

Deno.test("the stored run gives the figures that docs/evaluation.md has", async () => {
  const rows = await storedRows<Row>(folderOf("eval"), ["humaneval-ts-t1"]);
  const docs = await Deno.readTextFile(new URL("../../../docs/evaluation.md", import.meta.url));
  const figures = [...evalFigures(rows), ...conversionFigures(rows)];
  const figure = (name: string) => figures.find((one) => one.name === name) ?? assert.fail(name);
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

Deno.test("the stored run with examples gives the figures that docs/evaluation.md has", async () => {
  const rows = await storedRows<Row>(folderOf("eval"), ["humaneval-ts-t1-examples"]);
  const docs = await Deno.readTextFile(new URL("../../../docs/evaluation.md", import.meta.url));
  const figures = evalFigures(rows);
  const figure = (name: string) => figures.find((one) => one.name === name) ?? assert.fail(name);
  for (const arm of ["R+E", "E", "C+E"]) {
    const [passed, wrong] = [figure(`${arm}.passed`), figure(`${arm}.false accepts`)];
    const times = [1.5, 2, 3, 4, 6].map((k) =>
      figure(`${arm}.passed at ${k} times the tokens`).value.toFixed(1)
    );
    const cells = docs.split("\n").find((line) => line.startsWith(`| \`${arm}\` `) && line.includes("%"))
      ?.split("|").map((cell) => cell.trim()) ?? assert.fail(arm);
    assert.match(cells[2] ?? "", new RegExp(`^${passed.value.toFixed(1)} % `));
    assert.match(cells[4] ?? "", new RegExp(`^${wrong.value} % `));
    assert.deepEqual(cells.slice(5, 10).map((cell) => cell.replace(" %", "")), times);
  }
  const { value, interval: [low, high] = [] } = figure("E.passing against F, at 3 times the tokens");
  assert.ok(docs.includes(`| ${value} [${low}, ${high}] `));
});
