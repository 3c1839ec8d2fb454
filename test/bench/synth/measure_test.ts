import assert from "node:assert/strict";
import { Product } from "../../../bench/synth/fill.ts";
import { measure } from "../../../bench/synth/measure.ts";
import { openProject } from "../../../bench/synth/project.ts";
import { asModule, fit, Packed } from "../../../bench/synth/train.ts";

const SOURCE = `export interface Row { readonly name: string; readonly size: number }
export function first(rows: readonly Row[]): Row | undefined { return rows[0]; }
export function label(row: Row): string { return row.name; }
export function total(rows: readonly Row[]): number {
  let sum = 0;
  for (const row of rows) sum = add(sum, row.size);
  return sum;
}
function add(one: number, two: number): number { return one; }
export function labels(rows: readonly Row[]): string[] { return rows.map(label); }
`;

Deno.test("measure() cuts, fills and finds again, and leaves the project as it was", async () => {
  const root = await Deno.makeTempDir({ prefix: "maze-bench-test-" });
  try {
    await Deno.mkdir(`${root}/src`);
    await Deno.writeTextFile(`${root}/src/rows.ts`, SOURCE);
    const config = {
      compilerOptions: { strict: true, target: "esnext", types: [], noEmit: true },
      include: ["src"],
    };
    await Deno.writeTextFile(`${root}/tsconfig.json`, JSON.stringify(config));
    await using project = await openProject(root);
    const before = project.statistics.countAnywhere("sum");
    await using product = await Product.open(root);
    const results = await measure("rows", project, product, 9, () => {});
    const closed = results.filter(({ site }) => site.stratum === "closed");
    const found = closed.filter(({ rank }) => rank >= 0 && rank < 10);
    assert.ok(closed.length >= 6, String(closed.length));
    assert.ok(
      found.length >= closed.length / 2,
      results.map(({ site, rank }) => `${site.text}: ${rank}`).join("  "),
    );
    assert.equal(project.statistics.countAnywhere("sum"), before);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("fit() raises what the right choices have", () => {
  const samples = Array.from({ length: 40 }, (_, at) => ({
    choices: [{ good: 1, noise: at % 3 }, { bad: 1, noise: at % 2 }, { bad: 1, noise: at % 5 }],
    right: 1,
  }));
  const packed = new Packed();
  packed.add(samples);
  const weights = fit(packed, { epochs: 5 });
  assert.ok((weights.good ?? 0) > 0.5 && (weights.bad ?? 0) < -0.3, JSON.stringify(weights));
});

Deno.test("asModule() gives a module that reads back, signs in names included", async () => {
  const weights = { "a|operator===": 0.5, "b": -1.25, "literal_{}": 2 };
  const url = `data:application/typescript,${encodeURIComponent(asModule(weights))}`;
  assert.deepEqual((await import(url)).weights, weights);
});
