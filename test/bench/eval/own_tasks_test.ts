import assert from "node:assert/strict";
import { isStub } from "../../../bench/eval/stub.ts";
import { scoreAll } from "../../../bench/eval/score.ts";
import { tasksIn } from "../../../bench/eval/task.ts";

const OWN = new URL("../../../bench/eval/own.jsonl", import.meta.url);

/** A right body for each. */
const right: Readonly<Record<string, string>> = {
  shelf_moves: `const shelves = new Map<string, string[]>();
for (const { title, shelf, lentTo } of books) {
  if (lentTo === undefined) shelves.set(shelf, [...shelves.get(shelf) ?? [], title].sort());
}
return shelves;`,
  train_delay: `const minutes = (time: string) => {
  const [, hours = "", rest = ""] = /^(\\d\\d):(\\d\\d)$/.exec(time) ?? [];
  return hours === "" || Number(hours) > 23 || Number(rest) > 59 ? undefined : 60 * Number(hours) + Number(rest);
};
const [from, to] = [minutes(planned), minutes(actual)];
if (from === undefined || to === undefined) return undefined;
const late = (to - from + 1440) % 1440;
return late > 720 ? 0 : late;`,
  outline: `const lines = (all: readonly Heading[], before: string, depth: number): string[] =>
  all.flatMap(({ text, below }, at) => {
    const number = \`\${before}\${at + 1}\`;
    return ["  ".repeat(depth) + number + " " + text, ...lines(below, number + ".", depth + 1)];
  });
return lines(headings, "", 0);`,
};

Deno.test("the own tasks can be solved, and what is wrong does not pass", async () => {
  const tasks = await tasksIn(OWN) ?? assert.fail();
  assert.deepEqual(tasks.map(({ id }) => id), Object.keys(right));
  const filled = (body: (id: string) => string) =>
    tasks.map((task) => ({
      task,
      text: (task.files[task.file] ?? "").replace(/\}\n$/, () => `${body(task.id)}\n}\n`),
    }));
  const scores = await scoreAll([...filled((id) => right[id] ?? ""), ...filled(() => "throw 0;")]);
  assert.deepEqual(
    scores.map(({ passed }) => passed),
    tasks.flatMap(() => true).concat(tasks.map(() => false)),
  );
  assert(scores.every(({ compiledBare }) => compiledBare));
  assert(!Object.values(right).some(isStub));
});

Deno.test("tasksIn() has no tests in a project, and nothing where there is no file", async () => {
  for (const { files, tests } of await tasksIn(OWN) ?? []) {
    assert.match(tests, /assert/);
    assert.doesNotMatch(Object.values(files).join(), /assert/);
  }
  assert.equal(await tasksIn("/nowhere/at/all.jsonl"), undefined);
});
