import assert from "node:assert/strict";
import type { Earlier } from "../../../core/code/outcome.ts";
import { openToy } from "./toy.ts";

const shown = (...texts: readonly string[]): Earlier => ({
  filled: "yes",
  answers: texts.map((text, cost) => ({ text, needs: [], cost })),
  isLast: false,
});

Deno.test("fill() judges what was shown before, in its order, and asks no provider", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x"]);
  const [outcome] = await Array.fromAsync(maze.fill({ earlier: () => shown("x+2", "x+1") }));
  assert.deepEqual([outcome?.filled, outcome?.earlier], ["yes", "valid"]);
  assert.deepEqual(outcome?.candidates.map(({ text }) => text), ["x+2", "x+1"]);
  assert.deepEqual([outcome?.cost.candidates, outcome?.cost.inputTokens], [2, 0]);
  assert.equal(maze.changes().files[0]?.text, "f(x) = x+2");
});

Deno.test("fill() leaves a hole ambiguous that was shown so", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x"]);
  const telling = { input: "f(1)", results: ["1", "2"] };
  const earlier = { ...shown("x", "x+1"), filled: "ambiguous" as const, telling };
  const [outcome] = await Array.fromAsync(maze.fill({ earlier: () => earlier }));
  assert.deepEqual([outcome?.filled, outcome?.telling, maze.changes().files], ["ambiguous", telling, []]);
});

Deno.test("fill() asks the provider where what was shown is not valid any more", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x"]);
  const [outcome] = await Array.fromAsync(maze.fill({ earlier: () => shown("bad", "x+1") }));
  assert.deepEqual([outcome?.filled, outcome?.earlier], ["yes", "invalid"]);
  assert.deepEqual(outcome?.candidates.map(({ text }) => text), ["x"]);
});

Deno.test("fill() leaves a hole open where nothing but what was shown may go in", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x"]);
  const [outcome] = await Array.fromAsync(maze.fill({ earlier: () => ({ ...shown("bad"), isLast: true }) }));
  assert.deepEqual([outcome?.filled, outcome?.earlier], ["no", "invalid"]);
  assert.equal(outcome?.candidates[0]?.verdict.reports[0]?.diagnostics[0]?.code, "TOY1");
  assert.deepEqual(maze.changes().files, []);
});
