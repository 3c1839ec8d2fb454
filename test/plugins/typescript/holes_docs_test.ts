import assert from "node:assert/strict";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

const page = await Deno.readTextFile(new URL("../../../docs/holes.md", import.meta.url));

Deno.test("docs/holes.md claims that each form it shows is a hole of its kind", async () => {
  const rows = [...page.matchAll(/^\|[^|]+\| `(.+?)` +\| (\w+) +\|$/gm)].map((
    [, code = "", kind],
  ) => [code, kind]);
  assert.equal(rows.length, 11);
  for (const [code = "", kind] of rows) {
    const open = code.split("{").length - code.split("}").length;
    using project = tree({ "tsconfig.json": "{}", "a.ts": code + "\n}".repeat(open) });
    await using session = new Session(project.root, undefined);
    const holes = await createIndexer(session).holes([""], call);
    assert.deepEqual(holes.map((hole) => hole.kind), [kind], code);
  }
});
