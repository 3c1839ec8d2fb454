import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { once } from "../../../plugins/typescript/once.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

Deno.test("once() keeps a file's own name, else its first one", () => {
  const real = (name: string) =>
    name.endsWith("link.ts") ? "real.ts" : name.endsWith("far.ts") ? "/far.ts" : name;
  assert.deepEqual(once(["a/link.ts", "b.ts", "link.ts", "real.ts"], real), ["b.ts", "real.ts"]);
  assert.deepEqual(once(["a/link.ts", "b.ts", "link.ts"], real), ["a/link.ts", "b.ts"]);
  assert.deepEqual(once(["a/far.ts", "far.ts"], real), ["a/far.ts"]);
});

Deno.test("files(), holes(), symbols() and counts have a file once, however many links lead to it", async () => {
  using project = tree({
    "tsconfig.json": '{"compilerOptions":{"strict":true,"noEmit":true},"include":["src"]}',
    "src/real.ts": "export function one(): number {}\nexport const two = [1 + 1];\n",
    "lib/q.ts": "export function three(): number {}\n",
  });
  symlinkSync("real.ts", `${project.root}/src/link.ts`);
  symlinkSync("../lib/q.ts", `${project.root}/src/q.ts`);
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  assert.deepEqual(await indexer.files(call), ["src/q.ts", "src/real.ts"]);
  assert.deepEqual((await indexer.holes([""], call)).map(({ id }) => id), [
    "src/q.ts:1:34",
    "src/real.ts:1:32",
  ]);
  const names = async (query: { name: string; file?: string }) =>
    (await indexer.symbols?.({ limit: 9, isWhole: false, ...query }, call))?.map(({ name, file }) =>
      `${file} ${name}`
    );
  assert.deepEqual(await names({ name: "one" }), ["src/real.ts one"]);
  assert.deepEqual(await names({ name: "one", file: "src/link.ts" }), ["src/link.ts one"]);
  assert.equal((await session.statistics()).countAnywhere("1 + 1"), 1);
});
