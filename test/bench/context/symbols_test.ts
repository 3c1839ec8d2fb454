import assert from "node:assert/strict";
import { foreignIn } from "../../../bench/context/symbols.ts";
import { inMemory } from "../../plugins/typescript/in_memory.ts";

Deno.test("foreignIn() tells what other files declare, members and aliases included, and not the language's own", async () => {
  const text = 'import { make as made, type Item } from "./b.ts";\n' +
    "interface Own { mine: string }\n" +
    "export function f(own: Own): string { const item: Item = made(); return own.mine + item.name.trim(); }\n";
  const b = "export interface Item { name: string }\nexport function make(): Item { return { name: '' }; }\n";
  await using project = await inMemory(text, { "b.ts": b });
  const span = { start: text.indexOf("{ const") + 1, end: text.lastIndexOf("}") };
  const names = await project.compiler.ask(
    new Map(),
    (moment) => foreignIn(moment, project.path, text, span),
  );
  const path = "/in-memory/b.ts";
  assert.deepEqual(names, [
    { name: "Item", path, isMember: false },
    { name: "make", path, isMember: false },
    { name: "name", path, isMember: true },
  ]);
});
