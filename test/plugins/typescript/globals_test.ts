import assert from "node:assert/strict";
import { globalsOf } from "../../../plugins/typescript/globals.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

Deno.test("globalsOf() gives what the project reads, then what its kind is known by, and no more than 24", () => {
  const deno = { path: "", dir: "", exclude: [], imports: [], faults: [] };
  const own = globalsOf({ deno }, { globals: () => ["fetch", "Math"] });
  assert.deepEqual(own.slice(0, 3), ["fetch", "Math", "Deno"]);
  assert.equal(own.filter((name) => name === "Math").length, 1);
  const many = Array.from({ length: 24 }, (_, at) => `g${at}`);
  assert.deepEqual(globalsOf({ deno: undefined }, { globals: () => many }), many);
  assert.ok(globalsOf({ deno: undefined }, { globals: () => [] }).includes("process"));
});

async function globalsSeen(files: Readonly<Record<string, string>>): Promise<string[]> {
  using project = tree({ ...files, "a.ts": "export const n: number = /* ?? a number */;\n" });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [hole] = await indexer.holes([""], call);
  assert.ok(hole);
  const scope = await indexer.scope({ hole, text: "", edits: [] }, call);
  return (scope?.bindings ?? []).filter(({ kind }) => kind === "global").map(({ name }) => name);
}

Deno.test("scope() has the globals of a project that reads none yet, where the compiler knows them", async () => {
  const plain = '{"compilerOptions":{"lib":["esnext"],"types":[],"noEmit":true}}';
  assert.deepEqual(
    await globalsSeen({ "tsconfig.json": plain }),
    ["Math", "JSON", "Object", "Array", "Number", "String", "Date"],
  );
  const types = "declare const process: { argv: string[] };\n";
  assert.ok((await globalsSeen({ "tsconfig.json": plain, "node.d.ts": types })).includes("process"));
  const dom = plain.replace('"esnext"', '"esnext","dom"');
  const seen = await globalsSeen({ "tsconfig.json": dom });
  assert.ok(seen.includes("document") && seen.includes("console") && !seen.includes("process"), seen.join());
});
