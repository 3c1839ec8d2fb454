import assert from "node:assert/strict";
import { Declared } from "../../../../plugins/typescript/related/declared.ts";
import { Session } from "../../../../plugins/typescript/session.ts";
import { BASE } from "../judged.ts";
import { tree } from "../project/tree.ts";

const FILE = "src/a.ts";

Deno.test("Declared.at() gives the same list until the file has another text", async () => {
  using project = tree({
    "tsconfig.json": BASE["tsconfig.json"],
    [FILE]: "export namespace A { export const one = 1; const two = 2; }\nexport function b(): void {}\n",
  });
  await using session = new Session(project.root, undefined);
  const declared = new Declared(await session.index());
  const found = await declared.at({ file: FILE, name: "A" });
  assert.deepEqual(found.map(({ members }) => members.map(({ name }) => name)), [["one"]]);
  assert.equal(await declared.at({ file: FILE, name: "A" }), found);
  await session.update([{ file: FILE, text: "export namespace A { export const three = 1; }\n" }]);
  const now = await declared.at({ file: FILE, name: "A" });
  assert.deepEqual(now.map(({ members }) => members.map(({ name }) => name)), [["three"]]);
});
