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
const NODE = ["process"];
/** Only where a config names the library: it is part of the default, and has more members than a search gets through. */
const BROWSER = ["document", "window"];

/** Those that the project reads, most frequent first. */
export function globalsRead(statistics: Pick<Statistics, "globals">): string[] {
  return statistics.globals(MOST);
}

/** All that are tried, the likeliest first. */
export function globalsOf(
  { deno, parts }: Pick<Project, "deno" | "parts">,
  statistics: Pick<Statistics, "globals">,
): string[] {
  const isBrowser = parts.some(({ config }) => config.options.lib.some((name) => name.startsWith("dom")));
  const known = [...deno ? DENO : NODE, ...isBrowser ? BROWSER : [], ...LANGUAGE];
  return [...new Set([...globalsRead(statistics), ...known])].slice(0, MOST);
}
