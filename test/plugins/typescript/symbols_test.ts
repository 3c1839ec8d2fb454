import assert from "node:assert/strict";
import { openIndex } from "../../../plugins/typescript/index/declaration_index.ts";
import { symbolsIn } from "../../../plugins/typescript/symbols.ts";
import { tree } from "./project/tree.ts";

const FILES = {
  "a.ts": `/** Thrown when a server says no. */
export class HttpError extends Error { readonly status = 500; again(): boolean { return false; } }
namespace wire { export const limit = 3; }
`,
  "b.ts":
    "export function httpGet(url: string): Promise<string> { return fetch(url).then((r) => r.text()); }\n",
};
const WHOLE = { limit: 10, isWhole: true };

Deno.test("symbolsIn() tells the best names first, with signature, doc and members when asked", async () => {
  using made = tree(FILES);
  using index = await openIndex({ root: made.root });
  const found = await symbolsIn(index, { name: "http", ...WHOLE });
  assert.deepEqual(found.map(({ name, file }) => [name, file]), [["httpGet", "b.ts"], ["HttpError", "a.ts"]]);
  const [get, error] = found;
  assert.equal(get?.signature, "export function httpGet(url: string): Promise<string>");
  assert.equal(error?.doc, "Thrown when a server says no.");
  assert.deepEqual(error?.members, [
    { name: "status", kind: "property", signature: "readonly status = 500" },
    { name: "again", kind: "method", signature: "again(): boolean" },
  ]);
  assert.equal(FILES["a.ts"].slice(error?.span.start, error?.span.end), "HttpError");
});

Deno.test("symbolsIn() tells what one file declares in order of place, what lies in a namespace too", async () => {
  using made = tree(FILES);
  using index = await openIndex({ root: made.root });
  const found = await symbolsIn(index, { name: "", file: "a.ts", ...WHOLE });
  assert.deepEqual(
    found.map(({ name, kind, container, isExported }) => [name, kind, container, isExported]),
    [
      ["HttpError", "class", "", true],
      ["wire", "namespace", "", false],
      ["limit", "const", "wire", true],
    ],
  );
  const named = await symbolsIn(index, { name: "lim", file: "a.ts", ...WHOLE });
  assert.deepEqual(named.map(({ name }) => name), ["limit"]);
  assert.deepEqual(await symbolsIn(index, { name: "", file: "none.ts", ...WHOLE }), []);
});

Deno.test("symbolsIn() tells no more than asked for, and names alone unless the whole is wanted", async () => {
  using made = tree(FILES);
  using index = await openIndex({ root: made.root });
  assert.deepEqual(await symbolsIn(index, { name: "HttpError", limit: 1, isWhole: false }), [{
    name: "HttpError",
    kind: "class",
    file: "a.ts",
    span: { start: 50, end: 59 },
    isExported: true,
    container: "",
  }]);
});

Deno.test("symbolsIn() tells what an installed package exports, under the names that its users write", async () => {
  using made = tree({
    "tsconfig.json": '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}',
    "app/tsconfig.json": '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler"}}',
    "app/a.ts": "export const a = 1;\n",
    "node_modules/shrink/package.json": '{"name":"shrink","types":"index.d.ts"}',
    "node_modules/shrink/index.d.ts":
      "/** Makes a text shorter. */\nexport declare function shorten(text: string): string;\n" +
      'declare const hidden: number;\nexport { grow as enlarge } from "./more";\n',
    "node_modules/shrink/more.d.ts": "export declare function grow(n: number): number;\n",
    "app/node_modules/@acme/lib/package.json": '{"name":"@acme/lib","types":"index.d.ts"}',
    "app/node_modules/@acme/lib/index.d.ts": "export declare const lib: number;\n",
  });
  using index = await openIndex({ root: made.root });
  const all = await symbolsIn(index, { name: "", package: "shrink", ...WHOLE });
  assert.deepEqual(all.map(({ name, file, signature }) => [name, file, signature]), [
    ["enlarge", "node_modules/shrink/more.d.ts", "export declare function grow(n: number): number"],
    ["shorten", "node_modules/shrink/index.d.ts", "export declare function shorten(text: string): string"],
  ]);
  const [short, ...more] = await symbolsIn(index, {
    name: "short",
    package: "shrink",
    limit: 9,
    isWhole: false,
  });
  assert.deepEqual([short?.name, short?.isExported, short?.signature, more.length], [
    "shorten",
    true,
    undefined,
    0,
  ]);
  const nested = await symbolsIn(index, { name: "", package: "@acme/lib", ...WHOLE });
  assert.deepEqual(nested.map(({ name }) => name), ["lib"]);
  assert.deepEqual(await symbolsIn(index, { name: "", package: "none", ...WHOLE }), []);
});
