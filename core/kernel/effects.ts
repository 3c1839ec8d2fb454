/**
 * The context of a plugin: every effect is declared in its manifest and permitted by all integrations first.
 *
 * @module
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { isAbsolute, join, relative, resolve } from "node:path";
import { startChild } from "./child.ts";
import { dig } from "./data.ts";
import { MazeError } from "./errors.ts";
import type { Action } from "./hooks.ts";
import { OPTION_MARK } from "./manifest.ts";
import type { Child, LogEntry, Manifest, Oracle, PluginContext } from "./plugin.ts";
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
  const children = new Set<Child>();
  stack.defer(async () => void await Promise.all([...children].map((child) => child[Symbol.asyncDispose]())));
  const permit = async (action: Omit<Action, "plugin">) => {
    const target = normal(action.kind, action.target, root);
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
    async fetch(url, init = {}) {
      const { href, protocol } = new URL(url);
      if (!/^https?:$/.test(protocol)) {
        throw new TypeError(`Cannot fetch "${href}": it is not http: or https:`);
      }
      await permit({ kind: "net", target: href });
      const either = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
      return await fetch(href, { ...init, redirect: "manual", signal: either });
    },
    async spawn(program, { args = [], cwd = ".", env = {} } = {}) {
      await permit({ kind: "run", target: program });
      const child = startChild(program, { args: [...args], cwd: resolve(root, cwd), env }, signal);
      children.add(child);
      child.status.finally(() => children.delete(child));
      return child;
    },
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

function checkDeclared(
  kind: Action["kind"],
  target: string,
  { manifest, options, root }: ContextSetting,
): void {
  const declared = (manifest.permissions[kind] ?? []).flatMap((text) =>
    text.startsWith(OPTION_MARK) ? [dig(options, text.slice(OPTION_MARK.length)) ?? []].flat() : [text]
  );
  const isDeclared = declared.some((each) =>
    each === "*" || covers(kind, normal(kind, String(each), root), target)
  );
  if (isDeclared) return;
  throw new MazeError(
    `Cannot permit ${kind} "${target}" to plugin "${manifest.name}": its manifest does not say so`,
    {
      code: "permission/undeclared",
      hint: `Its manifest declares for ${kind}: ${declared.join(", ") || "nothing"}`,
      plugin: manifest.name,
    },
  );
}

const PATH_KINDS: readonly string[] = ["read", "write", "ffi"];

/** A target in the form in which targets are compared: a host with its port, an absolute path. */
function normal(kind: Action["kind"], target: string, root: string): string {
  if (PATH_KINDS.includes(kind)) return resolve(root, target);
  const url = kind === "net" && /^https?:/.test(target) ? new URL(target) : undefined;
  return url ? `${url.hostname}:${url.port || (url.protocol === "http:" ? 80 : 443)}` : target;
}

function covers(kind: Action["kind"], declared: string, target: string): boolean {
  if (declared === target) return true;
  if (kind === "net") return declared === target.replace(/:\d+$/, "");
  const way = relative(declared, target);
  return PATH_KINDS.includes(kind) && !isAbsolute(way) && way.split(/[\\/]/)[0] !== "..";
}
