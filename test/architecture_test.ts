/**
 * Imports point one way: cli → mod.ts → core ← plugins. Core keeps to its budgets of code lines.
 *
 * @module
 */

import assert from "node:assert/strict";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Code lines; docs/architecture.md says why they are so large. */
const BUDGETS = { "core/kernel": 1900, "core/code": 560, "core/fill": 4100, "core/write": 560 };
const MAX_CORE_FILE = 200;
/** The library's face is learnt by heart: what more there is has a subpath of its own. */
const MAX_NAMES = 15;

/** Why a file must not import something; `undefined` when it may. `to` is a path in the tree or a bare specifier. */
function strayReason(from: string, to: string): string | undefined {
  const isBare = !/\.(ts|json)$/.test(to);
  if (to.startsWith("node:")) return undefined;
  if (from.startsWith("core/")) {
    if (isBare) return "core imports packages";
    if (!to.startsWith("core/")) return `core imports ${to.split("/")[0]}`;
    return from.startsWith("core/code/") && !to.startsWith("core/code/")
      ? "core/code imports the rest of core"
      : undefined;
  }
  if (from === "mod.ts") return to.startsWith("core/") ? undefined : "mod.ts imports more than core";
  if (from.startsWith("plugins/")) {
    if (isBare) return to.startsWith("@maze/") ? "a plugin imports Maze by its package name" : undefined;
    const [folder, plugin = ""] = to.split("/");
    if (folder === "core" || (folder === "plugins" && plugin.startsWith("_"))) return undefined;
    if (folder !== "plugins") return `a plugin imports ${folder}`;
    return plugin === from.split("/")[1] ? undefined : "a plugin imports another";
  }
  const isBuiltIn = to.startsWith("plugins/") ||
    /^@maze\/maze\/(?!plugin$|hole$|kit\/|testing$)/.test(to);
  if (isBuiltIn) return from === "cli/compose.ts" ? undefined : "only cli/compose.ts names built-in plugins";
  return isBare || to.startsWith("cli/") || to === "mod.ts" ? undefined : "cli reaches past mod.ts";
}

/** Literal imports of a module, static and dynamic, types included: paths in the tree, or bare specifiers. */
function importsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text);
  const literal = ({ start, end }: { start: number; end: number }) =>
    /^(["'`])([^$]*)\1$/.exec(text.slice(start, end))?.[2] ?? [];
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map(({ moduleRequest }) => moduleRequest?.value ?? [])
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => literal(moduleRequest)),
  ].flat();
  return specifiers.map((each) => each.startsWith(".") ? posix.join(posix.dirname(file), each) : each);
}

/** All TypeScript files below a folder, as paths in the tree. */
function* filesBelow(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(join(ROOT, folder))) {
    const path = posix.join(folder, name);
    if (isDirectory) yield* filesBelow(path);
    else if (/\.ts$/.test(name)) yield path;
  }
}

function read(file: string): string {
  return Deno.readTextFileSync(join(ROOT, file));
}

/** Lines that hold code: neither blank nor all comment. */
function codeLines(file: string, text: string): number {
  const { comments } = parseSync(file, text);
  const code = text.split("");
  for (const { start, end } of comments) {
    for (let at = start; at < end; at++) if (code[at] !== "\n") code[at] = " ";
  }
  return code.join("").split("\n").filter((line) => line.trim() !== "").length;
}

const edges: readonly (readonly [string, string, boolean])[] = [
  ["core/fill/fill.ts", "core/kernel/kernel.ts", true],
  ["core/fill/fill.ts", "node:path", true],
  ["core/fill/fill.ts", "zod", false],
  ["core/kernel/kernel.ts", "plugins/synth/mod.ts", false],
  ["core/maze.ts", "cli/main.ts", false],
  ["core/code/hole.ts", "core/kernel/hooks.ts", false],
  ["mod.ts", "core/maze.ts", true],
  ["mod.ts", "plugins/synth/mod.ts", false],
  ["plugins/synth/mod.ts", "plugins/synth/search.ts", true],
  ["plugins/synth/mod.ts", "plugins/_process/spawn.ts", true],
  ["plugins/synth/mod.ts", "core/kernel/plugin.ts", true],
  ["plugins/synth/mod.ts", "zod", true],
  ["plugins/synth/mod.ts", "plugins/typescript/mod.ts", false],
  ["plugins/_process/spawn.ts", "plugins/typescript/mod.ts", false],
  ["plugins/synth/mod.ts", "mod.ts", false],
  ["plugins/synth/mod.ts", "@maze/cli", false],
  ["cli/main.ts", "@maze/maze", true],
  ["cli/main.ts", "@maze/maze/plugin", true],
  ["cli/main.ts", "core/maze.ts", false],
  ["cli/main.ts", "@maze/maze/synth", false],
  ["cli/compose.ts", "@maze/maze/synth", true],
];

for (const [from, to, isAllowed] of edges) {
  Deno.test(`strayReason() ${isAllowed ? "allows" : "refuses"} ${from} → ${to}`, () => {
    assert.equal(strayReason(from, to) === undefined, isAllowed);
  });
}

Deno.test("importsOf() sees static, type, re-exported and literal dynamic imports", () => {
  const text = `import { a } from "./a.ts"; import type { B } from "../b.ts"; export { c } from "zod";
    await import("./d.ts"); await import(name); await import(\`\${x}.ts\`);`;
  assert.deepEqual(importsOf("core/x/y.ts", text), ["core/x/a.ts", "core/b.ts", "zod", "core/x/d.ts"]);
});

Deno.test("codeLines() counts neither blank lines nor comments", () => {
  assert.equal(codeLines("a.ts", '/** doc\n * more */\nconst a = "/* x */"; // why\n\n// alone\nf();\n'), 2);
});

Deno.test("imports point one way: cli → mod.ts → core ← plugins", () => {
  const files = ["mod.ts", ...["core", "plugins", "cli"].flatMap((folder) => [...filesBelow(folder)])];
  const stray = files.flatMap((from) =>
    importsOf(from, read(from)).flatMap((to) => {
      const reason = strayReason(from, to);
      return reason ? [`${from} → ${to}: ${reason}`] : [];
    })
  );
  assert.deepEqual(stray, []);
});

Deno.test("no file re-exports everything", () => {
  const barrels = ["core", "plugins", "cli"].flatMap((folder) => [...filesBelow(folder)])
    .filter((file) =>
      parseSync(file, read(file)).module.staticExports
        .some(({ entries }) => entries.some(({ importName }) => importName.kind === "AllButDefault"))
    );
  assert.deepEqual(barrels, []);
});

Deno.test(`mod.ts exports at most ${MAX_NAMES} names`, () => {
  const { staticExports } = parseSync("mod.ts", read("mod.ts")).module;
  const names = staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name));
  assert.ok(names.includes("createMaze"), names.join());
  assert.ok(names.length <= MAX_NAMES, names.join());
});

for (const [folder, budget] of Object.entries(BUDGETS)) {
  Deno.test(`${folder} keeps to its budget of ${budget} code lines, and its files to ${MAX_CORE_FILE}`, () => {
    const sizes = [...filesBelow(folder)].map((file) => [file, codeLines(file, read(file))] as const);
    const total = sizes.reduce((sum, [, lines]) => sum + lines, 0);
    console.log(`${folder}: ${total} of ${budget} code lines`);
    assert.ok(total <= budget, `${folder} has ${total} code lines, more than its budget of ${budget}`);
    assert.deepEqual(sizes.filter(([, lines]) => lines > MAX_CORE_FILE), []);
  });
}

Deno.test("docs/architecture.md states the budgets that are held", () => {
  const rows = [...read("docs/architecture.md").matchAll(/^\| `(core\/\w+)\/` +\| [\d,]+ +\| ([\d,]+)/gm)];
  const stated = rows.map(([, folder, budget = ""]) => [folder, Number(budget.replace(",", ""))]);
  assert.deepEqual(Object.fromEntries(stated), BUDGETS);
});

/**
 * Files of plugins outside `plugins/_process/` that act by themselves, and why the context can not do it for them. Each
 * plugin among them asks `permit` in its setup first.
 */
const MAY_ACT: Readonly<Record<string, string>> = {
  "plugins/_gguf/file.ts": "reads a model by bytes, and its size, which the context does not",
  "plugins/_isolated/inside/console.ts": "runs in the isolated child: its stdout is the talk with Maze",
  "plugins/_isolated/inside/lifeline.ts": "runs in the isolated child: ends it with its parent",
  "plugins/_isolated/inside/main.ts": "runs in the isolated child: hears and answers",
  "plugins/examples/explore/inside/main.ts": "runs in the sandbox, which has no permissions",
  "plugins/examples/inside/boot.ts": "runs in the sandbox, which has no permissions",
  "plugins/examples/inside/speech.ts": "runs in the sandbox, which has no permissions",
  "plugins/own_compiler/deno_project.ts": "reads configs while a compiler waits: in one go",
  "plugins/own_compiler/find_typescript.ts": "reads what is installed, links and all: in one go",
  "plugins/own_compiler/inside/serve.ts": "runs in a child of its own, which may read alone",
  "plugins/own_compiler/mirror.ts": "links and writes below a scratch folder of plugins/_process",
  "plugins/own_compiler/mirrored.ts": "reads the files that a mirror shows",
  "plugins/own_compiler/readable.ts": "asks where links lead, for what the child may read",
  "plugins/typescript/index/store.ts": "keeps the index in SQLite, which opens its files itself",
  "plugins/typescript/project/disk.ts":
    "reads thousands of files in one go, and folders, which the context does not",
  "plugins/typescript/session.ts": "writes the entry file that deno is asked about",
};

/** What acts outside of the process: files, programs, network. */
const ACTING =
  /^node:(?:fs|fs\/promises|child_process|cluster|dgram|http|http2|https|inspector|net|sqlite|tls|worker_threads)$/;

/** What a file uses that acts: modules, and globals in code, not in a comment. */
function effectsOf(file: string, text: string): string[] {
  const { comments } = parseSync(file, text);
  const isCode = (index: number) => !comments.some(({ start, end }) => start <= index && index < end);
  const globals = [
    ...text.matchAll(/(?<![\w.#"'])(?:Deno(?=[.[])|(?:fetch|WebSocket|Worker|EventSource)(?=\())/g),
  ];
  return [
    ...globals.filter(({ index }) => isCode(index)).map(([name]) => name),
    ...importsOf(file, text).filter((name) => ACTING.test(name)),
  ];
}

Deno.test("effectsOf() sees globals in code and modules that act, and nothing else", () => {
  const acting = `import { statSync } from "node:fs"; import { spawn } from "node:child_process";
    await Deno.stat("."); await fetch(url); new Worker(url); Deno["env"]; await import("node:net");`;
  assert.deepEqual(effectsOf("a.ts", acting).sort(), [
    ...["Deno", "Deno", "Worker", "fetch", "node:child_process", "node:fs", "node:net"],
  ]);
  const quiet = `/** Deno.stat */ import { join } from "node:path"; context.fetch(url); // fetch(url)
    const name = "Deno"; prefetch(url);`;
  assert.deepEqual(effectsOf("a.ts", quiet), []);
});

Deno.test("plugins act through their context or plugins/_process, but for the files that say why not", () => {
  const acting = [...filesBelow("plugins")]
    .filter((file) => !file.startsWith("plugins/_process/") && effectsOf(file, read(file)).length > 0);
  assert.deepEqual(acting.sort(), Object.keys(MAY_ACT).sort());
});
