/** Answers that nearly meet their examples, on a real project with the real compiler and sandbox: only the model is a script. */

import assert from "node:assert/strict";
import type { Provider, Remedy, Repairer } from "../core/kernel/plugin.ts";
import { createMaze, type MazeOptions, type PluginEntry, type Step } from "../mod.ts";
import examples from "../plugins/examples/mod.ts";
import typescript from "../plugins/typescript/mod.ts";
import { model } from "./core/fill/decode/scripted.ts";
import { entryOf, plugin } from "./core/kernel/toy.ts";
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
async function filled(
  scripts: readonly string[],
  fill: NonNullable<MazeOptions["fill"]> = {},
  { writer = model(scripts), more = [] }: {
    readonly writer?: Writer;
    readonly more?: readonly PluginEntry[];
  } = {},
) {
  using project = tree({ "tsconfig.json": CONFIG, "a.ts": HEAD });
  const steps: Step[] = [];
  await using maze = await createMaze({
    root: project.root,
    plugins: [{ plugin: typescript, options: { cache: false } }, ...more, { plugin: examples }, writer.entry],
    fill: { maxMs: 60_000, ...fill },
    listeners: [(step) => void steps.push(step)],
  });
  const [outcome] = await Array.fromAsync(maze.fill());
  assert.ok(outcome);
  const named = (name: string) => steps.filter((step) => step.name === name);
  return {
    ...{
      outcome,
      asked: writer.asked.length,
      moves: named("mend.patch").map(({ fields }) => fields["reason"]),
    },
    looked:
      new Set(named("repairer.propose").filter((step) => step.plugin === "examples").map(({ id }) => id))
        .size,
  };
}

type Writer = Pick<ReturnType<typeof model>, "entry" | "asked">;

Deno.test("an answer that compiles and misses its examples is mended, and no model is asked again", async () => {
  const { outcome, moves, asked } = await filled([WRONG, RIGHT]);
  assert.deepEqual([outcome.filled, outcome.candidates[0]?.text, asked], ["yes", RIGHT, 1]);
  assert.deepEqual(moves, ['reads ">" for ">=": all examples are met']);
  assert.deepEqual(outcome.candidates.map(({ provider, verdict }) => [provider, verdict.state]), [
    ["model", "valid"],
    ["model", "invalid"],
  ]);
  assert.deepEqual(outcome.candidates.map(({ cost }) => cost > (outcome.candidates[1]?.cost ?? 0)), [
    true,
    false,
  ]);
});

Deno.test("where patches are not wanted, or no single edit mends it, the model is asked again", async () => {
  const unwanted = await filled([WRONG, RIGHT], { moves: ["restart"] });
  assert.deepEqual([unwanted.outcome.filled, unwanted.asked, unwanted.moves], ["yes", 2, []]);
  const unmended = await filled(["return numbers.length + bound;", RIGHT]);
  assert.deepEqual([unmended.outcome.candidates[0]?.text, unmended.asked, unmended.moves], [RIGHT, 2, []]);
});

Deno.test("what does not compile is no near miss", async () => {
  const { outcome, asked, moves } = await filled([
    "return numbers.filter((one) => one >= bond).lenght;",
    RIGHT,
  ], {
    watch: false,
  });
  assert.deepEqual([outcome.filled, asked, moves], ["yes", 2, []]);
});

Deno.test("equal answers are tried once", async () => {
  const wrong = "return numbers.length + bound;";
  const { outcome, looked } = await filled([wrong, wrong, RIGHT]);
  assert.deepEqual([outcome.filled, looked], ["yes", 1]);
});

Deno.test("who is no model is asked for another answer instead", async () => {
  const provider: Provider = {
    async *complete() {
      for (const [answer, text] of [WRONG, RIGHT].entries()) {
        yield { kind: "text", answer, text };
        yield { kind: "end", answer, reason: "complete", cost: answer, needs: [] };
      }
      yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
    },
  };
  const writer = { asked: [], entry: entryOf(plugin("plain", ["provider"], () => ({ provider }))) };
  const { outcome, looked } = await filled([], {}, { writer });
  assert.deepEqual([outcome.candidates[0]?.text, looked], [RIGHT, 0]);
});

Deno.test("a mended sample counts as the one that it comes from", async () => {
  const { outcome, asked, moves } = await filled([WRONG, RIGHT, WRONG], { samples: 3 });
  assert.deepEqual([outcome.filled, outcome.candidates[0]?.text, asked], ["yes", RIGHT, 2]);
  assert.deepEqual([moves.length, outcome.candidates[0]?.draws], [1, 2]);
});

/** A repairer beside the built-in ones. */
function fixer(propose: Repairer["propose"]): PluginEntry {
  return entryOf(plugin("fixer", ["repairer"], () => ({ repairer: { propose } })));
}

const FAR = "return numbers.length + bound;";

Deno.test("of several remedies the first that type-checks is judged, and no beginning of a text", async () => {
  const remedy = { mends: "example", reason: "", needs: [] };
  const texts = ["return numbers.lenght;", RIGHT];
  const remedies: readonly Remedy[] = [
    { ...remedy, kind: "declare", text: "return 0;" },
    ...texts.map((text): Remedy => ({ ...remedy, kind: "patch", text })),
  ];
  const { outcome, asked } = await filled([FAR], {}, { more: [fixer(() => Promise.resolve(remedies))] });
  assert.deepEqual([outcome.candidates.map(({ text }) => text), asked], [[RIGHT, FAR], 1]);
});

Deno.test("a repairer that does not answer or fails keeps nobody from going on", async () => {
  const before = performance.now();
  const waiting = await filled([FAR, RIGHT], {}, { more: [fixer(() => new Promise(() => {}))] });
  assert.deepEqual([waiting.outcome.candidates[0]?.text, waiting.asked], [RIGHT, 2]);
  assert.ok(performance.now() - before < 20_000);
  const failing = await filled([FAR, RIGHT], {}, { more: [fixer(() => Promise.reject(new Error("no")))] });
  assert.deepEqual([failing.outcome.candidates[0]?.text, failing.asked], [RIGHT, 2]);
});

Deno.test("a mended answer that is refused is not mended once more", async () => {
  const remedies = (text: string): readonly Remedy[] => [
    { mends: "example", reason: "", needs: [], kind: "patch", text: text.replace("bound", "(bound + 1)") },
  ];
  const more = [fixer(({ text }) => Promise.resolve(remedies(text)))];
  const { outcome, moves } = await filled([FAR, RIGHT], {}, { more });
  assert.deepEqual([outcome.candidates[0]?.text, moves.length], [RIGHT, 1]);
});

Deno.test("a replay comes to the same mended answer", async () => {
  using project = tree({ "tsconfig.json": CONFIG, "a.ts": HEAD, "run.jsonl": "" });
  const file = `${project.root}/run.jsonl`;
  const texts = [];
  for (const mode of ["record", "replay"] as const) {
    await using maze = await createMaze({
      root: project.root,
      plugins: [
        { plugin: typescript, options: { cache: false } },
        { plugin: examples },
        model([WRONG]).entry,
      ],
      // What is left of the time bounds a question, not its answer on the tape.
      fill: { maxMs: mode === "record" ? 60_000 : 50_000 },
      record: { file, mode },
    });
    const [outcome] = await Array.fromAsync(maze.fill());
    texts.push(outcome?.candidates.map(({ text }) => text));
  }
  assert.deepEqual(texts, [[RIGHT, WRONG], [RIGHT, WRONG]]);
});
