import assert from "node:assert/strict";
import { ARMS } from "../../../bench/eval/arms.ts";
import { Pool } from "../../../bench/eval/pool.ts";
import { run } from "../../../bench/eval/run.ts";
import { type ContextName, tellAll } from "../../../bench/holes/contexts.ts";
import { type AnyRow, figuresOf, short, type SoundRow } from "../../../bench/holes/figures.ts";
import { filled, recallRows } from "../../../bench/holes/fill.ts";
import { soundRows } from "../../../bench/holes/sound.ts";
import { RowFile } from "../../../bench/rows.ts";
import { packed, unpacked } from "../../../bench/stored.ts";
import { fakeServer } from "../eval/fake_server.ts";
import { count, ownProject, ownTasks, taskNamed } from "./own_project.ts";

const contexts: readonly ContextName[] = ["none", "file"];

Deno.test("filled() goes on where it was, and all rows give the same figures when they are read back", async () => {
  await using project = await ownProject();
  const task = taskNamed(await ownTasks(project), "postageOf");
  const told = await tellAll([task], { names: contexts, count });
  const out = await Deno.makeTempDir({ prefix: "maze-holes-stored-" });
  try {
    const { upstream } = fakeServer(() => "  return parcel.secretCents;\n");
    const pool = await Pool.open({ read: [], write: `${out}/pool.jsonl`, speed: 0, upstream });
    for (const name of contexts) {
      await run({
        ...{ tasks: told.flatMap(({ tasks }) => tasks.get(name) ?? []), arms: ARMS.slice(0, 1), samples: 1 },
        ...{ budget: 20, pool, jobs: 1, url: "http://127.0.0.1:1", temperature: 1, style: "chat", tell() {} },
        score: () => Promise.resolve([]),
      });
    }
    const rest = [`--out=${out}`, "--speed=0"];
    const fills = await filled({ contexts, out, rest }, told);
    assert.deepEqual(fills.map(({ context, invented }) => [context, invented]), [
      ["none", ["secretCents"]],
      ["file", ["secretCents"]],
    ]);
    assert.deepEqual(fills.map(({ spent }) => spent.missing), [0, 0]);

    const path = `${out}/rows-none.jsonl`;
    await Deno.writeTextFile(
      path,
      (await Deno.readTextFile(path)).replace('"passed":false', '"passed":true'),
    );
    await Deno.remove(`${out}/rows-file.jsonl`);
    const [first, second] = await filled({ contexts, out, rest }, told);
    assert.deepEqual([first?.passed, second?.passed, second?.invented], [true, false, ["secretCents"]]);

    const file = await RowFile.open<SoundRow>(undefined, (row) => row.task);
    const rows: readonly AnyRow[] = [...fills, ...recallRows(told), ...await soundRows([task], file)];
    const read = await unpacked<AnyRow>(await packed(rows.map(short)));
    assert.equal(read.length, 5);
    assert.deepEqual(figuresOf(read), figuresOf(rows));
    assert.doesNotMatch(JSON.stringify(read), /secret|return/);
    const names = figuresOf(read).map(({ name }) => name);
    for (const name of ["none.F.passed", "file.F.invented names", "uncut code passes", "file.recall"]) {
      assert.ok(names.includes(name), `${name} is not among ${names.join()}`);
    }
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
