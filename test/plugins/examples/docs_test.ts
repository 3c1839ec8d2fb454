import assert from "node:assert/strict";
import { createExamples } from "../../../plugins/examples/validator.ts";
import manifest from "../../../plugins/examples/manifest.json" with { type: "json" };
import { call, project } from "./project.ts";

const page = await Deno.readTextFile(new URL("../../../docs/examples.md", import.meta.url));

Deno.test("docs/examples.md claims that all examples of its forms run", async () => {
  const [, text = ""] = /````ts\n([\s\S]*?)````\n/.exec(page) ?? [];
  await using made = await project({ "keep.txt": "" });
  await using examples = createExamples({ root: made.root });
  const files = [{ file: "page.ts", text }];
  const report = await examples.validate({ edits: [], files }, undefined, call());
  assert.deepEqual(
    [report.state, report.passed, report.diagnostics],
    ["valid", 7, []],
    JSON.stringify(report.notes),
  );
});

Deno.test("docs/examples.md claims to list every option with its default", () => {
  const rows = [...page.matchAll(/^\| `(\w+)` +\| (.*?) +\|/gm)].map(([, key, value]) => [key, value]);
  const options = Object.entries(manifest.options.properties);
  const known = new Map(
    options.map(([key, schema]) => [key, "default" in schema ? schema.default : undefined]),
  );
  assert.deepEqual(rows.map(([key]) => key).sort(), [...known.keys()].sort());
  for (const [key = "", value] of rows) {
    if (typeof known.get(key) === "number") assert.equal(value, String(known.get(key)));
  }
});
