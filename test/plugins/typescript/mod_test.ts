import assert from "node:assert/strict";
import type { Action } from "../../../core/kernel/plugin.ts";
import { createMaze, LoadError, type Maze } from "../../../mod.ts";
import typescript from "../../../plugins/typescript/mod.ts";
import { plugin } from "../../core/kernel/toy.ts";
import { withProject } from "../../core/write/project.ts";

const FILES = { "tsconfig.json": "{}", "a.ts": "export const a = 1;\n" };

/** A project of one file, opened under a guard that denies one kind of effect to the plugin. */
async function guarded(denied: Action["kind"] | undefined, work: (root: string) => Promise<void>) {
  const asked: string[] = [];
  const guard = plugin("guard", ["integration"], () => ({
    integration: {
      authorize: ({ kind, target }) => {
        asked.push(`${kind} ${target}`);
        return Promise.resolve({ permit: kind !== denied, reason: "not here" });
      },
    },
  }));
  await withProject(FILES, async (root) => {
    const maze = createMaze({ root, plugins: [{ plugin: guard }, { plugin: typescript }] });
    if (denied === "read") await assert.rejects(maze, LoadError);
    else await indexed(await maze);
    assert.ok(asked.includes(`read ${root}`), asked.join());
    await work(root);
  });
}

async function indexed(maze: Maze): Promise<void> {
  await using opened = maze;
  assert.deepEqual(await opened.index(), ["a.ts"]);
}

function isKept(root: string): boolean {
  return Array.from(Deno.readDirSync(root)).some(({ name }) => name === ".maze");
}

Deno.test("typescript asks for leave to read the project and to write .maze/, and keeps its index there", () =>
  guarded(undefined, (root) => Promise.resolve(assert.ok(isKept(root)))));

Deno.test("typescript keeps nothing on disk where it may not write", () =>
  guarded("write", (root) => Promise.resolve(assert.ok(!isKept(root)))));

Deno.test("typescript is not set up where it may not read the project", () =>
  guarded("read", (root) => Promise.resolve(assert.ok(!isKept(root)))));
