/**
 * The context of a plugin in a child. Each effect is permitted by Maze first; then the child itself acts, where its own
 * permissions hold too.
 *
 * @module
 */

import { copyData } from "../../../core/kernel/data.ts";
import type { Call } from "../../../core/kernel/hooks.ts";
import { timeLeft } from "../../../core/kernel/limit.ts";
import { openOutside } from "../../../core/kernel/outside.ts";
import type { LogEntry, Oracle, PluginContext } from "../../../core/kernel/plugin.ts";
import { Secrets } from "../../../core/kernel/secrets.ts";
import type { Peer } from "../peer.ts";
import { storable, stored } from "../wire.ts";

/** What a context in a child is made of. */
export interface InsideSetting {
  /** Maze. */
  readonly peer: Peer;
  /** The project's root: absolute. */
  readonly root: string;
  /** True for plugins that contribute a provider. */
  readonly hasOracle: boolean;
  /** Aborted when the plugin's time is over. */
  readonly signal: AbortSignal;
  /** What must end with the plugin. */
  readonly stack: AsyncDisposableStack;
}

/** Makes the context. */
export function insideContext({ peer, root, hasOracle, signal, stack }: InsideSetting): PluginContext {
  const permit: PluginContext["permit"] = async ({ kind, target }) =>
    void await peer.call("permit", [{ kind, target }]);
  return {
    project: { root, read: async (file) => String(await peer.call("read", [file])) },
    oracle: hasOracle ? insideOracle(peer) : undefined,
    ...openOutside({ root, signal, stack, permit }),
    async env(name) {
      const value = await peer.call("env", [name]);
      return value === undefined ? undefined : String(value);
    },
    store: {
      get: async (key) => stored(await peer.call("store.get", [key])),
      async set(key, value) {
        const data = value instanceof Uint8Array ? value : copyData(value, "value");
        await peer.call("store.set", [key, storable(data)]);
      },
    },
    log: insideLog(peer),
    permit,
    signal,
  };
}

/** A log that Maze writes. */
export function insideLog(peer: Peer): PluginContext["log"] {
  const fieldsOf = new Secrets(); // a log's fields may be anything: what becomes of them in a step is data
  const log = (level: string): LogEntry => (message, fields = {}) =>
    peer.tell("log", [level, message, fieldsOf.redact(fields)]);
  return { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}

function insideOracle(peer: Peer): Oracle {
  // What comes back is what Maze's own oracle answered: its kernel has checked it.
  const ask = <Answer>(name: string, args: readonly unknown[], call: Call) =>
    peer.call("oracle", [name, args, timeLeft(call).deadlineMs], call.signal) as Promise<Answer>;
  return {
    scope: (draft, call) => ask("scope", [draft], call),
    fits: (draft, slot, call) => ask("fits", [draft, slot], call),
    sift: (draft, texts, call) => ask("sift", [draft, texts], call),
    execute: (draft, texts, inputs, call) => ask("execute", [draft, texts, inputs], call),
    explore: (draft, wish, call) => ask("explore", [draft, wish], call),
  };
}
