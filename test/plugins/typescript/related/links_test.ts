import assert from "node:assert/strict";
import { Links } from "../../../../plugins/typescript/related/links.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { BASE } from "../judged.ts";
import { tree } from "../project/tree.ts";

const FILES = {
  "tsconfig.json": BASE["tsconfig.json"],
  "src/item.ts":
    "export interface Item { name: string }\nexport function label(i: Item): string { return i.name; }\n",
  "src/all.ts": 'export * from "./item.ts";\nexport { label as shown } from "./item.ts";\n',
  "src/use.ts": 'import { type Item, shown } from "./all.ts";\nimport * as all from "./all.ts";\n' +
    "export function both(a: Item) { return shown(a) + shown(a) + all.label(a) + a.name; }\n",
};

Deno.test("Links follows re-exports, and counts what a file reads", async () => {
  using project = tree(FILES);
  await using session = new Session(project.root, undefined);
  const links = new Links(await session.index());
  await links.refresh(await session.statistics());
  assert.deepEqual(links.resolve("shown", "src/use.ts"), { file: "src/item.ts", name: "label" });
  assert.deepEqual(links.resolve("Item", "src/use.ts"), { file: "src/item.ts", name: "Item" });
  assert.deepEqual(links.resolve("both", "src/use.ts"), { file: "src/use.ts", name: "both" });
  assert.equal(links.resolve("label", "src/use.ts"), undefined);
  const { reads, members, membersOf } = links.row("src/use.ts");
  assert.deepEqual([reads.get("shown"), membersOf.get("all")?.get("label"), members.get("name")], [2, 1, 1]);
  assert.deepEqual([...links.alike("labelOf")], ["label"]);
  assert.deepEqual(links.named("label"), [{ file: "src/item.ts", name: "label" }]);
});

Deno.test("Links reads a changed file again, and all of them where exports have changed", async () => {
  using project = tree(FILES);
  await using session = new Session(project.root, undefined);
  const links = new Links(await session.index());
  const statistics = await session.statistics();
  await links.refresh(statistics);
  const [use, item] = [links.row("src/use.ts"), links.row("src/item.ts")];
  await session.update([{ file: "src/use.ts", text: 'import { label } from "./all.ts";\nlabel;\n' }]);
  await links.refresh(statistics);
  assert.notEqual(links.row("src/use.ts"), use);
  assert.equal(links.resolve("label", "src/use.ts")?.file, "src/item.ts");
  const text = FILES["src/item.ts"].replace("label", "named");
  await session.update([{ file: "src/item.ts", text }]);
  await links.refresh(statistics);
  assert.notEqual(links.row("src/item.ts"), item);
  assert.equal(links.resolve("label", "src/use.ts"), undefined);
});

Deno.test("Links.named() and alike() know a name that a changed file exports", async () => {
  using project = tree(FILES);
  await using session = new Session(project.root, undefined);
  const links = new Links(await session.index());
  const statistics = await session.statistics();
  const write = async (text: string) => {
    await session.update([{ file: "src/use.ts", text }]);
    await links.refresh(statistics);
    return [links.named("first"), links.named("second"), [...links.alike("secondOf")]];
  };
  const place = (name: string) => [{ file: "src/use.ts", name }];
  await links.refresh(statistics);
  assert.deepEqual(links.named("both"), place("both"));
  assert.deepEqual(await write("export const first = 1, none = 2;\n"), [place("first"), [], []]);
  assert.deepEqual(await write("export const first = 2, none = 3;\n"), [place("first"), [], []]);
  assert.deepEqual(await write("export const second = 1;\n"), [[], place("second"), ["second"]]);
  assert.deepEqual(links.named("both"), []);
});

Deno.test("Links knows the first name of a module that is imported whole twice", async () => {
  const use =
    'import * as one from "./item.ts";\nimport * as two from "./item.ts";\none.label;\ntwo.label;\n';
  using project = tree({ ...FILES, "src/use.ts": use });
  await using session = new Session(project.root, undefined);
  const links = new Links(await session.index());
  await links.refresh(await session.statistics());
  assert.deepEqual([...links.row("src/use.ts").modules], [["src/item.ts", "one"]]);
});
