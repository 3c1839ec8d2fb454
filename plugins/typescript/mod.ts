/**
 * TypeScript and JavaScript: index, scope, what fits, bulk and final checks, by TypeScript 7's native compiler.
 *
 * @module
 */

import { CONTRACT_VERSION, definePlugin, type LogEntry, type Plugin } from "../../core/kernel/plugin.ts";
import { isPermitted } from "../_process/permitted.ts";
import type { Refreshed } from "./index/files.ts";
import { createIndexer } from "./indexer.ts";
import { options, type TypescriptOptions } from "./options.ts";
import { createRepairer } from "./repair/repairer.ts";
import { denoBy } from "./run_deno.ts";
import { Session } from "./session.ts";
import { createValidator } from "./validator.ts";

export { CHEAT_FORMS, type CheatForm } from "./cheats/find.ts";
export type { TypescriptOptions };

/** The plugin. */
const typescript: Plugin<TypescriptOptions, "indexer" | "validator" | "repairer"> = definePlugin({
  manifest: {
    name: "typescript",
    version: "0.1.0",
    contract: CONTRACT_VERSION,
    description: "TypeScript and JavaScript: index, scope, what fits, bulk and final checks",
    points: ["indexer", "validator", "repairer"],
    languages: ["typescript"],
    permissions: { read: ["*"], write: [".maze"], run: ["tsc", "deno"] },
  },
  options,
  async setup(chosen, context) {
    const { permit, project: { root } } = context;
    await permit({ kind: "read", target: root });
    await permit({ kind: "run", target: "tsc" });
    // Without leave to write nothing is kept, and what Deno's specifiers mean is not asked.
    const mayWrite = await isPermitted(permit, { kind: "write", target: ".maze" });
    const hasCache = chosen.cache && mayWrite;
    const session = new Session(
      root,
      hasCache ? `${root}/.maze/index` : undefined,
      mayWrite ? denoBy(context) : undefined,
      hasCache ? tellCache(context.log.debug) : undefined,
    );
    const indexer = createIndexer(session);
    return {
      indexer: { ...indexer, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() },
      validator: createValidator(session, chosen.allow),
      repairer: createRepairer(session),
    };
  },
});

export default typescript;

/** A log entry that names a cache is counted by whoever measures. */
function tellCache(log: LogEntry): (refreshed: Refreshed) => void {
  return ({ files, parsed }) =>
    log("the index is read", { cache: "index", hits: files - parsed.length, misses: parsed.length });
}
