/**
 * Whether the made tests tell the body that stood in a hole from none, and from itself with a small fault, and whether
 * Maze takes it.
 *
 * @module
 */

import { mutated, mutationsOf } from "../mutations/operators.ts";
import { drawSome } from "../prefix/holes.ts";
import type { RowFile } from "../rows.ts";
import { scratchOf } from "./child.ts";
import { does } from "./draw.ts";
import type { SoundRow } from "./figures.ts";
import { refusalOf } from "./taken.ts";
import { type HoleTask, withBody } from "./task.ts";

/** Faults put into each body. */
const FAULTS = 2;

/**
 * Runs each task's tests on the uncut code, on an empty body, and on bodies with a fault; and has Maze judge the uncut body.
 *
 * @param file Rows that are there are not made again; others are added as they come.
 */
export async function soundRows(
  tasks: readonly HoleTask[],
  file: RowFile<SoundRow>,
): Promise<readonly SoundRow[]> {
  const rows: SoundRow[] = [];
  for (const [root, own] of Map.groupBy(tasks, ({ project }) => project.root)) {
    await using scratch = await scratchOf(root);
    for (const task of own) {
      const there = file.get(task.id);
      if (there) {
        rows.push(there);
        continue;
      }
      const isRight = await does(scratch, task, task.whole);
      const isTold = !await does(scratch, task, withBody(task, ""));
      const faulty = faultyOf(task);
      let found = 0;
      for (const text of faulty) found += Number(!await does(scratch, task, text));
      const said = { package: task.project.name, task: task.id };
      const refusal = await refusalOf(scratch.root, task);
      const row = {
        ...{ ...said, isRight, isTold, faults: { found, of: faulty.length } },
        ...(refusal === undefined ? {} : { refusal }),
      };
      await file.add(row);
      rows.push(row);
    }
  }
  return rows;
}

/** The file with one small fault in the body, drawn; some change nothing that anybody can see. */
export function faultyOf({ file, whole, callable: { body } }: HoleTask): readonly string[] {
  const inside = mutationsOf(file, whole).filter(({ span }) =>
    span.start >= body.start && span.end <= body.end
  );
  return drawSome(inside, FAULTS).map((one) => mutated(whole, one));
}
