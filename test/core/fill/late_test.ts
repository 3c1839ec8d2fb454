import assert from "node:assert/strict";
import type { Example } from "../../../core/code/hole.ts";
import type { Outcome } from "../../../core/code/outcome.ts";
import type { Indexer, Validator } from "../../../core/kernel/plugin.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import { indexer, never, plugin } from "../kernel/toy.ts";
import { withQuickTimers } from "./quick_timers.ts";
import { openToy } from "./toy.ts";

const FILES = { "a.toy": "f(x) = ?", "b.toy": "g(x) = ?" };
const REPORT = { validator: "slow", state: "valid" as const, diagnostics: [], notes: [] };

function slowValidator(methods: Partial<Validator>) {
  const validate = () => Promise.resolve(REPORT);
  return {
    plugin: plugin("slow", ["validator"], () => ({ validator: { stage: "run", validate, ...methods } })),
  };
}

function slowIndexer(methods: Partial<Indexer>) {
  const silent = () => Promise.resolve(undefined as never); // another one is asked then
  const none = () => Promise.resolve([]);
  const others = { files: none, holes: none, update: silent, scope: silent, sift: silent, edits: silent };
  return {
    plugin: plugin("slow", ["indexer"], () => ({ indexer: indexer({ ...others, fits: none, ...methods }) })),
  };
}

/** What becomes of the holes of two files, with one more plugin. */
async function filledBeside(
  slow: ReturnType<typeof slowValidator> | ReturnType<typeof slowIndexer>,
  answers: readonly string[] = ["x"],
  examples: Readonly<Record<string, readonly Example[]>> = {},
  told: (step: Step) => void = () => {},
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  await withQuickTimers(async () => {
    await using maze = await openToy(FILES, answers, examples, {
      ...{ plugins: [slow], listeners: [told] },
    });
    for await (const outcome of maze.fill()) outcomes.push(outcome);
  });
  return outcomes;
}

/** The note says who was waited for, no longer than the budget of 15 s and the grace of 15 s. */
function assertLate(text = ""): void {
  const [, waitedMs] = /of plugin "slow": no answer within (\d+) ms$/.exec(text) ?? [];
  assert.ok(Number(waitedMs) > 15_000 && Number(waitedMs) <= 30_000, text);
}

Deno.test("fill() leaves a candidate unchecked whose validator never answers, and goes on with the next hole", async () => {
  const [one, two] = await filledBeside(slowValidator({
    validate: ({ files: [first] }) => first?.file === "a.toy" ? never() : Promise.resolve(REPORT),
  }));
  assert.deepEqual([one?.filled, two?.filled], ["no", "yes"]);
  const verdict = one?.candidates[0]?.verdict;
  assert.equal(verdict?.state, "unchecked");
  assert.deepEqual(verdict.reports.map(({ validator, state }) => [validator, state]), [[
    "slow",
    "unchecked",
  ]]);
  assertLate(verdict.reports[0]?.notes[0]?.text);
});

for (const method of ["scope", "update"] as const) {
  Deno.test(`fill() leaves a hole open whose "indexer.${method}" never answers, says so, and goes on`, async () => {
    let asked = 0;
    const late = slowIndexer({ [method]: () => asked++ === 0 ? never() : Promise.resolve(undefined) });
    const told: unknown[] = [];
    const [one, two] = await filledBeside(late, ["x"], {}, ({ name, fields }) => {
      if (name === "outcome") told.push(fields.filled);
    });
    assert.deepEqual(told, ["no", "yes"]);
    assert.deepEqual([one?.filled, two?.filled], ["no", "yes"]);
    assert.deepEqual(one?.notes.map(({ code }) => code), ["stopped"]);
    assertLate(one?.notes[0]?.text);
  });
}

Deno.test("fill() keeps what is judged already when a later answer can not be placed in time", async () => {
  const [one] = await filledBeside(
    slowIndexer({ edits: ({ text }) => text === "x+1" ? never() : Promise.resolve(undefined as never) }),
    ["x", "x+1"],
  );
  assert.equal(one?.filled, "yes");
  assert.deepEqual(one?.candidates.map(({ text }) => text), ["x"]);
  assertLate(one?.notes.at(-1)?.text);
});

Deno.test("fill() takes candidates for one reading that can not be run in time, and says so", async () => {
  const examples = { "a.toy": [{ call: "f(1)", value: "2", file: "a.toy", span: { start: 0, end: 0 } }] };
  const [one] = await filledBeside(slowValidator({ execute: never }), ["x+1", "x*2"], examples);
  assert.equal(one?.filled, "yes");
  assertLate(one?.notes.at(-1)?.text);
});
