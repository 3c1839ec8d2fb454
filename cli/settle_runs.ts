/**
 * Settles what a dead run left half written.
 *
 * @module
 */

import { createMaze } from "@maze/maze";
import { findConfigFolder } from "./config/locate.ts";
import type { LogFlags } from "./flags.ts";
import { projectRoot } from "./project.ts";
import type { Shell } from "./shell.ts";
import { openPlainLog } from "./views/log.ts";

/** Comes before all else that looks at a project: its config too may be one of the files that were being written. */
export async function settleRuns(shell: Shell, flags: LogFlags): Promise<void> {
  const root = await projectRoot(shell.cwd, await findConfigFolder(shell.cwd));
  await using log = await openPlainLog(flags, shell);
  await using _settled = await createMaze({
    ...{ root, plugins: [], signal: shell.signal },
    listeners: [log.hear],
  });
}
