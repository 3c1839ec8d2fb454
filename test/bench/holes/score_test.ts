import assert from "node:assert/strict";
import { alone } from "../../../bench/holes/contexts.ts";
import { HoleScorer, inventedIn, wholeOf } from "../../../bench/holes/score.ts";
import { withBody } from "../../../bench/holes/task.ts";
import { ownProject, ownTasks, taskNamed } from "./own_project.ts";

Deno.test("HoleScorer tells what compiles in the whole project from what does the same, and names what was made up", async () => {
  await using project = await ownProject();
  // Faults that were there before are nobody's, even where they tell the place of the project.
  await Deno.writeTextFile(`${project.root}/src/plain.js`, "export const plain = 1;\n");
  const old = 'import { plain } from "./plain.js";\nexport const old: number = "old" + plain;\n';
  await Deno.writeTextFile(`${project.root}/src/old.ts`, old);
  const tasks = await ownTasks(project);
  const task = taskNamed(tasks, "toGrams");
  const scorer = new HoleScorer([...tasks.values()]);
  const bodies = [
    "return Math.round(kilograms * 1000);",
    "return Math.round(kilograms);",
    "return kilograms.rounded(toPounds(kilograms));",
    "",
    "return Math.round(kilograms * 1000);",
  ];
  const scores = await scorer.score(bodies.map((body) => ({ task, text: withBody(task, body) })));
  assert.deepEqual(
    scores.map(({ compiled, passed, invented }) => [compiled, passed, ...invented]),
    [[true, true], [true, false], [false, false, "rounded", "toPounds"], [false, false], [true, true]],
  );
  await assert.rejects(
    () => scorer.score([{ task: { ...task, id: "other" }, text: "" }]),
    /Cannot score other: it is no task of this run/,
  );
});

Deno.test("HoleScorer sees faults that a fill makes in other files", async () => {
  await using project = await ownProject();
  const text =
    'import { PostLedger } from "./postage.ts";\nexport const two: number = new PostLedger().addPostage(2);\n';
  await Deno.writeTextFile(`${project.root}/src/uses.ts`, text);
  const task = taskNamed(await ownTasks(project), "PostLedger.addPostage");
  const scorer = new HoleScorer([task]);
  const body =
    "this.#sentCount++;\n    this.centsSum += cents;\n    return this.centsSum * this.#sentCount;\n  ";
  const [right, other] = await scorer.score([
    { task, text: withBody(task, body) },
    { task, text: withBody(task, body).replace("addPostage", "addCents") },
  ]);
  assert.deepEqual([right?.compiled, right?.passed], [true, true]);
  assert.deepEqual([other?.compiled, other?.invented], [false, ["addPostage"]]);
});

Deno.test("wholeOf() puts what was written into a declaration alone back into its file, and imports to its top", async () => {
  await using project = await ownProject();
  const tasks = await ownTasks(project);
  for (const name of ["postageOf", "PostLedger.addPostage"]) {
    const task = alone(taskNamed(tasks, name));
    const shown = task.files[task.file] ?? "";
    assert.doesNotMatch(shown, /ofDay|toGrams/);
    assert.match(shown, /\/\*\* (?:Cents for a ParcelKind|Adds one)\. \*\//);
    assert.equal(shown.indexOf("\n// ??"), task.hole);
    const written = shown.replace("\n// ??\n", " return 1; ");
    assert.equal(wholeOf(task, written), withBody(task, " return 1; "));
    assert.equal(
      wholeOf(task, `import "./a.ts";\n${written}`),
      `import "./a.ts";\n${withBody(task, " return 1; ")}`,
    );
    assert.equal(wholeOf(task, "return 1;"), undefined);
  }
});

Deno.test("inventedIn() reads names out of faults that say that nothing is called so, each once", () => {
  const fault = (code: string, message: string) => ({ file: "a.ts", line: 0, code, message });
  assert.deepEqual(
    inventedIn([
      fault("TS2304", "Cannot find name 'a'."),
      fault("TS2552", "Cannot find name 'a'. Did you mean 'z'?"),
      fault("TS2551", "Property 'b' does not exist on type '{ z: 1; }'. Did you mean 'z'?"),
      fault("TS2724", "'\"./z\"' has no exported member named 'c'. Did you mean 'z'?"),
      fault("TS2305", "Module '\"./z\"' has no exported member 'd'."),
      fault(
        "TS2353",
        "Object literal may only specify known properties, and 'e' does not exist in type 'Z'.",
      ),
      fault("TS2322", "Type 'string' is not assignable to type 'number'."),
    ]),
    ["a", "b", "c", "d", "e"],
  );
});
