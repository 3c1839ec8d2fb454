import assert from "node:assert/strict";
import { knownIn } from "../../../bench/holes/fresh.ts";
import { drawTasks } from "../../../bench/holes/draw.ts";
import { sourcesOf } from "../../../bench/holes/projects.ts";
import { count, ownProject } from "./own_project.ts";

Deno.test("knownIn() knows a function by its name, and a body wherever it stands, however it is spaced and explained", () => {
  const isKnown = knownIn(new Map([["a.ts", "class A { b() { return  1 + 2; } }\n"]]));
  assert.equal(isKnown("c", "\n  // Three.\n  return 1 + 2; /* all */\n"), true);
  assert.equal(isKnown("c", "\n  return 1 + 3;\n"), false);
  assert.equal(isKnown("A.b", "\n  return 1 + 3;\n"), true);
});

Deno.test("drawTasks() passes over what an earlier version has", async () => {
  await using project = await ownProject();
  const before = new Map(
    [...await sourcesOf(project.root)].map((
      [file, text],
    ) => [file, text.replace("toGrams(kilograms", "asGrams(kilograms").replace("* 1000", "* 1000.0")]),
  );
  const tasks = await drawTasks(project, { most: 40, count, least: 5, isKnown: knownIn(before) });
  assert.deepEqual(tasks.map(({ callable }) => callable.name), ["toGrams"]);
});
