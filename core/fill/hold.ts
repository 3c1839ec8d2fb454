/**
 * Holds a file at the text that was read, from its first hole until it is written.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import { refusal } from "../write/refusal.ts";
import { sha256 } from "../write/whole_file.ts";
import type { FillContext } from "./context.ts";

/** What `Hole.snapshot` says of a text. */
export async function snapshotOf(text: string): Promise<string> {
  return (await sha256(new TextEncoder().encode(text))).slice(0, 16);
}

/**
 * Tells the indexers the text that Maze will write over. They read the disk when they need a text, and someone else may
 * write there at any time: spans found in one text would be used in another.
 *
 * @throws {MazeError} `write/changed` if the hole was found in another text; what `Workspace.text` throws.
 */
export async function hold({ kernel, workspace, held, signal }: FillContext, hole: Hole): Promise<void> {
  const { file } = hole;
  const text = await workspace.text(file);
  if (await snapshotOf(text) !== hole.snapshot) {
    throw refusal("changed", `Cannot fill "${hole.id}": someone changed the file since the hole was found`);
  }
  if (held.has(file)) return;
  await kernel.ask("indexer.update", [[{ file, text }]], { signal });
  held.add(file);
}
