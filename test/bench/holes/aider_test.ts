import assert from "node:assert/strict";
import { aiderMaps, fitting } from "../../../bench/holes/aider.ts";
import { count, ownProject, ownTasks, taskNamed } from "./own_project.ts";

const python = Deno.env.get("MAZE_BENCH_AIDER_PYTHON");

Deno.test("fitting() keeps whole lines, as many as have room", () => {
  const size = { count: (text: string) => text.length };
  assert.equal(fitting("one\ntwo\nthree", { budgetTokens: 8, ...size }), "one\ntwo");
  assert.equal(fitting("one\ntwo", { budgetTokens: 100, ...size }), "one\ntwo");
  assert.equal(fitting("one", { budgetTokens: 2, ...size }), "");
});

Deno.test({
  name: "aiderMaps() asks Aider itself for its map at each hole",
  ignore: python === undefined,
  async fn() {
    await using project = await ownProject();
    const task = taskNamed(await ownTasks(project), "postageOf");
    const [map = ""] = await aiderMaps(python ?? "", [task], { budgetTokens: 500, count });
    assert.match(map, /^src\/parcelKind\.ts:$/m);
    assert.match(map, /toGrams/);
    assert.doesNotMatch(map, /class PostLedger/);
  },
});
