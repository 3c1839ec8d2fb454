/** Samples compared by what they do, on a real project with the real compiler and sandbox: only the model is a script. */

import assert from "node:assert/strict";
import { createMaze, type Outcome } from "../mod.ts";
import examples from "../plugins/examples/mod.ts";
import typescript from "../plugins/typescript/mod.ts";
import { model } from "./core/fill/decode/scripted.ts";
import { tree } from "./plugins/typescript/project/tree.ts";

const CONFIG = JSON.stringify({
  compilerOptions: { strict: true, target: "es2024", module: "preserve", noEmit: true, types: [] },
});
const HEAD =
  "/** The largest of some numbers. */\nexport function largest(numbers: readonly number[]): number {\n}\n";

/** What becomes of a hole where a model says one body after another. */
async function filled(scripts: readonly string[], { samples = 5, head = HEAD } = {}): Promise<
  { readonly outcome: Outcome; readonly asked: number; readonly runs: number }
> {
  using project = tree({ "tsconfig.json": CONFIG, "a.ts": head });
  const writer = model(scripts);
  let runs = 0;
  await using maze = await createMaze({
    root: project.root,
    plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: examples }, writer.entry],
    fill: { samples, maxMs: 60_000 },
    listeners: [({ name, status }) => runs += Number(name === "validator.execute" && status !== "running")],
  });
  const [outcome] = await Array.fromAsync(maze.fill());
  assert.ok(outcome);
  return { outcome, asked: writer.asked.length, runs };
}

const SORTED = "return numbers.toSorted((a, b) => b - a)[0] ?? 0;";
const REDUCED = "return numbers.length === 0 ? 0 : numbers.reduce((a, b) => Math.max(a, b));";
const LOOPED =
  "let best = numbers[0] ?? 0;\\nfor (const one of numbers) if (one > best) best = one;\\nreturn best;"
    .replaceAll("\\n", "\n");
const FIRST = "return numbers[0] ?? 0;";
const LAST = "return numbers.at(-1) ?? 0;";

Deno.test("what most samples do is written, without any example", async () => {
  const { outcome, asked } = await filled([FIRST, SORTED, LAST, REDUCED, LOOPED]);
  assert.deepEqual([outcome.filled, asked], ["yes", 5]);
  const [first] = outcome.candidates;
  assert.ok([SORTED, REDUCED, LOOPED].includes(first?.text ?? ""), first?.text);
});

Deno.test("equal samples count as often as they were drawn, and are judged once", async () => {
  const { outcome, asked } = await filled([FIRST, SORTED, SORTED, SORTED, LAST]);
  assert.deepEqual([outcome.filled, outcome.candidates[0]?.text], ["yes", SORTED]);
  assert.deepEqual([outcome.candidates[0]?.draws, outcome.cost.candidates], [3, 2]);
  assert.equal(asked, 4); // two more than any other: the last one is not drawn
});

Deno.test("where examples say what is wrong as well, two samples that agree are enough", async () => {
  const head = HEAD.replace(" */", " largest([3]) // => 3 */");
  const agreed = await filled([FIRST, LAST, SORTED, REDUCED, LOOPED], { head });
  assert.deepEqual([agreed.outcome.filled, agreed.asked], ["yes", 4]);
  assert.ok([SORTED, REDUCED].includes(agreed.outcome.candidates[0]?.text ?? ""));
  const refused = await filled(["return 0;", "return 1;", SORTED, "return 2;", REDUCED], { head });
  assert.deepEqual([refused.outcome.filled, refused.asked], ["yes", 5]);
});

Deno.test("what ended the drawing of samples is not run again to be written", async () => {
  const { outcome, asked, runs } = await filled([SORTED, REDUCED]);
  assert.deepEqual([outcome.filled, asked], ["yes", 2]);
  assert.equal(runs, 2); // a few inputs, and many more where those tell nothing apart
});

Deno.test("samples of which no two agree are ambiguous when all are drawn", async () => {
  const head = HEAD.replace(" */", " largest([3]) // => 3 */");
  const { outcome, asked } = await filled([FIRST, LAST, "return 3;"], { samples: 3, head });
  assert.deepEqual([outcome.filled, outcome.candidates.length, asked], ["ambiguous", 3, 3]);
});

Deno.test("samples that part are ambiguous, with a call that tells them apart", async () => {
  const { outcome } = await filled([FIRST, LAST], { samples: 2 });
  assert.equal(outcome.filled, "ambiguous");
  assert.match(outcome.telling?.input ?? "", /^largest\(\[.*,.*\]\)$/);
  const [one, two] = outcome.telling?.results ?? [];
  assert.notEqual(one, two);
  assert.deepEqual(new Set(outcome.candidates.map(({ text }) => text)), new Set([FIRST, LAST]));
});

Deno.test("one sample is compared with nothing", async () => {
  const { outcome, asked } = await filled([FIRST, LAST], { samples: 1 });
  assert.deepEqual([outcome.filled, outcome.candidates.map(({ text }) => text), asked], ["yes", [FIRST], 1]);
});

Deno.test("functions with effects that the sandbox refuses are not compared, and the outcome says why", async () => {
  const head = "declare const Deno: { readTextFileSync(path: string): string };\n" +
    "/** The lines of a file. */\nexport function lines(path: string): string[] {\n}\n";
  const { outcome } = await filled([
    'return Deno.readTextFileSync(path).split("\\n");',
    "return [Deno.readTextFileSync(path)];",
  ], { samples: 2, head });
  assert.equal(outcome.filled, "yes");
  assert.match(
    outcome.notes.map(({ text }) => text).join("\n"),
    /could not be compared: it needs what the sandbox refuses/,
  );
});
