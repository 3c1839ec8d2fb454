/**
 * The effects of a context that leave the process: the web and programs, each permitted first.
 *
 * @module
 */

import { resolve } from "node:path";
import { startChild } from "./child.ts";
import type { Child, PluginContext } from "./plugin.ts";

/** What these effects need to know. */
export interface OutsideSetting {
  /** The project's root: absolute. */
  readonly root: string;
  /** Ends every request and every program. */
  readonly signal: AbortSignal;
  /** What must end with the plugin. */
  readonly stack: AsyncDisposableStack;
  /** Sends a request that is permitted; web `fetch` when absent. */
  readonly send?: typeof fetch;
  /** Asks for leave; throws when there is none. */
  readonly permit: PluginContext["permit"];
}

/** Makes a context's `fetch` and `spawn`. */
export function openOutside(
  { root, signal, stack, permit, send = fetch }: OutsideSetting,
): Pick<PluginContext, "fetch" | "spawn"> {
  const children = new Set<Child>();
  stack.defer(async () => void await Promise.all([...children].map((child) => child[Symbol.asyncDispose]())));
  return {
    async fetch(url, init = {}) {
      const { href, protocol } = new URL(url);
      if (!/^https?:$/.test(protocol)) {
        throw new TypeError(`Cannot fetch "${href}": it is not http: or https:`);
      }
      await permit({ kind: "net", target: href });
      const either = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
      return await send(href, { ...init, redirect: "manual", signal: either });
    },
    async spawn(program, { args = [], cwd = ".", env = {} } = {}) {
      await permit({ kind: "run", target: program });
      const child = startChild(program, { args: [...args], cwd: resolve(root, cwd), env }, signal);
      children.add(child);
      child.status.finally(() => children.delete(child));
      return child;
    },
  };
}
