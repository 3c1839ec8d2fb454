/**
 * What was chosen lies over the files: the indexers hear of it, and holes that are still open move with it.
 *
 * @module
 */

import type { Hole } from "../code/hole.ts";
import { type Change, grownSpan, rebaseSpan } from "../code/text.ts";
import type { FillContext } from "./context.ts";
import { snapshotOf } from "./hold.ts";

/**
 * Lays a change over the files.
 *
 * @returns What takes it off again.
 */
export async function lay(
  { kernel, workspace, signal }: FillContext,
  change: Change,
): Promise<() => Promise<void>> {
  const restore = workspace.accept(change);
  await kernel.ask("indexer.update", [change.files], { signal });
  return async () => {
    restore();
    const files = await Promise.all(
      change.files.map(async ({ file }) => ({ file, text: await workspace.text(file) })),
    );
    await kernel.ask("indexer.update", [files], { signal });
  };
}

/** Does work while a change lies over the files. */
export async function whileLaid<Result>(
  context: FillContext,
  change: Change,
  work: () => Promise<Result>,
): Promise<Result> {
  const undo = await lay(context, change);
  try {
    return await work();
  } finally {
    await undo();
  }
}

/** A hole after a change of its file; `undefined` when the change took it away. */
export async function rebased(hole: Hole, { edits, files }: Change): Promise<Hole | undefined> {
  const own = edits.filter(({ file }) => file === hole.file);
  const text = files.find(({ file }) => file === hole.file)?.text;
  if (own.length === 0 || text === undefined) return hole;
  const span = rebaseSpan(hole.span, own) ?? grownSpan(hole.span, own);
  return span && { ...hole, span, snapshot: await snapshotOf(text) };
}
