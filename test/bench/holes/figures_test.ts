import assert from "node:assert/strict";
import { recallFigures, soundFigures } from "../../../bench/holes/figures.ts";

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
    faults: { found: isTold ? 1 : 0, of: 2 },
  });
  const figures = soundFigures([...[0, 1, 2].map((at) => row("a", true, at)), row("b", false)]);
  assert.deepEqual(figures.map(({ name, value }) => [name, value]), [
    ["a.tasks", 3],
    ["b.tasks", 1],
    ["tasks", 4],
    ["uncut code passes", 100],
    ["a body with a small fault fails", 37.5],
    ["an empty body fails", 75],
  ]);
});
