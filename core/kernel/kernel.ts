/**
 * The kernel: knows the plugins, and asks them.
 *
 * @module
 */

import { resolve } from "node:path";
import { Asker, type AskOptions } from "./ask.ts";
import { createContext } from "./effects.ts";
import { MazeError } from "./errors.ts";
import { timeLeft } from "./limit.ts";
import { loadPlugins, type PluginEntry, readManifests } from "./load.ts";
import type { Manifest, Oracle } from "./plugin.ts";
import { openTape, type RecordOptions } from "./record.ts";
import type { Answer, Arguments, HookMethod } from "./rules.ts";
import { Steps } from "./steps.ts";

/** What a kernel is made of. */
export interface KernelOptions {
  /** The project's root: absolute. */
  readonly root: string;
  /** In config order, which is the order of calls and breaks every tie. */
  readonly entries: readonly PluginEntry[];
  /** Ends everything when it is aborted; disposing is still the caller's. */
  readonly signal?: AbortSignal;
  /** Records all hook calls, or answers them from a recording and loads no plugin. */
  readonly record?: RecordOptions;
  /** Where steps are told. */
  readonly steps?: Steps;
  /** The text of a file, relative to the root, as it now stands; from disk when absent. */
  readonly read?: (file: string) => Promise<string>;
  /** Sends what plugins ask of servers; web `fetch` when absent. */
  readonly fetch?: typeof fetch;
  /** Time for each question whose asker names none, milliseconds. Default: 60,000. */
  readonly deadlineMs?: number;
  /** Time for loading a plugin, and again for its setup, milliseconds. Default: 30,000. */
  readonly setupMs?: number;
  /** Bytes that one plugin may store. Default: 64 MiB. */
  readonly storeBytes?: number;
}

/** Knows the plugins, and asks them. Disposing ends them in reverse order. */
export interface Kernel extends AsyncDisposable {
  /** In config order. */
  readonly plugins: readonly Manifest[];
  /** Where everything that is done is told. */
  readonly steps: Steps;
  /** True when answers come from a recording. */
  readonly isReplay: boolean;
  /**
   * What is so beside the plugins, and may differ between two runs of the same work, as what the clock says. It is
   * recorded like a call, and comes from the recording in a replay, so that the same is decided again.
   *
   * @param name As `budget.isOver`.
   * @param about Data that tells one such question from another.
   */
  fact(name: string, about: readonly unknown[], look: () => boolean | Promise<boolean>): Promise<boolean>;
  /**
   * Asks plugins by the method's rule.
   *
   * @throws {MazeError} `hook/deadline`, `hook/not-data`, `hook/wrong-answer`, `hook/failed`, `hook/unanswered`,
   * `replay/missing`, or the plugin's own, stamped with its name. When the asker's signal ends it: its reason.
   */
  ask<M extends HookMethod>(method: M, args: Arguments<M>, options?: AskOptions): Answer<M>;
}

/**
 * Loads the plugins and makes a kernel of them.
 *
 * @throws {LoadError} With every mistake of every entry.
 */
export async function createKernel(options: KernelOptions): Promise<Kernel> {
  const { steps = new Steps(), entries, record, deadlineMs = 60_000 } = options;
  const root = resolve(options.root);
  const closing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  await using opening = new AsyncDisposableStack();
  const redact = (text: string) => steps.secrets.redactText(text);
  const tape = opening.use(record && await openTape(record, { root, redact }));
  const asker = new Asker({ steps, tape, signal, deadlineMs });
  const plugins = tape?.isReplay
    ? readManifests(entries)
    : await load({ ...options, root, steps }, asker, opening);
  const stack = opening.move();
  return {
    plugins,
    steps,
    isReplay: tape?.isReplay === true,
    fact: (name, about, look) => asker.fact(name, about, look),
    ask: (method, args, how) => asker.ask(method, args, how),
    async [Symbol.asyncDispose]() {
      closing.abort(new MazeError("Cannot ask plugins: the kernel is closed", { code: "kernel/closed" }));
      try {
        await stack.disposeAsync();
      } catch (error) {
        throw steps.secrets.redactThrown(error);
      }
    },
  };
}

async function load(
  { entries, root, steps, setupMs = 30_000, storeBytes = 64 * 2 ** 20, ...options }: KernelOptions & {
    steps: Steps;
  },
  asker: Asker,
  stack: AsyncDisposableStack,
): Promise<readonly Manifest[]> {
  const over = new AbortController();
  stack.defer(() => over.abort()); // after the plugins: a server may need its process to say goodbye
  const signal = options.signal ? AbortSignal.any([options.signal, over.signal]) : over.signal;
  const loaded = await loadPlugins(entries, {
    signal,
    setupMs,
    secrets: steps.secrets,
    onLoaded: (plugin, at) => asker.loaded[at] = plugin,
    contextFor: (manifest, checked, owned) =>
      createContext({
        ...{ manifest, options: checked, stack: owned, root, signal, steps, storeBytes },
        oracle: oracleOf(asker),
        send: options.fetch,
        read: options.read ?? ((file) => Deno.readTextFile(resolve(root, file))),
        authorize: (action) => asker.ask("integration.authorize", [action], { signal }),
      }),
  });
  return loaded.map((plugin) => stack.use(plugin).manifest);
}

function oracleOf(asker: Asker): Oracle {
  return {
    scope: (draft, call) => asker.ask("indexer.scope", [draft], timeLeft(call)),
    fits: (draft, slot, call) => asker.ask("indexer.fits", [draft, slot], timeLeft(call)),
    sift: (draft, texts, call) => asker.ask("indexer.sift", [draft, texts], timeLeft(call)),
    execute: (draft, texts, inputs, call) =>
      asker.ask("validator.execute", [draft, texts, inputs], timeLeft(call)),
    explore: (draft, wish, call) => asker.ask("validator.explore", [draft, wish], timeLeft(call)),
  };
}
