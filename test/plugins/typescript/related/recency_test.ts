import assert from "node:assert/strict";
import { utimesSync } from "node:fs";
import { Recency } from "../../../../plugins/typescript/related/recency.ts";
import { tree } from "../project/tree.ts";

Deno.test("latest() gives files of the last sitting, and none where all are", () => {
  using project = tree({ "a.ts": "", "b.ts": "", "c.ts": "" });
  const recency = new Recency((file) => `${project.root}/${file}`);
  const all = ["a.ts", "b.ts", "c.ts", "gone.ts"];
  const now = Date.now() / 1000;
  for (const file of ["a.ts", "b.ts", "c.ts"]) utimesSync(`${project.root}/${file}`, now, now);
  assert.deepEqual([...recency.latest(all)], []);
  utimesSync(`${project.root}/b.ts`, now - 86_400, now - 86_400);
  assert.deepEqual([...recency.latest(all)], ["a.ts", "c.ts"]);
});
