import assert from "node:assert/strict";
import { look, type Seen } from "../../../bench/context.ts";
import { summary } from "../../../bench/context/summary.ts";
import { packed, unpacked } from "../../../bench/stored.ts";
import { ownProject } from "../holes/own_project.ts";

Deno.test("rows of holes that were looked at give the same figures when they are read back, and hold no code", async () => {
  await using project = await ownProject();
  const told: string[] = [];
  const options = { most: 3, budgetTokens: 2_000, tell: (line: string) => void told.push(line) };
  const seen = await look({ name: "own", version: "1.0.0" }, project.root, options);
  assert.equal(told.length, seen.length);
  const [row] = seen;
  assert.deepEqual([row?.package, row?.version, row?.counts.maze], ["own", "1.0.0", { found: 3, of: 3 }]);
  assert.match(row?.id ?? "", /^src\/postage\.ts:\d+$/);
  const read = await unpacked<Seen>(await packed(seen));
  assert.deepEqual(read, seen);
  const figures = summary(read);
  assert.deepEqual(figures, summary(seen));
  assert.equal(figures.find(({ name }) => name === "own.recall.maze")?.value, 1);
  assert.doesNotMatch(JSON.stringify(read), /weightGrams|toGrams/);
});
