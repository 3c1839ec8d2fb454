import assert from "node:assert/strict";
import { createExamples } from "../../../plugins/examples/validator.ts";
import { call, project } from "./project.ts";

/** Runs one claim in `src/main.ts`, which starts with the given text. */
async function claim(
  files: Readonly<Record<string, string>>,
  main: string,
  expression: string,
  value: string,
) {
  await using made = await project(files);
  const text = `${main}\n/** ${expression} // => ${value} */\n`;
  const change = { edits: [], files: [{ file: "src/main.ts", text }] };
  await using examples = createExamples({ root: made.root });
  const report = await examples.validate(change, undefined, call());
  return {
    state: report.state,
    notes: report.notes.map(({ text }) => text).join("\n"),
    messages: report.diagnostics.map((d) => d.message),
  };
}

interface Reach {
  readonly files: Readonly<Record<string, string>>;
  readonly main: string;
}

const pkg = (fields: object) => JSON.stringify(fields);

/** Each imports `n`, which must be 7. */
const reached: Readonly<Record<string, Reach>> = {
  "an import without extension": {
    files: { "src/a.ts": "export const n = 7;" },
    main: 'import { n } from "./a";',
  },
  "a .js specifier that means .ts": {
    files: { "src/a.ts": "export const n = 7;" },
    main: 'import { n } from "./a.js";',
  },
  "a folder's index": {
    files: { "src/a/index.ts": "export const n = 7;" },
    main: 'import { n } from "./a";',
  },
  "a file name with spaces and umlauts": {
    files: { "src/a bü#?.ts": "export const n = 7;" },
    main: 'import { n } from "./a bü#?.ts";',
  },
  "paths of tsconfig with comments, inherited": {
    files: {
      "tsconfig.json": '{ "extends": "./tsconfig.base.json", /* own */ "include": ["src"], }',
      "tsconfig.base.json":
        '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["./lib/*"], } } } // end',
      "lib/deep/a.ts": "export const n = 7;",
    },
    main: 'import { n } from "@lib/deep/a";',
  },
  "baseUrl": {
    files: {
      "tsconfig.json": '{ "compilerOptions": { "baseUrl": "src" } }',
      "src/lib/a.ts": "export const n = 7;",
    },
    main: 'import { n } from "lib/a";',
  },
  "paths in a referenced tsconfig": {
    files: {
      "tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      "tsconfig.app.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
      "src/a.ts": "export const n = 7;",
    },
    main: 'import { n } from "~/a";',
  },
  "imports of deno.json": {
    files: {
      "deno.json": '{ "imports": { "@/": "./src/", "one": "./src/a.ts" } }',
      "src/a.ts": "export const n = 7;",
    },
    main: 'import { n } from "@/a.ts"; import "one";',
  },
  "imports of package.json": {
    files: {
      "package.json": pkg({ imports: { "#in/*": "./src/in/*.ts" } }),
      "src/in/a.ts": "export const n = 7;",
    },
    main: 'import { n } from "#in/a";',
  },
  "the project's own name": {
    files: {
      "package.json": pkg({ name: "me", exports: { "./a": "./src/a.ts" } }),
      "src/a.ts": "export const n = 7;",
    },
    main: 'import { n } from "me/a";',
  },
  "an exports map with conditions": {
    files: {
      "node_modules/dep/package.json": pkg({
        exports: {
          ".": { types: "./x.d.ts", require: "./no.cjs", import: { node: "./yes.js" }, default: "./no.js" },
        },
      }),
      "node_modules/dep/yes.js": "export const n = 7;",
    },
    main: 'import { n } from "dep";',
  },
  "a subpath pattern": {
    files: {
      "node_modules/@s/dep/package.json": pkg({ exports: { "./*": "./lib/*.js", "./no/*": null } }),
      "node_modules/@s/dep/lib/a/b.js": "export const n = 7;",
    },
    main: 'import { n } from "@s/dep/a/b";',
  },
  "a package with main alone": {
    files: {
      "node_modules/dep/package.json": pkg({ main: "lib" }),
      "node_modules/dep/lib/index.js": "export const n = 7;",
    },
    main: 'import { n } from "dep";',
  },
  "a package whose main is gone but not its module": {
    files: {
      "node_modules/dep/package.json": pkg({ main: "gone.js", module: "m.js" }),
      "node_modules/dep/m.js": "export const n = 7;",
    },
    main: 'import { n } from "dep";',
  },
  "a CommonJS package": {
    files: {
      "node_modules/dep/package.json": pkg({ main: "index.js" }),
      "node_modules/dep/index.js":
        'const { six } = require("./six"); const d = require("./d.json"); exports.n = six + d.one;',
      "node_modules/dep/six.js": "module.exports = { six: 6 };",
      "node_modules/dep/d.json": '{ "one": 1 }',
    },
    main: 'import { n } from "dep";',
  },
  "a CommonJS package as default": {
    files: {
      "node_modules/dep/package.json": pkg({}),
      "node_modules/dep/index.js": "module.exports = function () { return 7; };",
    },
    main: 'import seven from "dep"; const n = seven();',
  },
  "a CommonJS package that passes on another": {
    files: {
      "node_modules/dep/package.json": pkg({}),
      "node_modules/dep/index.js": 'module.exports = require("other");',
      "node_modules/other/package.json": pkg({ exports: { require: "./c.js", import: "./no.js" } }),
      "node_modules/other/c.js": "exports.n = 7;",
    },
    main: 'import { n } from "dep";',
  },
  "an optional require that is not installed": {
    files: {
      "node_modules/dep/package.json": pkg({}),
      "node_modules/dep/index.js":
        'let n = 6; try { require("gone"); } catch (e) { if (e.code === "MODULE_NOT_FOUND") n = 7; } exports.n = n;',
    },
    main: 'import { n } from "dep";',
  },
  "pnpm's links": {
    files: {
      "node_modules/dep": "-> .pnpm/dep@1/node_modules/dep",
      "node_modules/.pnpm/dep@1/node_modules/dep/package.json": pkg({ type: "module", exports: "./i.js" }),
      "node_modules/.pnpm/dep@1/node_modules/dep/i.js": 'export { n } from "inner";',
      "node_modules/.pnpm/dep@1/node_modules/inner": "-> ../../inner@2/node_modules/inner",
      "node_modules/.pnpm/inner@2/node_modules/inner/package.json": pkg({ type: "module", main: "i.js" }),
      "node_modules/.pnpm/inner@2/node_modules/inner/i.js": "export const n = 7;",
    },
    main: 'import { n } from "dep";',
  },
  "a workspace package by link": {
    files: {
      "node_modules/@w/lib": "-> ../../packages/lib",
      "packages/lib/package.json": pkg({ name: "@w/lib", exports: { ".": "./src/index.ts" } }),
      "packages/lib/src/index.ts": 'import { base } from "./base.js"; export const n: number = base + 1;',
      "packages/lib/src/base.ts": "export const base = 6;",
    },
    main: 'import { n } from "@w/lib";',
  },
  "a workspace package outside the project by link": {
    files: {
      "node_modules/@w/lib": "-> ../../../outside/packages/lib",
      "../outside/packages/lib/package.json": pkg({ name: "@w/lib", exports: "./src/index.ts" }),
      "../outside/packages/lib/tsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
      "../outside/packages/lib/src/index.ts":
        'import { base } from "~/base"; import { one } from "dep"; export const n: number = base + one;',
      "../outside/packages/lib/src/base.ts": "export const base = 6;",
      "../outside/node_modules/dep/package.json": pkg({ type: "module", main: "i.js" }),
      "../outside/node_modules/dep/i.js": "export const one = 1;",
    },
    main: 'import { n } from "@w/lib";',
  },
  "a file: package outside the project, through pnpm's links": {
    files: {
      "node_modules/lib": "-> .pnpm/lib@file+..+outside+lib/node_modules/lib",
      "node_modules/.pnpm/lib@file+..+outside+lib/node_modules/lib": "-> ../../../../../outside/lib",
      "../outside/lib/package.json": pkg({ name: "lib", main: "i.cjs" }),
      "../outside/lib/i.cjs": 'exports.n = require("./seven.json");',
      "../outside/lib/seven.json": "7",
    },
    main: 'import { n } from "lib";',
  },
  "JSON with and without its attribute": {
    files: { "src/a.json": '{ "n": 3 }', "src/b.json": '{ "n": 4 }' },
    main: 'import a from "./a.json"; import b from "./b.json" with { type: "json" }; const n = a.n + b.n;',
  },
  "a literal dynamic import": {
    files: { "src/a.ts": "export const n = 7;", "src/b.json": "1" },
    main: 'const { n } = await import("./a"); await import("./b.json", { with: { type: "json" } });',
  },
  "builtins with and without node:": {
    files: {},
    main:
      'import { basename } from "path"; import assert from "node:assert"; assert(basename("a/b")); const n = 7;',
  },
  "type-only imports of what is not there": {
    files: { "src/t.d.ts": "export interface T {}" },
    main:
      'import type { X } from "gone"; import { type Y } from "gone-too"; export type { Z } from "./no";\n' +
      'import { T } from "./t"; import { V } from "@types-only/v"; const n: T & V = 7;',
  },
  "re-exported interfaces and type aliases": {
    files: {
      "src/t.ts":
        "export interface T { a: 1 }\ntype U = 1; const w = 7; export { U, w };\nexport type V = 2;",
      "src/all.ts": 'export * from "./t";',
      "src/i.ts": 'import { V } from "./all"; export { T, U as UU, w } from "./all"; export { V };',
    },
    main:
      'import { T, UU, V, w } from "./i"; const n: number = w; export const t: T | UU | V | undefined = undefined;',
  },
  "enums, namespaces, parameter properties and decorators": {
    files: {
      "src/a.ts": "export enum E { A = 1, B } export namespace N { export const two = 2; }\n" +
        "function plus(m: (this: C) => number, _: unknown) { return function (this: C) { return m.call(this) + 1; }; }\n" +
        "export class C { constructor(private readonly x: number) {} @plus get(): number { return this.x; } }",
    },
    main: 'import { C, E, N } from "./a"; const n = E.B + N.two + new C(2).get();',
  },
  "a cycle of imports": {
    files: {
      "src/a.ts":
        'import { four } from "./main.ts"; export const three = 3; export const n = () => three + four();',
    },
    main: 'import { n as f } from "./a"; export function four() { return 4; } const n = f();',
  },
  "the marker module when it is not installed": {
    files: {},
    main:
      'import { hole } from "@maze/maze/hole"; const n = 7; export const later = () => hole("not reached");',
  },
  "TypeScript's forms of CommonJS": {
    files: {
      "src/a.cts":
        "import b = require('./b.cjs'); export import c = require('./c'); import { four } from './d';\n" +
        "export const n = b.two + c.one + four;",
      "src/b.cts": "export = { two: 2 };",
      "src/c.ts": "export const one = 1;",
      "src/d.ts": "import path from 'node:path'; const four = path.sep.length + 3; export = { four };",
    },
    main: 'import { n, c } from "./a.cjs"; if (c.one !== 1) throw new Error("no c");',
  },
  "a package in the project's own JavaScript": {
    files: {
      "src/a.js": 'const b = require("./b"); module.exports = { n: b.n };',
      "src/b.js": "exports.n = 7;",
    },
    main: 'import { n } from "./a";',
  },
};

for (const [what, { files, main }] of Object.entries(reached)) {
  Deno.test(`copyClosure() reaches ${what}`, async () => {
    const found = await claim(files, main, "n", "7");
    assert.deepEqual([found.messages, found.state], [[], "valid"], found.notes);
  });
}

interface Refusal extends Reach {
  readonly note: RegExp;
}

/** Each is `unchecked`, and says why. */
const refused: Readonly<Record<string, Refusal>> = {
  "a package that is not installed": {
    files: {},
    main: 'import { n } from "gone";',
    note: /"gone" can not be loaded: package "gone" is not installed/,
  },
  "a file that is not there": {
    files: {},
    main: 'import { n } from "./gone";',
    note: /"\.\/gone" can not be loaded: no file for/,
  },
  "a module outside the project by path": {
    files: { "../outside/s.ts": "export const n = 7;" },
    main: 'import { n } from "../../outside/s";',
    note: /can not be loaded: it lies outside the project/,
  },
  "a link that leads out of the project": {
    files: { "../outside/s.ts": "export const n = 7;", "src/link.ts": "-> ../../outside/s.ts" },
    main: 'import { n } from "./link";',
    note: /can not be loaded: it lies outside the project/,
  },
  "a linked folder that leads out of the project": {
    files: { "../outside/s.ts": "export const n = 7;", "src/link": "-> ../../outside" },
    main: 'import { n } from "./link/s";',
    note: /can not be loaded: it lies outside the project/,
  },
  "what lies beside a linked package": {
    files: {
      "node_modules/lib": "-> ../../outside/lib",
      "../outside/lib/package.json": pkg({ name: "lib", type: "module", main: "i.js" }),
      "../outside/lib/i.js": 'export { n } from "../beside.js";',
      "../outside/beside.js": "export const n = 7;",
    },
    main: 'import { n } from "lib";',
    note: /"\.\.\/beside\.js" can not be loaded: it lies outside the project/,
  },
  "JSON outside the project": {
    files: { "../outside/s.json": "7" },
    main: 'import n from "../../outside/s.json";',
    note: /can not be loaded: it lies outside the project/,
  },
  "a dynamic import outside the project": {
    files: { "../outside/s.ts": "export const n = 7;" },
    main: 'const { n } = await import("../../outside/s.ts");',
    note: /can not be loaded: it lies outside the project/,
  },
  "a remote module": {
    files: {},
    main: 'import { n } from "https://example.com/n.ts";',
    note: /can not be loaded/,
  },
  "an entry that the exports map forbids": {
    files: {
      "node_modules/dep/package.json": pkg({ exports: { "./a/*": null } }),
      "node_modules/dep/a/b.js": "export const n = 7;",
    },
    main: 'import { n } from "dep/a/b";',
    note: /it does not export "\.\/a\/b"/,
  },
  "a style sheet": {
    files: { "src/a.css": "a {}" },
    main: 'import n from "./a.css";',
    note: /it is no code: "a\.css"/,
  },
  "a value of a module that has declarations only": {
    files: { "src/t.d.ts": "export const n: number;" },
    main: 'import { n } from "./t";',
    note: /declarations only/,
  },
};

for (const [what, { files, main, note }] of Object.entries(refused)) {
  Deno.test(`copyClosure() leaves out ${what} and the run is unchecked`, async () => {
    const found = await claim(files, main, "n", "7");
    assert.deepEqual([found.messages, found.state], [[], "unchecked"]);
    assert.match(found.notes, note);
  });
}

Deno.test("copyClosure() prefers a text in memory to the one on disk", async () => {
  await using made = await project({ "src/a.ts": "export const n = 1;" });
  const files = [
    { file: "src/a.ts", text: "export const n = 7;" },
    {
      file: "src/main.ts",
      text: 'import { n } from "./a";\nimport { m } from "./new";\n/** n + m // => 8 */',
    },
    { file: "src/new.ts", text: "export const m = 1;" },
  ];
  await using examples = createExamples({ root: made.root });
  const report = await examples.validate({ edits: [], files }, undefined, call());
  assert.equal(
    report.state,
    "valid",
    report.notes.map(({ text }) => text).join("\n") + JSON.stringify(report.diagnostics),
  );
});
