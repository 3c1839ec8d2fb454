import assert from "node:assert/strict";
import { scratchOf } from "../../../bench/holes/child.ts";
import { does, isTelling } from "../../../bench/holes/draw.ts";
import { withBody } from "../../../bench/holes/task.ts";
import { projectOf } from "../../../bench/eval/task.ts";
import { NEVER_BACK, ownProject, ownTasks, taskNamed } from "./own_project.ts";

Deno.test("drawTasks() takes functions and methods that give different values again and again, the same ones each time", async () => {
  await using project = await ownProject();
  await Deno.writeTextFile(`${project.root}/src/postage.ts`, NEVER_BACK, { append: true });
  const tasks = await ownTasks(project);
  // Left out: chance, the place of the file, one value for all inputs, no end, and what needs an object that nobody can write down.
  assert.deepEqual([...tasks.keys()].sort(), [
    "PostLedger.addPostage",
    "PostLedger.ofDay",
    "postageOf",
    "toGrams",
  ]);
  assert.deepEqual([...await ownTasks(project)], [...tasks]);
});

Deno.test("a task's project holds the file without the body, and the project it is drawn from stays as it is", async () => {
  await using project = await ownProject();
  const task = taskNamed(await ownTasks(project), "toGrams");
  const root = await projectOf(task);
  try {
    const cut = await Deno.readTextFile(`${root}/src/parcelKind.ts`);
    assert.match(
      cut,
      /\/\*\* Grams in place of kilograms\. \*\/\nexport function toGrams\(kilograms: number\): number \{\n\/\/ \?\?\n\}\n$/,
    );
    assert.equal(cut.indexOf("{\n// ??") + 1, task.hole);
    assert.match(await Deno.readTextFile(`${root}/src/postage.ts`), /export function postageOf/);
    assert.equal(await Deno.readTextFile(`${project.root}/src/parcelKind.ts`), task.whole);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("does() holds for code that does the same, and for no other", async () => {
  await using project = await ownProject();
  const tasks = await ownTasks(project);
  await using scratch = await scratchOf(project.root);
  const holds = (name: string, body: string) => {
    const task = taskNamed(tasks, name);
    return does(scratch, task, withBody(task, body));
  };
  assert.equal(await holds("toGrams", "return Math.round(1000 * kilograms);"), true);
  assert.equal(await holds("toGrams", "return Math.floor(1000 * kilograms) + 1;"), false);
  assert.equal(await holds("toGrams", ""), false);
  assert.equal(await holds("toGrams", "throw new Error();"), false);
  assert.equal(await holds("toGrams", "return Deno.exit(0) as never;"), false);
  const adding = "this.#sentCount += 1; this.centsSum = this.centsSum + cents;";
  assert.equal(
    await holds("PostLedger.addPostage", `${adding} return this.centsSum * this.#sentCount;`),
    true,
  );
  // The sum is what the object is left with: it counts beside what is given.
  assert.equal(await holds("PostLedger.addPostage", "return cents;"), false);
  assert.equal(
    await Deno.readTextFile(`${scratch.root}/src/parcelKind.ts`),
    taskNamed(tasks, "toGrams").whole,
  );
});

Deno.test("isTelling() wants five values, three different ones, and nothing unseen", () => {
  const some = ["gives 1", "gives 2", "gives 3", "gives 3", "gives 3", "throws TypeError"];
  assert.equal(isTelling(some), true);
  assert.equal(isTelling(some.slice(1)), false);
  assert.equal(
    isTelling(["gives 1", "gives 1", "gives 2", "gives 2", "gives 2", "throws A", "throws B"]),
    false,
  );
  assert.equal(isTelling([...some, "unseen"]), false);
});
