/**
 * The plugin in the child: set up once, then asked.
 *
 * @module
 */

import { iteratorOf } from "../../../core/kernel/call.ts";
import { copyData, dig } from "../../../core/kernel/data.ts";
import { ownAll } from "../../../core/kernel/dispose.ts";
import type { Call, WatchSession } from "../../../core/kernel/hooks.ts";
import { isPlugin } from "../../../core/kernel/load.ts";
import { MazeError } from "../../../core/kernel/plugin.ts";
import { type HookMethod, METHODS, methodsByPoint, partsOf, rowOf } from "../../../core/kernel/rules.ts";
import { Peer } from "../peer.ts";
import { list, unpackedError } from "../wire.ts";
import { redirectConsole } from "./console.ts";
import { insideContext, insideLog } from "./context.ts";

type Args = readonly unknown[];

/** A stream that is being read. */
interface Stream {
  readonly iterator: AsyncIterator<unknown>;
  readonly control: AbortController;
}

/** Answers Maze. */
export class Resident {
  /** The conversation with Maze. */
  readonly peer: Peer;
  readonly #leave: () => void;
  readonly #stack = new AsyncDisposableStack();
  readonly #over = new AbortController();
  readonly #streams = new Map<unknown, Stream>();
  readonly #sessions = new Map<unknown, WatchSession>();
  #contributions: object = {};
  #last = 0;

  /**
   * @param write Sends a message.
   * @param leave Ends the process.
   */
  constructor(write: (message: object) => void, leave: () => void) {
    this.#leave = leave;
    this.peer = new Peer(write, (method, args, signal) => this.#answers[method]?.(args, signal));
  }

  readonly #answers: Readonly<Record<string, (args: Args, signal: AbortSignal) => unknown>> = {
    setup: ([start]) => this.#setUp(start),
    ask: async ([method, args, leftMs], signal) => {
      const answer = await this.#invoke(String(method), list(args), callOf(leftMs, signal));
      return hasAnswer(String(method)) ? copied(answer) : undefined;
    },
    open: (args, signal) => this.#open(args, signal),
    next: ([handle]) => this.#next(handle),
    leave: ([handle]) => this.#closeStream(handle),
    stop: ([handle, reason]) => this.#streams.get(handle)?.control.abort(unpackedError(reason)),
    watch: ([method, args, leftMs], signal) =>
      this.#watch(String(method), list(args), callOf(leftMs, signal)),
    judge: (args, signal) => this.#judge(args, signal),
    end: async ([handle]) => {
      const session = this.#sessions.get(handle);
      this.#sessions.delete(handle);
      await session?.[Symbol.asyncDispose]();
    },
    over: () => this.#over.abort(),
    close: () => this.#close(),
  };

  async #setUp(start: unknown): Promise<object> {
    redirectConsole(insideLog(this.peer));
    const module: unknown = await import(String(dig(start, "specifier")));
    const plugin = dig(module, "default");
    if (!isPlugin(plugin)) {
      throw new MazeError("Cannot use the module: its default export is not a plugin", {
        code: "plugin/module",
        hint: "Export default definePlugin({ … })",
      });
    }
    const checked = await plugin.options["~standard"].validate(dig(start, "options"));
    if (checked.issues) throw wrongOptions(checked.issues);
    const context = insideContext({
      peer: this.peer,
      root: String(dig(start, "root")),
      hasOracle: list(dig(start, "manifest", "points")).includes("provider"),
      signal: this.#over.signal,
      stack: this.#stack,
    });
    this.#contributions = Object(await plugin.setup(checked.value, context));
    ownAll(this.#stack, this.#contributions, String(dig(start, "manifest", "name")));
    return shapeOf(this.#contributions);
  }

  /** Runs a method of a contribution, with arguments that it can not change. */
  #invoke(method: string, args: Args, call: Call): unknown {
    const [point = "", name = ""] = method.split(".");
    const contribution = dig(this.#contributions, point);
    const found = dig(contribution, name);
    if (typeof found !== "function") throw new TypeError(`Cannot ask "${method}": it is not there`);
    return Reflect.apply(found, contribution, [...args.map(copied), call]);
  }

  #open([method, args, leftMs]: Args, signal: AbortSignal): number {
    const control = new AbortController();
    if (signal.aborted) control.abort(signal.reason);
    const iterator = iteratorOf(this.#invoke(String(method), list(args), callOf(leftMs, control.signal)));
    this.#streams.set(++this.#last, { iterator, control });
    return this.#last;
  }

  async #next(handle: unknown): Promise<object> {
    const { iterator } = this.#streams.get(handle) ?? {};
    let isOver = true; // what ends or throws has closed itself
    try {
      const next = await iterator?.next();
      if (!next || next.done) return { done: true };
      isOver = false;
      return { value: copied(next.value) };
    } catch (error) {
      if (!isOver) await this.#closeStream(handle);
      throw error;
    } finally {
      if (isOver) this.#streams.delete(handle);
    }
  }

  async #closeStream(handle: unknown): Promise<void> {
    const stream = this.#streams.get(handle);
    this.#streams.delete(handle);
    await stream?.iterator.return?.();
  }

  async #watch(method: string, args: Args, call: Call): Promise<object | undefined> {
    const made = await this.#invoke(method, args, call);
    if (made === undefined) return undefined;
    if (!isSession(made)) return {};
    this.#sessions.set(++this.#last, made);
    return { handle: this.#last };
  }

  async #judge([handle, name, revision, written, leftMs]: Args, signal: AbortSignal): Promise<unknown> {
    const session = this.#sessions.get(handle);
    if (!session) throw new TypeError("Cannot check what is written: the session has ended");
    const judge = name === "whole" ? session.whole : session.check;
    return copied(await judge.call(session, Number(revision), String(written), callOf(leftMs, signal)));
  }

  async #close(): Promise<void> {
    try {
      await this.#stack.disposeAsync();
    } finally {
      this.#over.abort();
      setTimeout(this.#leave); // after the answer
    }
  }
}

/** What the plugin contributes: for each hook point its methods, and its stage. */
function shapeOf(contributions: object): object {
  const given = Object.entries(contributions).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([point, contribution]) => {
    const names = (methodsByPoint()[point] ?? []).map((method) => partsOf(method).name);
    const methods = names.filter((name) => typeof dig(contribution, name) === "function");
    return [point, { methods, stage: dig(contribution, "stage") }];
  }));
}

function callOf(leftMs: unknown, signal: AbortSignal): Call {
  return { signal, deadline: performance.now() + Number(leftMs) };
}

function copied(value: unknown): unknown {
  return value === undefined ? undefined : copyData(value, "answer");
}

function hasAnswer(method: string): boolean {
  const isMethod = (name: string): name is HookMethod => Object.hasOwn(METHODS, name);
  return isMethod(method) && rowOf(method).answer !== undefined;
}

function isSession(value: unknown): value is WatchSession {
  return ["check", "whole"].every((name) => typeof dig(value, name) === "function");
}

function wrongOptions(issues: readonly { readonly message: string; readonly path?: unknown }[]): MazeError {
  const lines = issues.map(({ message, path }) => {
    const names = list(path).map((part) => String(dig(part, "key") ?? part));
    return `option "${names.join(".")}": ${message}`;
  });
  return new MazeError(lines.join("\n"), { code: "plugin/option" });
}
