import assert from "node:assert/strict";
import { main } from "../../../bench/conversion.ts";
import { run, runOptions } from "../../../bench/eval/run.ts";

Deno.test("without arguments the arms run from the own recording, which has every free sample and every other one", async () => {
  const rows = await run(await runOptions([]));
  const tasks = new Set(rows.map(({ task }) => task));
  const of = (arm: string) => rows.filter((row) => row.arm === arm);
  for (const arm of ["F", "R"]) {
    assert.equal(of(arm).length, tasks.size);
    assert(of(arm).every(({ spent }) => spent.missing === 0 && spent.written > 0), arm);
  }
  // What an arm under watch asks for depends on the clock: what is there begins with the free sample all the same.
  for (const row of [...of("S"), ...of("C")].filter(({ spent }) => spent.missing === 0)) {
    const free = of("F").find(({ task }) => task === row.task);
    if (free?.filled === "yes" && row.made.length === 0) assert.equal(row.text.trim(), free.text.trim());
  }
  const failed = of("F").filter(({ compiled }) => !compiled).map(({ task }) => task);
  assert(failed.length > 0 && failed.length < tasks.size);
  assert(of("R").some(({ task, compiled }) => failed.includes(task) && compiled));
});

Deno.test("bench conversion prints one line of JSON", async () => {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    await main(["--json", "--limit=1", "--arms=F,R,S"]);
  } finally {
    console.log = log;
  }
  const { bench, figures } = JSON.parse(lines.join("\n"));
  assert.equal(bench, "conversion");
  assert(figures.some(({ name }: { readonly name: string }) => name === "S against R"));
});

Deno.test("runOptions() refuses to record into nowhere, and skips a file of tasks that is not there", async () => {
  await assert.rejects(runOptions(["--url=http://127.0.0.1:1"]), { message: /--out=FOLDER/ });
  const said: string[] = [];
  const { error } = console;
  console.error = (line: string) => void said.push(line);
  try {
    const { tasks } = await runOptions(["--tasks=/nowhere/tasks.jsonl"]);
    assert.deepEqual([tasks, said], [[], ["skipped: there is no file /nowhere/tasks.jsonl"]]);
  } finally {
    console.error = error;
  }
});
