import assert from "node:assert/strict";
import type { Outcome } from "../../../core/code/outcome.ts";
import { openToy } from "./toy.ts";

const THEIRS = "someone was here\nf(x) = ? and g(x) = ?";

Deno.test("write() refuses a file that someone changed while its holes were filled, and keeps what they wrote", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ? and g(x) = ?", "b.toy": "f(x) = ?" }, ["x"]);
  let count = 0;
  const choose = async ({ candidates }: Outcome) => {
    if (count++ > 0) return candidates[0];
    // Between two holes of one file: the indexer would read the disk for the second one.
    await Deno.writeTextFile(`${maze.folder}/a.toy`, THEIRS);
    return undefined;
  };
  const outcomes = await Array.fromAsync(maze.fill({ choose }));
  assert.deepEqual(outcomes.map(({ filled }) => filled), ["yes", "yes", "yes"]);
  await assert.rejects(maze.write(), { code: "write/changed" });
  assert.equal(await Deno.readTextFile(`${maze.folder}/a.toy`), THEIRS);
  assert.equal(await Deno.readTextFile(`${maze.folder}/b.toy`), "f(x) = ?");
});

Deno.test("fill() refuses a hole that was found in another text than its file has, and fills the others", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?", "b.toy": "f(x) = ?" }, ["x"]);
  const holes = await Array.fromAsync(maze.find());
  await Deno.writeTextFile(`${maze.folder}/a.toy`, THEIRS);
  const outcomes = await Array.fromAsync(maze.fill({ holes }));
  assert.deepEqual(outcomes.map(({ filled, refusal }) => [filled, refusal?.code]), [
    ["no", "write/changed"],
    ["yes", undefined],
  ]);
  assert.deepEqual(await maze.write(), ["b.toy"]);
  assert.equal(await Deno.readTextFile(`${maze.folder}/a.toy`), THEIRS);
});

Deno.test("fill() works on the same text again after a hole was left open", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x"]);
  await Array.fromAsync(maze.fill({ choose: () => undefined }));
  await Deno.writeTextFile(`${maze.folder}/a.toy`, THEIRS);
  const [outcome, ...others] = await Array.fromAsync(maze.fill());
  assert.deepEqual([outcome?.filled, outcome?.hole.id, others.length], ["yes", "a.toy:1:8", 0]);
});
