import assert from "node:assert/strict";
import type { Outcome } from "../../../core/code/outcome.ts";
import type { Maze } from "../../../core/maze.ts";
import { openToy } from "./toy.ts";

async function outcomes(maze: Maze, targets: readonly string[] = []): Promise<Outcome[]> {
  return await Array.fromAsync(maze.fill({ targets }));
}

Deno.test("fill() takes the first answer that is valid and keeps the order of answers", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["bad", "x+1", "x"]);
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.filled, "yes");
  assert.deepEqual(outcome?.candidates.map(({ text }) => text), ["x+1", "x", "bad"]);
  assert.equal(maze.changes().files[0]?.text, "f(x) = x+1");
});

Deno.test("fill() writes nothing by itself", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x"]);
  await outcomes(maze);
  assert.equal(await Deno.readTextFile(`${maze.folder}/a.toy`), "f(x) = ?");
  assert.deepEqual(await maze.write(), ["a.toy"]);
  assert.equal(await Deno.readTextFile(`${maze.folder}/a.toy`), "f(x) = x");
});

Deno.test("fill() leaves a hole open when no answer is valid, and says what was found", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["bad", "bad2"]);
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.filled, "no");
  assert.equal(outcome?.candidates[0]?.verdict.reports[0]?.diagnostics[0]?.code, "TOY1");
  assert.deepEqual(maze.changes().files, []);
});

Deno.test("fill() moves later holes of a file by what was filled before them", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ? and g(x) = ?" }, ["x+100"]);
  await outcomes(maze);
  assert.equal(maze.changes().files[0]?.text, "f(x) = x+100 and g(x) = x+100");
});

Deno.test("fill() lets a later hole see what was filled, and a rejected one stay", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ? and g(x) = ?" }, ["x+1"]);
  let asked = 0;
  const choose = ({ candidates }: Outcome) => asked++ === 0 ? undefined : candidates[0];
  await Array.fromAsync(maze.fill({ choose }));
  assert.equal(maze.changes().files[0]?.text, "f(x) = ? and g(x) = x+1");
});

Deno.test("fill() counts what a hole cost", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["bad", "x"]);
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.cost.candidates, 2);
  assert.equal(outcome?.cost.inputTokens, 7);
  assert.deepEqual(outcome?.notes, [{ code: "all", text: "said all" }]);
});

Deno.test("fill() tells once what validators could not see", async () => {
  await using maze = await openToy({ "a.toy": "dark f(x) = ?" }, ["bad", "x"]);
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.filled, "yes");
  assert.deepEqual(outcome?.notes.map(({ text }) => text), ["said all", "too dark"]);
});

Deno.test("fill() says how many answers were left when the budget was spent", async () => {
  const bad = Array.from({ length: 14 }, (_, at) => `bad${at}`);
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, bad);
  const [outcome] = await outcomes(maze);
  assert.deepEqual(outcome?.notes.map(({ code, text }) => `${code}: ${text}`), [
    "all: said all",
    "not-judged: 2 answers were not judged: at most 12 are",
  ]);
});

const two = (call: string) => [{ call, value: "2", file: "a.toy", span: { start: 0, end: 0 } }];

const rivals = [["x+1", 1], ["x*2", 1]] as const;

Deno.test("fill() says ambiguous when no reading is likelier than all others, with the input that tells them apart", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, rivals, { "a.toy": two("f(1)") });
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.filled, "ambiguous");
  assert.deepEqual(outcome?.telling, { input: "f(2)", results: ["3", "4"] });
  assert.deepEqual(outcome?.candidates.map(({ text }) => text), ["x+1", "x*2"]);
});

Deno.test("fill() does not trust the only reading where its provider holds it for unlikely", async () => {
  const examples = { "a.toy": two("f(1)") };
  await using doubtful = await openToy({ "a.toy": "f(x) = ?" }, [["x+1", 2]], examples, { otherwise: 1 });
  const [outcome] = await outcomes(doubtful);
  assert.equal(outcome?.filled, "ambiguous");
  assert.equal(outcome?.telling, undefined);
  assert.deepEqual(doubtful.changes().files, []);
  await using likely = await openToy({ "a.toy": "f(x) = ?" }, [["x+1", 2]], examples, { otherwise: 3 });
  assert.equal((await outcomes(likely))[0]?.filled, "yes");
});

Deno.test("fill() puts nothing ambiguous into the project unless it is chosen", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, rivals, { "a.toy": two("f(1)") });
  await outcomes(maze);
  assert.deepEqual(maze.changes().files, []);
  await Array.fromAsync(maze.fill({ choose: ({ candidates }) => candidates[1] }));
  assert.equal(maze.changes().files[0]?.text, "f(x) = x*2");
});

Deno.test("fill() takes the reading that is likelier than all else", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, [["x+1", 0], ["x*2", 3]], {
    "a.toy": two("f(1)"),
  });
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.filled, "yes");
  assert.equal(outcome?.candidates[0]?.text, "x+1");
});

Deno.test("fill() counts candidates that do the same as one reading", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x+0", "x*2", "x", "x*1"], {
    "a.toy": two("f(1)"),
  });
  const [outcome] = await outcomes(maze);
  assert.deepEqual(outcome?.candidates.map(({ text }) => text), ["x+0", "x", "x*1", "x*2"]);
});

Deno.test("fill() prefers an answer without a warning to a likelier one, and finds nothing ambiguous in that", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, [["x+10", 0], ["x*2", 3]], {
    "a.toy": two("f(10)"),
  });
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.filled, "yes");
  assert.deepEqual(outcome?.candidates.map(({ text }) => text), ["x*2", "x+10"]);
});

Deno.test("fill() takes an answer with a warning where there is no other", async () => {
  await using maze = await openToy({ "a.toy": "f(x) = ?" }, ["x+10", "bad"]);
  const [outcome] = await outcomes(maze);
  assert.equal(outcome?.filled, "yes");
  assert.equal(outcome?.candidates[0]?.verdict.reports[0]?.diagnostics[0]?.message, "odd");
});

Deno.test("find() keeps to files and lines that are asked for", async () => {
  await using maze = await openToy({ "a.toy": "?\n?\n?", "b.toy": "?" }, []);
  const ids = async (...targets: string[]) => (await Array.fromAsync(maze.find(targets))).map(({ id }) => id);
  assert.deepEqual(await ids("a.toy:2"), ["a.toy:2:1"]);
  assert.deepEqual(await ids("a.toy:3:1", "a.toy:2:5"), ["a.toy:3:1"]);
  assert.deepEqual(await ids("./b.toy"), ["b.toy:1:1"]);
  assert.deepEqual(await ids(), ["a.toy:1:1", "a.toy:2:1", "a.toy:3:1", "b.toy:1:1"]);
});
