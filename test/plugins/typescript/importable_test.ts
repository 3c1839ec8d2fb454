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

const FIRST = {
  "money.ts": "export function money(): number { return 1; }\n",
  "other.mts": "export function moneyOf(): number { return 1; }\n",
  "hole.ts": "export {};\n",
};

const compiled = (options: Readonly<Record<string, unknown>>) => ({
  "tsconfig.json": JSON.stringify({ compilerOptions: { noEmit: true, ...options } }),
});

const SPECIFIERS: readonly (readonly [string, Record<string, string>, string, string])[] = [
  ["Deno", { "deno.json": "{}" }, "./money.ts", "./other.mts"],
  ["nodenext", compiled({ module: "NodeNext" }), "./money.js", "./other.mjs"],
  ["node16 by moduleResolution", compiled({ moduleResolution: "node16" }), "./money.js", "./other.mjs"],
  [
    "nodenext with TypeScript's own endings",
    compiled({ module: "nodenext", allowImportingTsExtensions: true }),
    "./money.ts",
    "./other.mts",
  ],
  [
    "a bundler with TypeScript's own endings and imports as they stand",
    compiled({ module: "esnext", allowImportingTsExtensions: true, verbatimModuleSyntax: true }),
    "./money.ts",
    "./other.mts",
  ],
  [
    "endings that are rewritten",
    compiled({ module: "nodenext", rewriteRelativeImportExtensions: true }),
    "./money.ts",
    "./other.mts",
  ],
  ["a bundler", compiled({ module: "esnext", moduleResolution: "bundler" }), "./money", "./other.mjs"],
  ["no config", {}, "./money", "./other.mjs"],
];

for (const [kind, config, plain, module] of SPECIFIERS) {
  Deno.test(`names() writes the first relative import of a project as its compiler asks: ${kind}`, async () => {
    assert.deepEqual(await names({ ...FIRST, ...config }, "hole.ts", ["money"]), [
      `named money ${plain}`,
      `named moneyOf ${module}`,
    ]);
  });
}

Deno.test("names() writes a file's endings as the files under the same compiler do", async () => {
  const found = await names(
    {
      "app/tsconfig.json": '{ "compilerOptions": { "module": "esnext", "noEmit": true } }',
      "app/money.ts": "export function money(): number { return 1; }\n",
      "app/a.ts": 'import { money } from "./money";\nmoney();\n',
      "server/tsconfig.json": '{ "compilerOptions": { "module": "nodenext", "noEmit": true } }',
      "server/money.ts": "export function money(): number { return 1; }\n",
      "server/hole.ts": "export {};\n",
    },
    "server/hole.ts",
    ["money"],
  );
  assert.deepEqual(found.toSorted(), ["named money ../app/money.js", "named money ./money.js"]);
});

Deno.test("names() gives JavaScript the whole name, and declarations that of what they declare", async () => {
  const found = await names(
    {
      "money.js": "export function money() { return 1; }\n",
      "coin.d.ts": "export declare function moneyCoin(): number;\n",
      "hole.js": "export {};\n",
    },
    "hole.js",
    ["money"],
  );
  assert.deepEqual(found, ["named money ./money.js", "named moneyCoin ./coin.js"]);
});

const BUNDLER =
  '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "noEmit": true, "paths": { "@/*": ["./src/*"] } } }';
const MONEY = {
  "tsconfig.json": BUNDLER,
  "src/money.ts": "export class Money {}\nexport function moneyOf(): Money { return new Money(); }\n",
  "src/a.ts": 'import * as m from "./money";\nimport { Money, moneyOf } from "./money";\nm.moneyOf();\n',
  "src/b.ts": 'import { Money } from "@/money";\nnew Money();\n',
};

Deno.test("names() keeps to the imports that the file has of a module: names, form and specifier", async () => {
  const beside = (text: string) => names({ ...MONEY, "src/hole.ts": text }, "src/hole.ts", ["money", "m"]);
  const all = await beside("export {};\n");
  assert.deepEqual(all.toSorted(), ["named Money ./money", "named moneyOf ./money", "namespace m ./money"]);
  assert.deepEqual(await beside('import { Money as Cash } from "./money";\n'), ["named moneyOf ./money"]);
  assert.deepEqual(await beside('import { Money } from "./money.js";\n'), ["named moneyOf ./money.js"]);
  assert.deepEqual(await beside('import { Money } from "@/money";\n'), ["named moneyOf @/money"]);
  assert.deepEqual(await beside('import * as cash from "./money";\n'), []);
  assert.deepEqual(
    (await beside('import type { Money as Cash } from "./money.js";\n')).toSorted(),
    ["named Money ./money.js", "named moneyOf ./money.js", "namespace m ./money.js"],
  );
});

Deno.test("names() writes endings as the file does, where it differs from its project", async () => {
  const files = { ...MONEY, "src/c.ts": "export const c = 1;\n" };
  const of = (head: string) => names({ ...files, "src/hole.ts": `${head}\n` }, "src/hole.ts", ["moneyOf"]);
  assert.equal((await of('import { c } from "./c";'))[0], "named moneyOf ./money");
  assert.equal((await of('import { c } from "./c.js";'))[0], "named moneyOf ./money.js");
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
