/**
 * The text of the module that starts a child.
 *
 * @module
 */

import { boot } from "./inside/boot.ts";
import { guard } from "./inside/guard.ts";
import { show } from "./inside/show.ts";

/** The name under which a module of a run exports its functions; no program uses it. */
export const TABLE = "$mazeRuns";

/**
 * A module that runs jobs in the modules given, each imported when its first job comes.
 *
 * @param modules Paths beside the module, `./` left out.
 */
export function childText(modules: readonly string[]): string {
  const imports = modules.map((path) => `() => import(${JSON.stringify(`./${path}`)})`).join(",\n");
  return `import { isDeepStrictEqual as isEqual } from "node:util";
await (${boot})({ isEqual, show: ${show}, guard: ${guard}, table: ${
    JSON.stringify(TABLE)
  }, modules: [${imports}] });
`;
}
