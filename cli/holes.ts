/**
 * The holes that a command line names.
 *
 * @module
 */

import { type Hole, type Maze, MazeError } from "@maze/maze";
import { UsageError } from "./exit_codes.ts";
import { seenFiles } from "./seen.ts";

/** How many holes near a place are named. */
const NEAR = 3;

/** A place in a file, 1-based. */
interface Place {
  readonly file: string;
  readonly line: number;
  /** `undefined` for the whole line. */
  readonly column: number | undefined;
}

/**
 * The holes in targets, in order of file and place. A file or a folder may have none; a line that is named may not.
 *
 * @param targets `FILE`, `FOLDER`, `FILE:LINE`, `FILE:LINE:COLUMN` or `FILE:FIRST-LAST`, relative to the root; the whole
 * project without any.
 * @param intent What is wanted of lines.
 * @throws {UsageError} If a place that is named has no hole, and its file can be read; if no file of the project lies at a
 * target.
 */
export async function holesAt(
  maze: Maze,
  targets: readonly string[],
  intent?: string,
): Promise<readonly Hole[]> {
  await seenFiles(maze, targets.map((target) => placeIn(target)?.file ?? target.replace(/:\d+-\d+$/, "")));
  const holes = await Array.fromAsync(maze.find(targets, intent)).catch((error) => {
    const isAsked = error instanceof MazeError && error.code.startsWith("range/");
    throw isAsked ? new UsageError(error.message, error.hint, { code: error.code }) : error;
  });
  for (const target of targets) {
    const place = placeIn(target);
    if (!place || holes.some(({ id }) => isAt(id, place))) continue;
    const [unread] = await maze.unread([place.file]);
    if (!unread) throw await noHole(maze, target, place);
  }
  return holes;
}

/** `undefined` for a file or folder. A hole's id is a target too. */
function placeIn(target: string): Place | undefined {
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?$/s.exec(target) ?? [];
  if (file === undefined) return undefined;
  return { file, line: Number(line), column: column === undefined ? undefined : Number(column) };
}

function isAt(id: string, { file, line, column }: Place): boolean {
  const hole = placeIn(id);
  return hole?.file === file && hole.line === line && (column === undefined || hole.column === column);
}

async function noHole(maze: Maze, target: string, { file, line }: Place): Promise<UsageError> {
  const away = ({ id }: Hole) => Math.abs((placeIn(id)?.line ?? 0) - line);
  const inFile = await Array.fromAsync(maze.find([file]));
  const near = inFile.toSorted((a, b) => away(a) - away(b)).slice(0, NEAR).map(({ id }) => id);
  return new UsageError(
    `Cannot find a hole at "${target}": there is none`,
    near.length === 0
      ? "The file has no hole; `maze fill --check` lists those of the project"
      : near.length === 1
      ? `The nearest is ${near[0]}`
      : `The nearest are ${near.join(", ")}`,
  );
}
