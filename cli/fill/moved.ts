/**
 * Holes that a run left open in a file that it wrote: where they stand now.
 *
 * @module
 */

import type { Hole, Maze } from "@maze/maze";

/**
 * The holes as they stand after writing, by their id before. One that can not be told from another is left out.
 *
 * @param open Those left open, in order of file and place.
 * @param files The files that were written, relative to the root.
 */
export async function moved(
  maze: Maze,
  open: readonly Hole[],
  files: readonly string[],
): Promise<ReadonlyMap<string, Hole>> {
  const pairs = await Promise.all(files.map(async (file) => {
    const before = open.filter((hole) => hole.file === file);
    if (before.length === 0) return [];
    const after = await Array.fromAsync(maze.find([file]));
    return [...Map.groupBy(before, nameOf)].flatMap(([name, alike]) => {
      const now = after.filter((hole) => nameOf(hole) === name);
      return now.length === alike.length ? alike.map((hole, at) => [hole.id, now[at] ?? hole] as const) : [];
    });
  }));
  return new Map(pairs.flat());
}

/** What a fill beside a hole does not change. */
function nameOf({ kind, intent }: Hole): string {
  return `${kind} ${intent}`;
}
