/**
 * What a plugin in a child asks of its context: answered by the context that it would have in process, so that
 * permissions, the policy, the store and redaction are the same.
 *
 * @module
 */

import { dig } from "../../core/kernel/data.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import type { Oracle, PluginContext } from "../../core/kernel/plugin.ts";
import type { Serve } from "./peer.ts";
import { list, storable, stored } from "./wire.ts";

type Answer = (args: readonly unknown[], signal: AbortSignal) => unknown;

/** @param learn Told of each secret that the plugin reads. */
export function contextCalls(context: PluginContext, learn: (secret: string) => void): Serve {
  const answers: Readonly<Record<string, Answer>> = {
    permit: ([action]) => context.permit(actionOf(action)),
    read: ([file]) => context.project.read(String(file)),
    async env([name]) {
      const value = await context.env(String(name));
      if (value !== undefined) learn(value);
      return value;
    },
    "store.get": async ([key]) => storable(await context.store.get(String(key))),
    "store.set": ([key, value]) => context.store.set(String(key), stored(value)),
    log: ([level, message, fields]) => log(context, String(level), String(message), Object(fields)),
    oracle: ([name, args, leftMs], signal) =>
      oracle(context.oracle, String(name), list(args), {
        signal,
        deadline: performance.now() + Number(leftMs),
      }),
  };
  return (method, args, signal) => {
    if (!Object.hasOwn(answers, method)) throw new TypeError(`Cannot ask "${method}" of a context: unknown`);
    return answers[method]?.(args, signal);
  };
}

const ACTION_KINDS = ["net", "read", "write", "run", "env", "ffi"] as const;

function actionOf(action: unknown): Parameters<PluginContext["permit"]>[0] {
  const kind = ACTION_KINDS.find((known) => known === dig(action, "kind"));
  if (kind === undefined) {
    throw new TypeError(`Cannot permit "${dig(action, "kind")}": no such kind of effect`);
  }
  return { kind, target: String(dig(action, "target")) };
}

const LEVELS = ["debug", "info", "warn", "error"] as const;

function log({ log }: PluginContext, level: string, message: string, fields: Record<string, unknown>): void {
  log[LEVELS.find((known) => known === level) ?? "info"](message, fields);
}

function oracle(oracle: Oracle | undefined, name: string, args: readonly unknown[], call: Call): unknown {
  const ask: unknown = oracle && Object.hasOwn(oracle, name) ? Reflect.get(oracle, name) : undefined;
  if (typeof ask !== "function") throw new TypeError(`Cannot ask "${name}" of the oracle: it is not there`);
  return ask(...args, call);
}
