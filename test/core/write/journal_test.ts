import assert from "node:assert/strict";
import { begin, move, type Plan, readPlan, runs } from "../../../core/write/journal.ts";
import { lockProject } from "../../../core/write/lock.ts";
import { recover } from "../../../core/write/write.ts";
import { bytesOf, fillProject, withProject } from "./project.ts";

const file = {
  file: "a.ts",
  real: "a.ts",
  temporary: ".maze-00000000-0000-0000-0000-000000000000.tmp",
  oldText: "old",
  newHash: "0".repeat(64),
};

/** A project with a journal. */
function withJournal(work: (root: string) => Promise<void>): Promise<void> {
  return withProject({ "a.ts": "old" }, async (root) => {
    (await lockProject(root, {}))[Symbol.dispose]();
    await work(root);
  });
}

Deno.test("begin() numbers runs one after another, and move() changes their state alone", async () => {
  await withJournal(async (root) => {
    assert.deepEqual(await runs(root), []);
    const first = await begin(root, { files: [file] });
    assert.equal(first, "000000001.begun");
    assert.equal(await move(root, first, "done"), "000000001.done");
    assert.equal(await begin(root, { files: [], undoes: "000000001.done" }), "000000002.begun");
    assert.deepEqual(await runs(root), ["000000001.done", "000000002.begun"]);
    assert.deepEqual(await readPlan(root, "000000001.done"), { files: [file] });
    assert.deepEqual(await readPlan(root, "000000002.begun"), { files: [], undoes: "000000001.done" });
  });
});

Deno.test("begin() goes on after the last number, and keeps the last twenty runs and its own", async () => {
  await withJournal(async (root) => {
    for (let number = 101; number <= 125; number++) {
      await fillProject(root, { [`.maze/journal/000000${number}.done/run.json`]: '{"files":[]}' });
    }
    assert.equal(await begin(root, { files: [] }), "000000126.begun");
    const left = await runs(root);
    assert.deepEqual([left.length, left[0], left.at(-1)], [21, "000000106.done", "000000126.begun"]);
  });
});

Deno.test("runs() passes over what is no run, and gives the oldest first", async () => {
  await withJournal(async (root) => {
    const others = [
      "README",
      "1.done",
      "0000000001.done",
      "000000003.gone",
      "x000000003.done",
      "000000003.done2",
    ];
    for (const name of [...others, "000000010.done", "000000002.back", "000000001.forward"]) {
      await fillProject(root, { [`.maze/journal/${name}/x`]: "" });
    }
    assert.deepEqual(await runs(root), ["000000001.forward", "000000002.back", "000000010.done"]);
  });
});

Deno.test("readPlan() has none for a run that died before it was written, or while it was forgotten", async () => {
  await withJournal(async (root) => {
    await fillProject(root, { ".maze/journal/000000001.begun/run.new": '{"fi' });
    assert.equal(await readPlan(root, "000000001.begun"), undefined);
    assert.equal(await readPlan(root, "000000002.done"), undefined);
    assert.deepEqual(await recover(root), [{ direction: "back", files: [], changed: [] }]);
    assert.deepEqual(await runs(root), []);
  });
});

const strange: readonly (readonly [what: string, plan: unknown])[] = [
  ["a folder in the name of a new text", { files: [{ ...file, temporary: `../${file.temporary}` }] }],
  ["more after the name of a new text", { files: [{ ...file, temporary: `${file.temporary}/../b` }] }],
  ["a new text of another name", { files: [{ ...file, temporary: ".maze-0.tmp" }] }],
  ["a run elsewhere that it undoes", { files: [], undoes: "../../000000001.done" }],
  ["more after the run that it undoes", { files: [], undoes: "000000001.done/../../.." }],
  ["a run that it undoes and that is not done", { files: [], undoes: "000000001.forward" }],
  ["a file that is no text", { files: [{ ...file, real: 7 }] }],
  ["no old text", { files: [{ ...file, oldText: undefined }] }],
  ["a good file and a bad one", { files: [file, { ...file, newHash: null }] }],
  ["files that are no list", { files: file }],
];

for (const [what, plan] of strange) {
  Deno.test(`recover() refuses a journal with ${what}, and touches nothing`, async () => {
    await withProject({ "a.ts": "now", "b.ts": "now" }, async (root) => {
      await fillProject(root, { ".maze/journal/000000001.back/run.json": JSON.stringify(plan) });
      await assert.rejects(recover(root), {
        code: "write/journal",
        hint: "Look at the project's files, then remove .maze/journal",
      });
      assert.deepEqual(await bytesOf(root, ["a.ts", "b.ts"]), ["now", "now"]);
      assert.deepEqual(await runs(root), ["000000001.back"]);
    });
  });
}

Deno.test("recover() names the journal that it can not read, and passes on what else is wrong", async () => {
  await withProject({ ".maze/journal/000000001.back/run.json": "[]" }, async (root) => {
    await assert.rejects(recover(root), {
      message: /"\.maze\/journal\/000000001\.back": it is not a journal/,
    });
  });
  await withProject({ ".maze/journal/000000001.back/run.json/x": "" }, async (root) => {
    await assert.rejects(recover(root), (error) => error instanceof Error && !("hint" in error));
  });
});

Deno.test("recover() settles several runs, the oldest first, and leaves finished ones", async () => {
  await withProject({ "a.ts": "old" }, async (root) => {
    const plan: Plan = { files: [file] };
    for (const run of ["000000001.done", "000000003.begun", "000000002.forward"]) {
      await fillProject(root, { [`.maze/journal/${run}/run.json`]: JSON.stringify(plan) });
    }
    const messages: string[] = [];
    const settled = await recover(root, { onMessage: (message) => messages.push(message) });
    assert.deepEqual(settled, [
      { direction: "back", files: ["a.ts"], changed: [] },
      { direction: "back", files: ["a.ts"], changed: [] },
    ]);
    assert.deepEqual(messages, Array(2).fill("Settled a write that was cut off: 1 file went back"));
    assert.deepEqual(await runs(root), ["000000001.done"]);
    assert.deepEqual(await bytesOf(root, ["a.ts"]), ["old"]);
  });
});
