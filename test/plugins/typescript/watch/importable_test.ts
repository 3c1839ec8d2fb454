import assert from "node:assert/strict";
import { Session } from "../../../../plugins/typescript/session.ts";
import { Importable } from "../../../../plugins/typescript/watch/importable.ts";
import { tree } from "../project/tree.ts";

async function known(files: Readonly<Record<string, string>>, names: readonly string[]): Promise<string[]> {
  using project = tree(files);
  await using session = new Session(project.root, undefined);
  const importable = new Importable(session);
  const found: string[] = [];
  for (const name of names) if (await importable.has(name, "src/a.ts")) found.push(name);
  return found;
}

const BASE = {
  "tsconfig.json": '{"compilerOptions":{"strict":true}}',
  "src/a.ts": "export const own = 1;\n",
};

Deno.test("Importable knows what modules of the project export, and what imports are called", async () => {
  const files = {
    ...BASE,
    "src/b.ts": "export function sum() {}\nexport type Shape = 1;\nfunction hidden() {}\nhidden();\n",
    "src/date-range.ts": "export default class {}\n",
    "src/c.ts": 'import sumUp from "./b.ts";\nimport * as all from "./b.ts";\nsumUp; all;\n',
  };
  const names = ["sum", "Shape", "DateRange", "dateRange", "sumUp", "all"];
  assert.deepEqual(await known(files, [...names, "hidden", "range"]), names);
});

Deno.test("Importable knows what installed packages export", async () => {
  const files = {
    ...BASE,
    "package.json": '{"dependencies":{"left-pad":"1"},"devDependencies":{"@acme/tool":"1"}}',
    "node_modules/left-pad/package.json": '{"types":"index.d.ts"}',
    "node_modules/left-pad/index.d.ts": "export declare function pad(): void;\n",
    "node_modules/@acme/tool/package.json": '{"types":"index.d.ts"}',
    "node_modules/@acme/tool/index.d.ts": 'export * from "./more.js";\n',
    "node_modules/@acme/tool/more.d.ts": "export interface Hammer {}\n",
    "node_modules/other/package.json": '{"types":"index.d.ts"}',
    "node_modules/other/index.d.ts": "export declare const unused: 1;\n",
  };
  const names = ["pad", "leftPad", "tool", "Hammer"];
  assert.deepEqual(await known(files, [...names, "unused"]), names);
});

Deno.test("Importable knows the runtime's modules where their types are", async () => {
  const types = {
    "node_modules/@types/node/package.json": '{"types":"index.d.ts"}',
    "node_modules/@types/node/index.d.ts": '/// <reference path="fs.d.ts" />\n',
    "node_modules/@types/node/fs.d.ts":
      'declare module "fs" {\n  interface StatOptions {}\n  function readFile(path: string): void;\n}\n',
  };
  const names = ["readFile", "StatOptions", "fs"];
  assert.deepEqual(await known({ ...BASE, ...types }, [...names, "readFolder"]), names);
  assert.deepEqual(await known(BASE, names), []);
  const deno = { "deno.json": "{}", "src/a.ts": BASE["src/a.ts"] };
  assert.deepEqual(await known(deno, [...names, "readFolder"]), ["readFile", "fs"]);
});
