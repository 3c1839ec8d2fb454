/**
 * The context of a plugin: every effect is declared in its manifest and permitted by all integrations first.
 *
 * @module
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { MazeError } from "./errors.ts";
import type { Action } from "./hooks.ts";
import { openOutside } from "./outside.ts";
import { checkDeclared, targetOf } from "./permission.ts";
import type { LogEntry, Manifest, Oracle, PluginContext } from "./plugin.ts";
import type { Steps } from "./steps.ts";
import { openStore } from "./store.ts";

/** What a context needs to know of its plugin and of the run. */
export interface ContextSetting {
  /** The plugin's name and permissions. */
  readonly manifest: Manifest;
  /** Checked options: permissions may refer to them. */
  readonly options: unknown;
  /** The project's root: absolute. */
  readonly root: string;
  /** Aborted when the plugin's time is over. */
  readonly signal: AbortSignal;
  /** Where the plugin's log goes, and its secrets are known. */
  readonly steps: Steps;
  /** Handed to providers. */
  readonly oracle: Oracle;
  /** What the plugin may store. */
  readonly storeBytes: number;
  /** What must end with the plugin. */
  readonly stack: AsyncDisposableStack;
  /** Sends requests; web `fetch` when absent. */
  readonly send?: typeof fetch | undefined;
  /** The text of a file as it now stands. */
  read(file: string): Promise<string>;
  /** Asks all integrations. */
  authorize(action: Action): Promise<{ readonly permit: boolean; readonly reason: string }>;
}

/** What an integration does while it authorizes is not authorized in turn: that would never end. */
const authorizing = new AsyncLocalStorage<true>();

/** Makes the context of one plugin. */
export function createContext(setting: ContextSetting): PluginContext {
  const { manifest, root, signal, steps, stack } = setting;
  const { name } = manifest;
  const permit = async (action: Omit<Action, "plugin">) => {
    const target = targetOf(action.kind, action.target, root);
    checkDeclared(action.kind, target, setting);
    await authorize({ ...action, target, plugin: name }, setting);
  };
  const folder = join(root, ".maze", "store", name);
  const store = openStore({
    folder,
    maxBytes: setting.storeBytes,
    permit: (kind) => authorize({ kind, target: folder, plugin: name }, setting),
  });
  const log = (level: string): LogEntry => (message, fields = {}) =>
    steps.note({ kind: "log", name: message, plugin: name, fields: { ...fields, level } });
  return {
    project: {
      root,
      async read(file) {
        await permit({ kind: "read", target: file });
        return await setting.read(file);
      },
    },
    oracle: manifest.points.includes("provider") ? setting.oracle : undefined,
    ...openOutside({ root, signal, stack, permit, ...(setting.send ? { send: setting.send } : {}) }),
    async env(variable) {
      await permit({ kind: "env", target: variable });
      const value = Deno.env.get(variable);
      if (value !== undefined) steps.secrets.add(value);
      return value;
    },
    store: {
      ...store,
      async get(key) {
        const value = await store.get(key);
        const [hits, misses] = value === undefined ? [0, 1] : [1, 0];
        steps.note({
          kind: "note",
          name: "store.get",
          plugin: name,
          fields: { cache: "store", hits, misses },
        });
        return value;
      },
    },
    log: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") },
    permit,
    signal,
  };
}

async function authorize(action: Action, setting: ContextSetting): Promise<void> {
  if (authorizing.getStore()) return;
  const { permit, reason } = await authorizing.run(true, () => setting.authorize(action));
  if (permit) return;
  throw new MazeError(
    `Cannot permit ${action.kind} "${action.target}" to plugin "${action.plugin}": ${reason}`,
    {
      code: "permission/denied",
      plugin: action.plugin,
    },
  );
}
