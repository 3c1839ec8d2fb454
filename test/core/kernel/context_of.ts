/**
 * A context for tests that set a plugin up without a kernel: everything is permitted, nothing is known.
 *
 * @module
 */

import type { PluginContext } from "../../../core/kernel/plugin.ts";

/** A context of a project whose root is given. */
export function contextOf(root: string): PluginContext {
  const nothing = () => Promise.resolve(undefined);
  const say = () => {};
  return {
    project: { root, read: () => Promise.reject(new Error("nobody reads")) },
    oracle: undefined,
    fetch: () => Promise.reject(new Error("nobody fetches")),
    spawn: () => Promise.reject(new Error("nobody spawns")),
    env: nothing,
    store: { get: nothing, set: nothing },
    log: { debug: say, info: say, warn: say, error: say },
    permit: nothing,
    signal: new AbortController().signal,
  };
}
