import assert from "node:assert/strict";
import type { SoundRow } from "../../../bench/holes/figures.ts";
import { RowFile } from "../../../bench/rows.ts";
import { faultyOf, soundRows } from "../../../bench/holes/sound.ts";
import { refusalOf } from "../../../bench/holes/taken.ts";
import { withBody } from "../../../bench/holes/task.ts";
import { ownProject, ownTasks, taskNamed } from "./own_project.ts";

Deno.test("soundRows() says of each task that its own body passes, none does not, and how many faults are told", async () => {
  await using project = await ownProject();
  const tasks = await ownTasks(project);
  const task = taskNamed(tasks, "toGrams");
  const faulty = faultyOf(task);
  assert.ok(faulty.length > 0 && faulty.every((text) => text !== task.whole));
  // What stands around the body is not touched.
  assert.ok(faulty.every((text) => text.startsWith(task.whole.slice(0, task.callable.body.start))));
  const faults = { found: faulty.length, of: faulty.length };
  const file = await RowFile.open<SoundRow>(undefined, (row) => row.task);
  const right = { package: "own", task: task.id, isRight: true, isTold: true, faults };
  assert.deepEqual(await soundRows([task], file), [right]);
  const wrong = { ...task, told: task.told.map(() => "gives undefined") };
  assert.deepEqual(await soundRows([wrong], file), [right]); // it is there already
  const [row] = await soundRows([wrong], await RowFile.open<SoundRow>(undefined, (row) => row.task));
  assert.deepEqual([row?.isRight, row?.isTold], [false, false]);
});

Deno.test("refusalOf() tells what Maze has against the body that stood in a hole, and leaves the project as it was", async () => {
  await using project = await ownProject();
  const task = taskNamed(await ownTasks(project), "toGrams");
  assert.equal(await refusalOf(project.root, task), undefined);
  const body = ' return "one"; ';
  const { body: { start } } = task.callable;
  const wrong = {
    ...{ ...task, whole: withBody(task, body) },
    callable: { ...task.callable, body: { start, end: start + body.length } },
  };
  assert.equal(await refusalOf(project.root, wrong), "TS2322");
  assert.equal(await refusalOf(project.root, task), undefined);
  assert.equal(await Deno.readTextFile(`${project.root}/${task.file}`), task.whole);
});
