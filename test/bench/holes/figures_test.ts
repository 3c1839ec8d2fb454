import assert from "node:assert/strict";
import { type HoleRow, pairedFigures, recallFigures, soundFigures } from "../../../bench/holes/figures.ts";

Deno.test("recallFigures() are shares of all names of a context; holes that read none say nothing", () => {
  const row = (context: string, of: number, found: number) => ({
    context,
    package: "a",
    task: `${of} ${found}`,
    counted: { found, of },
  });
  const figures = recallFigures([row("file", 3, 1), row("file", 1, 1), row("file", 0, 0), row("maze", 2, 2)]);
  assert.deepEqual(figures.map(({ name, value, n }) => [name, value, n]), [
    ["file.recall", 50, 2],
    ["maze.recall", 100, 1],
  ]);
});

Deno.test("soundFigures() count tasks by package and say where a test tells nothing", () => {
  const row = (name: string, isTold: boolean, at = 0) => ({
    package: name,
    task: `${name} ${at}`,
    isRight: true,
    isTold,
    ...(isTold ? {} : { refusal: "TS1" }),
    faults: { found: isTold ? 1 : 0, of: 2 },
  });
  const figures = soundFigures([...[0, 1, 2].map((at) => row("a", true, at)), row("b", false)]);
  assert.deepEqual(figures.map(({ name, value }) => [name, value]), [
    ["a.tasks", 3],
    ["b.tasks", 1],
    ["tasks", 4],
    ["uncut code passes", 100],
    ["uncut code is refused", 25],
    ["a body with a small fault fails", 37.5],
    ["an empty body fails", 75],
  ]);
});

/** A fill of so many tokens that gives something. */
function fill(context: string, arm: string, worth: "x" | "p", written: number): HoleRow {
  const isRight = worth === "p";
  return {
    ...{ context, package: "a", task: "t", sample: 0, arm, filled: "yes", text: "t", provider: "m" },
    ...{
      cheats: [],
      isStub: false,
      ms: 10,
      checkMs: 1,
      waitedMs: 0,
      checks: 1,
      made: [],
      notes: [],
      load: 0,
    },
    spent: { streams: 1, written, read: 0, prefill: 0, live: 0, missing: 0 },
    ...{ compiled: isRight, compiledBare: isRight, passed: isRight },
  };
}

Deno.test("pairedFigures() compare what checking makes of a sample in each context", () => {
  const rows = [fill("maze", "F", "x", 200), fill("maze", "C", "p", 300), fill("maze", "R", "p", 900)];
  const alone = [fill("file", "F", "x", 200), fill("file", "C", "p", 300)];
  const figures = pairedFigures([...rows, ...alone]);
  const value = (name: string) => figures.find((one) => one.name === name)?.value;
  assert.equal(value("maze.C.compile failures, fewer than F's"), 100);
  assert.equal(value("file.C.tokens against F"), 1.5);
  assert.equal(value("maze.C.converted at 4 times the tokens"), 100);
  assert.equal(value("maze.R.converted at 4 times the tokens"), 0);
  assert.equal(
    value("file.C.converted at 4 times the tokens"),
    undefined,
    "there is nothing to compare it with",
  );
});
