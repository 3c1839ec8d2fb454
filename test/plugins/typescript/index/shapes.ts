/** Project shapes whose files tsc finds in different ways; each has a tsconfig.json at its root. */
export const shapes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "files reached from one entry": {
    "tsconfig.json":
      `{ "compilerOptions": { "module": "preserve", "noEmit": true, "types": [] }, "files": ["src/main.ts"] }`,
    "src/main.ts":
      `import "./a.js"; import { b } from "./b"; export * from "./deep"; import("./lazy"); let t: import("./type").T;`,
    "src/a.ts": "export {};",
    "src/b.tsx": "export const b = 1;",
    "src/deep/index.ts": `export type { X } from "../only-types";`,
    "src/only-types.d.ts": `/// <reference path="./global.d.ts" />\nexport interface X {}`,
    "src/global.d.ts": "declare const G: 1;",
    "src/lazy.mts": "export {};",
    "src/lazy.ts": "export {};",
    "src/type.ts": "export type T = 1;",
    "src/unused.ts": "export {};",
  },
  "path aliases": {
    "tsconfig.json": `{ "compilerOptions": { "module": "preserve", "noEmit": true, "types": [], "paths": {
      "@/*": ["./gone/*", "./lib/*"], "@/special/*": ["./special/*"], "exact": ["./lib/exact.ts"] } }, "files": ["main.ts"] }`,
    "main.ts": `import "@/a"; import "@/special/b"; import "exact"; import "@/missing";`,
    "lib/a.ts": "export {};",
    "lib/special/b.ts": "export {};",
    "lib/exact.ts": "export {};",
    "special/b.ts": "export {};",
  },
  "JavaScript with requires": {
    "tsconfig.json":
      `{ "compilerOptions": { "allowJs": true, "module": "node20", "noEmit": true, "types": [] }, "files": ["main.cjs"] }`,
    "main.cjs":
      `const a = require("./a");\n/** @type {import("./types.js").T} */\nlet t;\nexports.b = require("./b.cjs");`,
    "a.js": "module.exports = 1;",
    "b.cjs": "exports.x = 1;",
    "types.ts": "export type T = 1;",
  },
  "JavaScript with types in its comments": {
    "tsconfig.json":
      `{ "compilerOptions": { "allowJs": true, "module": "preserve", "noEmit": true, "types": [] }, "files": ["main.js"] }`,
    "main.js": `/** @import {T} from "./types" */\n/** @typedef {import("./more").M} M */\nexport {};`,
    "types.ts": "export type T = 1;",
    "more.ts": "export type M = 1;",
  },
  "JavaScript that is not allowed": {
    "tsconfig.json":
      `{ "compilerOptions": { "module": "preserve", "noEmit": true, "types": [] }, "files": ["main.ts"] }`,
    "main.ts": `import "./a.js"; import "./b.js";`,
    "a.js": "",
    "b.js": "",
    "b.d.ts": "export {};",
  },
  "own imports and exports of a package": {
    "tsconfig.json":
      `{ "compilerOptions": { "module": "preserve", "noEmit": true, "types": [] }, "files": ["main.ts"] }`,
    "package.json": `{ "name": "self", "type": "module",
      "imports": { "#inner/*": "./inner/*.js", "#cond": { "browser": "./no.js", "default": "./yes.js" } },
      "exports": { "./sub/*": { "types": "./sub/*.ts" } } }`,
    "main.ts": `import "#inner/a"; import "#cond"; import "self/sub/b"; import "self/hidden";`,
    "inner/a.ts": "export {};",
    "yes.ts": "export {};",
    "no.ts": "export {};",
    "sub/b.ts": "export {};",
    "hidden.ts": "export {};",
  },
  "installed packages": {
    "tsconfig.json":
      `{ "compilerOptions": { "module": "preserve", "noEmit": true, "types": [] }, "files": ["main.ts"] }`,
    "main.ts": `import "plain"; import "@s/scoped/x"; import "untyped"; export {};`,
    "node_modules/plain/package.json": `{ "name": "plain", "types": "./lib/main.d.ts" }`,
    "node_modules/plain/lib/main.d.ts": "export {};",
    "node_modules/@s/scoped/package.json": `{ "name": "@s/scoped", "exports": { "./x": "./x.js" } }`,
    "node_modules/@s/scoped/x.d.ts": "export {};",
    "node_modules/@types/untyped/index.d.ts": "export {};",
    "node_modules/untyped/package.json": `{ "name": "untyped", "main": "a.js" }`,
    "node_modules/untyped/a.js": "",
  },
};
