import assert from "node:assert/strict";
import { openIndex } from "../../../../plugins/typescript/index/declaration_index.ts";
import { tree } from "../project/tree.ts";

Deno.test("openIndex() reads a file that an open hole keeps from being a program", async () => {
  const text = 'import { b } from "./b";\nexport const a: number = /* ?? of b */;\nexport const c = b;\n';
  using made = tree({ "tsconfig.json": "{}", "a.ts": text, "b.ts": "export const b = 1;\n" });
  using index = await openIndex({ root: made.root });
  const found = await index.declarations("a.ts");
  assert.deepEqual(found.map(({ name, span }) => [name, text.slice(span.start, span.end)]), [
    ["a", "export const a: number = /* ?? of b */;"],
    ["c", "export const c = b;"],
  ]);
  assert.deepEqual(index.importers("b.ts"), ["a.ts"]);
});
