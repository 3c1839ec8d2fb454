import assert from "node:assert/strict";
import { globalsOf } from "../../../plugins/typescript/globals.ts";
import { createIndexer } from "../../../plugins/typescript/indexer.ts";
import { Session } from "../../../plugins/typescript/session.ts";
import { call } from "./call.ts";
import { tree } from "./project/tree.ts";

Deno.test("globalsOf() gives what the project reads, then what its kind is known by, and no more than 24", () => {
  const deno = { path: "", dir: "", exclude: [], imports: [], faults: [] };
  const own = globalsOf({ deno, parts: [] }, { globals: () => ["fetch", "Math"] });
  assert.deepEqual(own.slice(0, 3), ["fetch", "Math", "Deno"]);
  assert.equal(own.filter((name) => name === "Math").length, 1);
  const many = Array.from({ length: 24 }, (_, at) => `g${at}`);
  assert.deepEqual(globalsOf({ deno: undefined, parts: [] }, { globals: () => many }), many);
  assert.ok(globalsOf({ deno: undefined, parts: [] }, { globals: () => [] }).includes("process"));
});

/** The globals that texts offered for a string begin with. */
async function offered(files: Readonly<Record<string, string>>): Promise<ReadonlySet<string>> {
  using project = tree({ ...files, "a.ts": "export const title: string = /* ?? the title */;\n" });
  await using session = new Session(project.root, undefined);
  const indexer = createIndexer(session);
  const [hole] = await indexer.holes([""], call);
  assert.ok(hole);
  const draft = { hole, text: "", edits: [] };
  assert.deepEqual((await indexer.scope(draft, call))?.bindings, []);
  const terms = await indexer.fits(draft, { key: "", type: "" }, call);
  return new Set(terms.flatMap(({ parts: [text = ""] }) => /^\w+/.exec(text)?.[0] ?? []));
}

Deno.test("fits() offers globals to a project that reads none yet, where the compiler knows them; scope() tells none", async () => {
  const plain = '{"compilerOptions":{"lib":["esnext"],"types":[],"noEmit":true}}';
  const own = await offered({ "tsconfig.json": plain });
  assert.ok(own.has("JSON") && !own.has("document") && !own.has("process"), [...own].join());
  const types = "declare const process: { title: string };\n";
  assert.ok((await offered({ "tsconfig.json": plain, "node.d.ts": types })).has("process"));
  const usual = await offered({ "tsconfig.json": plain.replace('"lib":["esnext"],', "") });
  assert.ok(usual.has("Date") && !usual.has("document"), [...usual].join());
  const dom = await offered({ "tsconfig.json": plain.replace('"esnext"', '"esnext","dom"') });
  assert.ok(dom.has("document") && !dom.has("process"), [...dom].join());
});
