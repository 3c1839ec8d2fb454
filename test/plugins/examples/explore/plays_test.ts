import assert from "node:assert/strict";
import { Plays } from "../../../../plugins/examples/explore/inside/plays.ts";
import { type Entry, Space } from "../../../../plugins/examples/explore/inside/space.ts";

const entry = (values: readonly unknown[], level = 1): Entry => ({
  text: "",
  level,
  rank: 20,
  kind: "number",
  values,
  rows: values.map((value) => value === Space.absent ? "" : `n${value}`),
  reads: 1,
  isLiteral: false,
});

Deno.test("Plays ask once for each example and value, and give equal expressions one verdict", async () => {
  const asked: unknown[] = [];
  const plays = new Plays(2, (value, row) => {
    asked.push([row, value]);
    return Promise.resolve(value === [4, 10][row]);
  });
  assert.equal(plays.verdict(entry([4, 10])), undefined);
  assert.equal(await plays.play(entry([4, 10])), true);
  assert.equal(await plays.play(entry([4, 9])), false);
  assert.equal(await plays.play(entry([Space.absent, 10])), false);
  assert.equal(plays.verdict(entry([4, 10], 3)), true);
  assert.deepEqual(asked, [[0, 4], [1, 10], [1, 9]]);
});

Deno.test("Plays count how often each example holds by chance, whatever the others say", async () => {
  const plays = new Plays(2, (value, row) => Promise.resolve(row === 0 || value === 1));
  for (const value of [3, 2, 1, 0]) await plays.play(entry([value, value], 1 + value % 2));
  assert.deepEqual([plays.sampled, plays.hits, plays.counts.slice(1)], [4, [4, 1], [2, 2]]);
});

Deno.test("Plays ask no more than they must once they know what comes by chance", async () => {
  let asked = 0;
  const plays = new Plays(3, () => Promise.resolve(asked++ < 0));
  for (let value = 0; value < 1200; value++) await plays.play(entry([value, value, value]));
  assert.equal(asked, 3 * 1000 + 200);
});
