/**
 * Whether the made tests tell the body that stood in a hole from none.
 *
 * @module
 */

import { scratchOf } from "./child.ts";
import { does } from "./draw.ts";
import type { SoundRow } from "./figures.ts";
import { type HoleTask, withBody } from "./task.ts";

/** Runs each task's tests on the uncut code and on an empty body. */
export async function soundRows(tasks: readonly HoleTask[]): Promise<readonly SoundRow[]> {
  const rows: SoundRow[] = [];
  for (const [root, own] of Map.groupBy(tasks, ({ project }) => project.root)) {
    await using scratch = await scratchOf(root);
    for (const task of own) {
      const isRight = await does(scratch, task, task.whole);
      const isTold = !await does(scratch, task, withBody(task, ""));
      rows.push({ package: task.project.name, isRight, isTold });
    }
  }
  return rows;
}
