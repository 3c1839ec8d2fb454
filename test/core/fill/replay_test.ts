import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Outcome } from "../../../core/code/outcome.ts";
import { canonical } from "../../../core/kernel/data.ts";
import type { Maze } from "../../../core/maze.ts";
import { plugin } from "../kernel/toy.ts";
import { checker, model } from "./decode/scripted.ts";
import { openToy } from "./toy.ts";

const FILES = { "a.toy": "f(x) = ?" };
const ANSWERS = ["bad", "bad2", "x", "x+1"];

/** A validator that takes all the time that a hole has. */
function slow(takesMs: number) {
  const report = { validator: "slow", state: "valid" as const, diagnostics: [], notes: [] };
  return {
    plugin: plugin("slow", ["validator"], () => ({
      validator: { stage: "static", validate: () => delay(takesMs, report) },
    })),
  };
}

/** What a run comes to, without what the clock says of it. */
async function resultOf(maze: Maze): Promise<string> {
  const outcomes: Outcome[] = await Array.fromAsync(maze.fill());
  return canonical([outcomes, maze.changes()]);
}

async function withRecording(work: (file: string) => Promise<void>): Promise<void> {
  const file = await Deno.makeTempFile({ suffix: ".jsonl" });
  try {
    await work(file);
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("a run that was cut by time comes to the same in a replay, whatever time that has", () =>
  withRecording(async (file) => {
    const recorded = await (async () => {
      await using maze = await openToy(FILES, ANSWERS, {}, {
        ...{ plugins: [slow(60)], fill: { maxMs: 50 }, record: { file, mode: "record" } },
      });
      return await resultOf(maze);
    })();
    assert.match(recorded, /"out-of-time"/);
    for (const maxMs of [0, 1, 50, 60_000]) {
      await using maze = await openToy(FILES, [], {}, { fill: { maxMs }, record: { file, mode: "replay" } });
      assert.equal(await resultOf(maze), recorded, `${maxMs} ms`);
    }
  }));

Deno.test("a run that had time enough comes to the same in a replay that has none", () =>
  withRecording(async (file) => {
    const recorded = await (async () => {
      await using maze = await openToy(FILES, ANSWERS, {}, { record: { file, mode: "record" } });
      return await resultOf(maze);
    })();
    await using maze = await openToy(FILES, [], {}, { fill: { maxMs: 0 }, record: { file, mode: "replay" } });
    assert.equal(await resultOf(maze), recorded);
  }));

Deno.test("what was written under watch comes to the same in a replay, whoever was first to say something", () =>
  withRecording(async (file) => {
    const scripts = ["1; 2; bad 3; 4; 5; 6;", " 7; bad; 8;", " bad; 9;", "5"];
    const slowly = () => delay(Math.random() * 5);
    const parts = () => [model(scripts).entry, checker({ before: slowly }).entry];
    const recorded = await (async () => {
      await using maze = await openToy(FILES, [], {}, {
        ...{ plugins: parts(), record: { file, mode: "record" } },
      });
      return await resultOf(maze);
    })();
    assert.match(recorded, /"text":"[^"]*5"/);
    for (const maxMs of [0, 60_000]) {
      const replay = { plugins: parts(), fill: { maxMs }, record: { file, mode: "replay" } } as const;
      await using maze = await openToy(FILES, [], {}, replay);
      assert.equal(await resultOf(maze), recorded, `${maxMs} ms`);
    }
  }));

Deno.test("a replay says that a file is not the one that was recorded", () =>
  withRecording(async (file) => {
    {
      await using maze = await openToy(FILES, ANSWERS, {}, { record: { file, mode: "record" } });
      await resultOf(maze);
    }
    await using maze = await openToy({ "a.toy": "// more\nf(x) = ?" }, [], {}, {
      record: { file, mode: "replay" },
    });
    const [outcome] = await Array.fromAsync(maze.fill());
    assert.deepEqual(outcome?.refusal, {
      file: "a.toy",
      code: "replay/changed",
      message: 'Cannot replay "a.toy:1:8": "a.toy" is not as it was when it was recorded',
      hint: "Go back to the file that was recorded, or record anew",
    });
  }));
