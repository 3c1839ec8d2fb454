/**
 * What a run finds before it fills: holes, files that nobody can look into, and what is wrong with the config.
 *
 * @module
 */

import type { Hole, Maze, Refusal } from "@maze/maze";
import { EXIT } from "../exit_codes.ts";
import { holesAt } from "../holes.ts";
import type { Shell } from "../shell.ts";
import { faultText, placed, type PlacedFault } from "../views/fault.ts";
import { unreadText } from "../views/refusal.ts";
import { styleOf } from "../views/style.ts";

/** What lies in the targets. */
export interface Found {
  readonly holes: readonly Hole[];
  /** Files in the targets that can not be read. */
  readonly unread: readonly Refusal[];
  /** Faults of the project's configuration. */
  readonly faults: readonly PlacedFault[];
}

/** Looks into the targets; `willFill`: the compiler is needed soon, so that it may as well be asked about its config. */
export async function lookInto(
  maze: Maze,
  targets: readonly string[],
  { willFill, intent }: { readonly willFill: boolean; readonly intent?: string | undefined },
): Promise<Found> {
  const holes = await holesAt(maze, targets, intent);
  const files = willFill ? [...new Set(holes.map(({ file }) => file))] : [];
  return {
    holes,
    unread: await maze.unread(targets),
    faults: await placed(maze, await maze.diagnostics(files)),
  };
}

/** Shows all but the holes. */
export function showTroubles({ unread, faults }: Found, shell: Shell): void {
  const style = styleOf(shell.hasColor.out);
  for (const fault of faults) shell.out(faultText(fault, style));
  if (faults.length > 0) shell.out("\n");
  for (const refusal of unread) shell.out(unreadText(refusal, style, shell.columns));
}

/** A file that nobody could look into may have holes. */
export function exitCode({ holes, unread }: Found, filled: number): number {
  return filled === holes.length && unread.length === 0 ? EXIT.done : EXIT.notAll;
}
