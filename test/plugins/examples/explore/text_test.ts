import assert from "node:assert/strict";
import { searchText } from "../../../../plugins/examples/explore/text.ts";

const folder = new URL("../../../../plugins/examples/explore/inside/", import.meta.url);

Deno.test("searchText() carries all that the modules of inside/ export, each name once", async () => {
  const text = searchText("a.mjs");
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const module: Record<string, unknown> = await import(new URL(name, folder).href);
    for (const [key, value] of Object.entries(module)) {
      assert.equal(typeof value, "function", `${name} exports ${key}, which has no text of its own`);
      names.push(key);
    }
  }
  assert.deepEqual(names.filter((name, at) => names.indexOf(name) < at), []);
  const missing = names.filter((name) =>
    !new RegExp(`^(async )?(function|class) ${name}\\b`, "m").test(text)
  );
  assert.deepEqual(missing, []);
});

Deno.test("searchText() carries no function that leans on a private one of its module", async () => {
  for await (const { name } of Deno.readDir(folder)) {
    const text = await Deno.readTextFile(new URL(name, folder));
    assert.deepEqual(text.match(/^(?:async )?(?:function|class|const|let) \w+/gm) ?? [], [], name);
  }
});
