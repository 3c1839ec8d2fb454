import assert from "node:assert/strict";
import { CONTEXTS } from "../../../bench/holes/contexts.ts";
import { holeOptions } from "../../../bench/holes/options.ts";

Deno.test("holeOptions() takes its own options, and leaves the others to the eval bench", () => {
  const said = holeOptions([
    "--packages=ox,effect",
    "--n=3",
    "--fresh",
    "--contexts=maze,none",
    "--url=http://h",
    "--out=o",
    "--whole",
    "--store=f",
  ]);
  assert.deepEqual(said.packages.map(({ name }) => name), ["effect", "ox"]);
  assert.deepEqual(said.contexts, ["none", "maze"]);
  assert.deepEqual([said.most, said.isFresh, said.isRenamed, said.isFilled, said.out], [
    3,
    true,
    false,
    true,
    "o",
  ]);
  assert.deepEqual(said.rest, ["--url=http://h", "--out=o", "--whole"]);
  assert.equal(said.store, "f");
  assert.deepEqual(holeOptions(["--stored=a,b"]).stored, ["a", "b"]);
  const usual = holeOptions([]);
  assert.deepEqual([usual.contexts, usual.isFilled], [["none", "file", "names", "maze"], false]);
  assert.ok(holeOptions(["--aider=python3"]).contexts.includes("aider"));
});

Deno.test("holeOptions() refuses what there is not, and what can not be asked together", () => {
  assert.throws(() => holeOptions(["--packages=none"]), /Cannot take package "none": there are /);
  assert.throws(() => holeOptions(["--contexts=all"]), /Cannot take context "all": there are none, file/);
  assert.throws(() => holeOptions(["--contexts=aider"]), /Cannot make Aider's map/);
  assert.throws(() => holeOptions(["--renamed", "--fresh"]), /Cannot draw/);
});

Deno.test("docs/evaluation.md names every context, in the order of the table, and no other", async () => {
  const text = await Deno.readTextFile(new URL("../../../docs/evaluation.md", import.meta.url));
  const [, section = ""] = text.split("### Contexts");
  const rows = (section.split("\n### ")[0] ?? "").matchAll(/^\| `(\w+)`/gm);
  assert.deepEqual(Array.from(rows, ([, name]) => name), CONTEXTS);
});
