import assert from "node:assert/strict";
import { replayed } from "../../../bench/prefix/replayed.ts";
import { figuresOf, isSound, keyOf, type PrefixRow, short } from "../../../bench/prefix/rows.ts";
import { openRows } from "../../../bench/rows.ts";
import { packed, unpacked } from "../../../bench/stored.ts";
import { ownProject } from "../holes/own_project.ts";

const OWN = { name: "own", version: "1.0.0" };

Deno.test("replayed() goes on where it was, and its rows give the same figures when they are read back", async () => {
  await using project = await ownProject();
  const out = await Deno.makeTempDir({ prefix: "maze-prefix-" });
  try {
    const run = async () => {
      const told: string[] = [];
      const file = await openRows<PrefixRow>(`${out}/run`, keyOf);
      const tell = (line: string) => void told.push(line);
      return {
        told,
        rows: await replayed(OWN, project.root, { holes: 1, mutants: 1, stubs: 1, file, tell }),
      };
    };
    const { rows, told } = await run();
    assert.deepEqual([...new Set(rows.filter(isSound).map(({ kind }) => kind))], [
      "body",
      "statements",
      "expression",
      "range",
      "declaration",
    ]);
    const sightings = rows.filter((row) => !isSound(row));
    assert.ok(sightings.length > 4 && told.length === sightings.length, told.join("\n"));
    assert.equal(new Set(rows.map(keyOf)).size, rows.length);

    // What is there is taken as it is; what is not is replayed.
    const path = `${out}/run/rows.jsonl`;
    const lines = (await Deno.readTextFile(path)).trimEnd().split("\n");
    const marked = lines.slice(0, -1).map((line) =>
      JSON.stringify({ ...JSON.parse(line), ...line.includes('"alarms"') ? { lines: 777 } : { late: 777 } })
    );
    await Deno.writeTextFile(path, `${marked.join("\n")}\n`);
    const again = await run();
    assert.deepEqual(again.rows.slice(0, -1), marked.map((line) => JSON.parse(line)));
    assert.deepEqual(again.rows.at(-1), rows.at(-1));
    assert.equal(again.told.length, 1);
    assert.equal((await Deno.readTextFile(path)).trimEnd().split("\n").length, lines.length);

    const read = await unpacked<PrefixRow>(await packed(rows.map(short)));
    assert.deepEqual(figuresOf(read), figuresOf(rows));
    assert.ok(figuresOf(read).some(({ name, value }) => name === "all.told" && value > 0));
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("short() keeps how many alarms there were, and no word of them", async () => {
  const row = {
    ...{ package: "p", version: "1.0.0", id: "src/a.ts:1", kind: "body" as const, lines: 10 },
    ...{ elapsedMs: [1.25, 2], alarms: ["TS2304 Cannot find name 'secret'.", "TS1 x"] },
  };
  const [read] = await unpacked<PrefixRow>(await packed([short(row)]));
  assert.deepEqual(read, { ...row, alarms: ["TS2304", "TS1"] });
  assert.deepEqual(figuresOf(read ? [read] : []), figuresOf([row]));
});
