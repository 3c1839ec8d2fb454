import assert from "node:assert/strict";
import { Importable } from "../../../plugins/typescript/importable.ts";
import { openIndex } from "../../../plugins/typescript/index/declaration_index.ts";
import { MarkerModules } from "../../../plugins/typescript/marker_modules.ts";
import { tree } from "./project/tree.ts";

async function names(
  files: Readonly<Record<string, string>>,
  file: string,
  words: readonly string[],
  most = 20,
) {
  using project = tree(files);
  using index = await openIndex({ root: project.root });
  return (await new Importable(index, new MarkerModules(index)).names({ file, words, most })).map((
    { name, from, kind },
  ) => `${kind} ${name} ${from}`);
}

const CONFIG =
  '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }';

Deno.test("names() gives what neighbours import and what is named like what is wanted, in the project's style", async () => {
  const found = await names(
    {
      "tsconfig.json": CONFIG,
      "src/lib/words.ts":
        "export function words(text: string): string[] { return [text]; }\nexport type Word = string;\n",
      "src/lib/other.ts": "export const unrelated = 1;\nexport function wordCount(): number { return 1; }\n",
      "src/a.ts":
        'import { posix } from "node:path";\nimport { words } from "./lib/words.ts";\nposix.join(...words(""));\n',
      "src/hole.ts": "export function count(text: string): number { throw new Error('not implemented'); }\n",
      "src/a_test.ts": 'import { helper } from "./test/helper.ts";\nhelper();\n',
      "src/test/helper.ts": "export function helper(): void {}\n",
    },
    "src/hole.ts",
    ["count", "words"],
  );
  assert.equal(found[0], "named words ./lib/words.ts");
  assert.ok(found.includes("named wordCount ./lib/other.ts"), found.join("\n"));
  assert.ok(found.includes("named posix node:path"));
  assert.ok(!found.some((one) => /helper|unrelated|Word\b/.test(one)), found.join("\n"));
});

Deno.test("names() writes endings, index files and aliases as the project does", async () => {
  const js = await names(
    {
      "tsconfig.json": '{ "compilerOptions": { "module": "nodenext", "noEmit": true } }',
      "src/deep/sum.ts": "export function sum(): number { return 1; }\n",
      "src/a.ts": 'import { sum } from "./deep/sum.js";\nsum();\n',
      "src/deep/hole.ts": "export {};\n",
    },
    "src/deep/hole.ts",
    ["sum"],
  );
  assert.deepEqual(js, ["named sum ./sum.js"]);
  const bare = await names(
    {
      "tsconfig.json":
        '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "noEmit": true } }',
      "src/deep/index.ts": "export default function sum(): number { return 1; }\n",
      "src/a.ts": 'import total from "./deep";\ntotal();\n',
      "src/hole.ts": "export {};\n",
    },
    "src/hole.ts",
    ["total"],
  );
  assert.deepEqual(bare, ["default total ./deep"]);
  const alias = await names(
    {
      "tsconfig.json":
        '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "noEmit": true, "paths": { "@/*": ["./src/*"] } } }',
      "src/deep/sum.ts": "export function sum(): number { return 1; }\n",
      "src/a.ts": 'import * as all from "@/deep/sum";\nall.sum();\n',
      "src/b.ts": 'import { sum } from "@/deep/sum";\nsum();\n',
      "src/hole.ts": "export {};\n",
    },
    "src/hole.ts",
    ["sum"],
  );
  assert.equal(alias[0], "named sum @/deep/sum");
});

Deno.test("names() puts modules that import the file behind others, and gives no more than asked", async () => {
  const files = {
    "tsconfig.json": CONFIG,
    "src/hole.ts": "export const base = 1;\n",
    "src/back.ts": 'import { base } from "./hole.ts";\nexport function total(): number { return base; }\n',
    "src/free.ts": "export function totals(): number { return 1; }\n",
  };
  assert.deepEqual((await names(files, "src/hole.ts", ["total"])).map((one) => one.split(" ")[1]), [
    "totals",
    "total",
  ]);
  assert.equal((await names(files, "src/hole.ts", ["total"], 1)).length, 1);
});

Deno.test("names() gives what packages that are in use nearby have besides", async () => {
  const found = await names(
    {
      "tsconfig.json":
        '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "noEmit": true } }',
      "node_modules/tally/package.json": '{ "name": "tally", "types": "./index.d.ts" }',
      "node_modules/tally/index.d.ts":
        "export declare function sumOf(list: number[]): number;\nexport declare function round(n: number): number;\n" +
        "export interface SumOptions { deep: boolean }\n",
      "src/a.ts": 'import { round } from "tally";\nround(1);\n',
      "src/hole.ts": "export {};\n",
    },
    "src/hole.ts",
    ["sum"],
  );
  assert.ok(found.includes("named sumOf tally") && found.includes("named round tally"), found.join("\n"));
});
