/**
 * A copy of the example project that can be written to.
 *
 * @module
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { applyEdits, type Edit } from "../../core/code/text.ts";
import { createMaze } from "../../core/maze.ts";
import typescript from "../../plugins/typescript/mod.ts";

/** What the author has in a hole. */
export interface Solved {
  readonly file: string;
  /** Where the hole starts, 1-based. */
  readonly line: number;
  readonly intent: string;
  readonly expression: string;
}

/** A copy. Disposing removes it. */
export interface Copy extends AsyncDisposable {
  readonly root: string;
  readonly solution: readonly Solved[];
}

const SOURCE = fileURLToPath(new URL("../../examples/parcels", import.meta.url));

/** Copies the project, without what it says about its solution. */
export async function copyProject(): Promise<Copy> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "maze-demo-" }));
  for (const name of ["package.json", "tsconfig.json"]) {
    await Deno.copyFile(join(SOURCE, name), join(root, name));
  }
  await Deno.mkdir(join(root, "src"));
  for await (const { name } of Deno.readDir(join(SOURCE, "src"))) {
    await Deno.copyFile(join(SOURCE, "src", name), join(root, "src", name));
  }
  const solution: readonly Solved[] = JSON.parse(await Deno.readTextFile(join(SOURCE, "solution.json")));
  return { root, solution, [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }) };
}

/** Puts the author's expressions into the holes of a copy. */
export async function solve({ root, solution }: Copy): Promise<void> {
  const edits: Edit[] = [];
  await using maze = await createMaze({ root, plugins: [{ plugin: typescript, options: { cache: false } }] });
  for await (const { id, file, span } of maze.find()) {
    const known = solution.find((one) => id.startsWith(`${one.file}:${one.line}:`));
    if (known) edits.push({ file, span, text: known.expression });
  }
  for (const [file, own] of Map.groupBy(edits, (edit) => edit.file)) {
    const path = join(root, file);
    await Deno.writeTextFile(path, applyEdits(await Deno.readTextFile(path), own));
  }
}
