/**
 * The text of the module that starts a child.
 *
 * @module
 */

import { boot } from "./inside/boot.ts";
import { globals } from "./inside/globals.ts";
import { guard } from "./inside/guard.ts";
import { show } from "./inside/show.ts";
import { state } from "./inside/state.ts";
import { watch } from "./inside/watch.ts";

/** The name under which a module of a run exports its functions; no program uses it. */
export const TABLE = "$mazeRuns";

/** The global function that takes what a module keeps between calls; no program uses its name. */
export const STATE = "$mazeState";

/**
 * A module that runs jobs in the modules given, each imported when its first job comes.
 *
 * @param modules Paths beside the module, `./` left out.
 * @param compares False when no job has an expected value: what compares takes a third of the start to load.
 */
export function childText(modules: readonly string[], compares: boolean): string {
  const imports = modules.map((path) => `() => import(${JSON.stringify(`./${path}`)})`).join(",\n");
  const parts = { show, guard, globals, state, watch };
  const carried = Object.entries(parts).map(([name, part]) => `${name}: ${part}`).join(",\n");
  return `${
    compares ? 'import { isDeepStrictEqual as isEqual } from "node:util";' : "const isEqual = undefined;"
  }
await (${boot})({ isEqual, ${carried}, table: ${JSON.stringify(TABLE)}, modules: [${imports}] });
`;
}
