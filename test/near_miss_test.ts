/** Answers that nearly meet their examples, on a real project with the real compiler and sandbox: only the model is a script. */

import assert from "node:assert/strict";
import { createMaze, type MazeOptions } from "../mod.ts";
import examples from "../plugins/examples/mod.ts";
import typescript from "../plugins/typescript/mod.ts";
import { model } from "./core/fill/decode/scripted.ts";
import { tree } from "./plugins/typescript/project/tree.ts";

const CONFIG = JSON.stringify({
  compilerOptions: { strict: true, target: "es2024", module: "preserve", noEmit: true, types: [] },
});
const HEAD = `/**
 * How many of some numbers are above a bound.
 *
 * above([1, 5, 9], 5) // => 1
 * above([3, 3, 4], 3) // => 1
 * above([], 2) // => 0
 */
export function above(numbers: readonly number[], bound: number): number {
}
`;
const WRONG = "return numbers.filter((one) => one >= bound).length;";
const RIGHT = "return numbers.filter((one) => one > bound).length;";

/** What becomes of a hole where a model says one body after another. */
async function filled(scripts: readonly string[], fill: MazeOptions["fill"] = {}, head = HEAD) {
  using project = tree({ "tsconfig.json": CONFIG, "a.ts": head });
  const writer = model(scripts);
  const moves: unknown[] = [];
  await using maze = await createMaze({
    root: project.root,
    plugins: [{ plugin: typescript, options: { cache: false } }, { plugin: examples }, writer.entry],
    fill: { maxMs: 60_000, ...fill },
    listeners: [({ name, fields }) => name.startsWith("mend.") && void moves.push([name, fields["reason"]])],
  });
  const [outcome] = await Array.fromAsync(maze.fill());
  assert.ok(outcome);
  return { outcome, moves, asked: writer.asked.length };
}

Deno.test("an answer that compiles and misses its examples is mended, and no model is asked again", async () => {
  const { outcome, moves, asked } = await filled([WRONG, RIGHT]);
  assert.deepEqual([outcome.filled, outcome.candidates[0]?.text, asked], ["yes", RIGHT, 1]);
  assert.deepEqual(moves, [["mend.patch", 'reads ">" for ">=": all examples are met']]);
  assert.deepEqual(outcome.candidates.map(({ provider, verdict }) => [provider, verdict.state]), [
    ["model", "valid"],
    ["model", "invalid"],
  ]);
});
