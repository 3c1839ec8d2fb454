/**
 * Names to try that no file declares: those that the project reads, and where it reads few yet, those that its runtime
 * is known by. Whether there is such a name the compiler tells.
 *
 * @module
 */

import type { Project } from "./project/project.ts";
import type { Statistics } from "./statistics.ts";

/** Globals tried at a hole: those the project reads most. */
const MOST = 24;
const LANGUAGE = ["Math", "JSON", "Object", "Array", "Number", "String", "Date", "console"];
const DENO = ["Deno"];
const NODE_AND_BROWSER = ["process", "document", "window"];

/** Those that the project reads, most frequent first. */
export function globalsRead(statistics: Pick<Statistics, "globals">): string[] {
  return statistics.globals(MOST);
}

/** All that are tried, the likeliest first. */
export function globalsOf(
  { deno }: Pick<Project, "deno">,
  statistics: Pick<Statistics, "globals">,
): string[] {
  const known = [...deno ? DENO : NODE_AND_BROWSER, ...LANGUAGE];
  return [...new Set([...globalsRead(statistics), ...known])].slice(0, MOST);
}
