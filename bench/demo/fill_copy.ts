/**
 * `maze fill --write` in a copy, with the outcomes at hand.
 *
 * @module
 */

import { fillHoles } from "../../cli/fill/run.ts";
import { openProject } from "../../cli/open.ts";
import type { Shell } from "../../cli/shell.ts";

/** Fills and writes all holes of a project, as the command line would. */
export async function fillCopy(root: string, shell: Shell) {
  const inCopy: Shell = { ...shell, cwd: root };
  const flags = { isJson: false, isWrite: true, isInteractive: false, isQuiet: false };
  const none = { set: [], trust: false, logLevel: undefined, logFormat: undefined };
  await using project = await openProject(inCopy, { ...none, isQuiet: false });
  const holes = await Array.fromAsync(project.maze.find());
  return await fillHoles(holes, { flags, project, shell: inCopy });
}
