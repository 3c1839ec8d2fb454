/**
 * Holds a file at the text that was read, from its first hole until it is written.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import { MazeError } from "../kernel/errors.ts";
import { refusal } from "../write/refusal.ts";
import { sha256 } from "../write/whole_file.ts";
import type { Budget } from "./budget.ts";
import type { FillContext } from "./context.ts";

/** What `Hole.snapshot` says of a text. */
export async function snapshotOf(text: string): Promise<string> {
  return (await sha256(new TextEncoder().encode(text))).slice(0, 16);
}

/**
 * Tells the indexers the text that Maze will write over. They read the disk when they need a text, and someone else may
 * write there at any time: spans found in one text would be used in another.
 *
 * @throws {MazeError} `write/changed`, in a replay `replay/changed`, if the hole was found in another text; what
 * `Workspace.text` throws.
 */
export async function hold(
  { kernel, workspace, held, signal }: FillContext,
  hole: Hole,
  { deadlineMs }: Pick<Budget, "deadlineMs">,
): Promise<void> {
  const { file } = hole;
  const text = await workspace.text(file);
  if (await snapshotOf(text) !== hole.snapshot) throw otherText(hole, kernel.isReplay);
  if (held.has(file)) return;
  await kernel.ask("indexer.update", [[{ file, text }]], { signal, deadlineMs });
  held.add(file);
}

/** In a replay the hole was found when the recording was made. */
function otherText({ id, file }: Hole, isReplay: boolean): MazeError {
  if (!isReplay) {
    return refusal("changed", `Cannot fill "${id}": someone changed the file since the hole was found`);
  }
  return new MazeError(`Cannot replay "${id}": "${file}" is not as it was when it was recorded`, {
    code: "replay/changed",
    hint: "Go back to the file that was recorded, or record anew",
  });
}
