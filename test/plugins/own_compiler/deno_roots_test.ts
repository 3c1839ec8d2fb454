import assert from "node:assert/strict";
import { DenoRoots } from "../../../plugins/own_compiler/deno_roots.ts";
import { Mirror } from "../../../plugins/own_compiler/mirror.ts";
import { runProgram } from "../../../plugins/own_compiler/run_program.ts";
import { scratch } from "../../../plugins/_process/scratch.ts";
import { tree } from "../typescript/project/tree.ts";

const FILES = {
  "deno.json": '{"imports":{"@/":"./src/"}}',
  "src/a.ts": "export const a = 1;\n",
  "src/b.ts": 'export { a } from "@/a.ts";\n',
  "src/c.ts": 'import type { a } from "./b.ts";\nexport type C = typeof a;\n',
  "src/d.ts": "export const d = 1;\n",
  "src/e.ts": "export const e = 1;\n",
  "src/f.ts": 'export const f = () => import("./e.ts");\n',
  "src/g.ts": 'import "npm:@own/there-is-none@1";\nexport const g = 1;\n',
  "src/h.ts": "declare global { var h: number }\nexport {};\n",
};

Deno.test("DenoRoots.of() gives the changed files and all that import them, or none where any may see the change", async () => {
  using project = tree(FILES);
  await using folder = await scratch();
  const mirror = new Mirror({ top: project.root, root: project.root, folder: folder.path });
  const roots = new DenoRoots();
  const of = (files: readonly string[], after: Readonly<Record<string, string>> = {}) => {
    const state = mirror.show(new Map());
    const run = (args: readonly string[]) =>
      runProgram({ program: Deno.execPath(), args, cwd: mirror.root, signal: new AbortController().signal });
    return roots.of(files, { mirror, state, run, after: new Map(Object.entries(after)) });
  };
  assert.deepEqual(await of(["src/a.ts"]), ["src/a.ts", "src/b.ts", "src/c.ts"]);
  assert.deepEqual(await of(["src/c.ts"]), ["src/c.ts"]);
  assert.deepEqual(await of(["src/e.ts"]), ["src/e.ts", "src/f.ts"]);
  assert.deepEqual(await of(["src/g.ts"]), ["src/g.ts"]);
  assert.equal(await of(["src/a.ts", "src/d.ts", "src/e.ts"]), undefined, "more than half of all");
  assert.equal(await of(["src/new.ts"]), undefined, "a file that is not there yet");
  assert.equal(await of(["src/h.ts"], { "src/h.ts": FILES["src/h.ts"] }), undefined, "everyone's names");
  project.write("src/d.ts", 'export * from "./c.ts";\n');
  assert.deepEqual(await of(["src/c.ts"]), ["src/c.ts", "src/d.ts"]);
});
