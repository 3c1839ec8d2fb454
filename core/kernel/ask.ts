/**
 * One question: who is asked, within what time, live or from a recording.
 *
 * @module
 */

import { copyData, dig, type Shape } from "./data.ts";
import type { Call } from "./hooks.ts";
import { joinAnswers, lastOf } from "./join.ts";
import { openLimit } from "./limit.ts";
import type { Loaded } from "./load.ts";
import type { Tape } from "./record.ts";
import { type Answer, type Arguments, type HookMethod, partsOf, rowOf, type Rule } from "./rules.ts";
import type { Steps } from "./steps.ts";
import { openSession } from "./watch.ts";

/** How a question is asked. */
export interface AskOptions {
  /** The asker's own signal: when it ends the question, its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Time for the whole answer, milliseconds from now. */
  readonly deadlineMs?: number;
  /** Only the plugin of this name is asked; all that contribute the method when absent. */
  readonly plugin?: string;
}

/** A question in all its parts. */
export interface Asking {
  /** The hook method, as `indexer.scope`. */
  readonly hook: string;
  /** How answers become one. */
  readonly rule: Rule;
  /** What one answer must look like. */
  readonly answer: Shape | undefined;
  /** Who is asked, in config order. */
  readonly plugins: readonly Loaded[];
  /** What is asked, without the call. */
  readonly args: readonly unknown[];
  /** Runs a plugin's code on copies of the arguments. */
  invoke(plugin: Loaded, args: readonly unknown[], call: Call): unknown;
}

/** What an asker works with. */
export interface AskSetting {
  /** Where the calls are told. */
  readonly steps: Steps;
  /** Where the calls are recorded, or their answers come from. */
  readonly tape: Tape | undefined;
  /** Ends every question. */
  readonly signal: AbortSignal;
  /** Time for a question whose asker names none. */
  readonly deadlineMs: number;
}

/** Asks plugins. */
export class Asker {
  /** In config order; a place is empty until its plugin is ready. */
  readonly loaded: (Loaded | undefined)[] = [];
  readonly #setting: AskSetting;

  /** Starts with nobody to ask. */
  constructor(setting: AskSetting) {
    this.#setting = setting;
  }

  /** Asks by the method's rule: a promise of one answer, or a stream of chunks. */
  ask<M extends HookMethod>(method: M, args: Arguments<M>, options?: AskOptions): Answer<M>;
  ask(method: HookMethod, args: readonly unknown[], options: AskOptions = {}): unknown {
    const { rule, answer } = rowOf(method);
    const plugins = this.#asked(method, args, options.plugin);
    const asking: Asking = {
      ...{ hook: method, rule, answer, plugins, args },
      invoke: (plugin, copies, call) => methodOf(plugin, method)?.(...copies, call),
    };
    if (method === "validator.watch") return openSession(this, asking, options);
    const answers = this.answers(asking, options);
    return rule === "fallback" ? answers : lastOf(answers);
  }

  /** The answers to a question: none or one, or the chunks of a stream. */
  async *answers({ args, invoke, ...asking }: Asking, options: AskOptions): AsyncGenerator<unknown> {
    const { tape, steps, signal } = this.#setting;
    const { hook, rule, plugins } = asking;
    signal.throwIfAborted();
    using limit = openLimit({
      signal: options.signal ? AbortSignal.any([signal, options.signal]) : signal,
      deadlineMs: options.deadlineMs ?? this.#setting.deadlineMs,
    });
    const copies = args.map((arg, at) => arg && copyData(arg, `argument ${at + 1} of "${hook}"`));
    const question = {
      ...{ ...asking, limit, steps },
      invoke: (plugin: Loaded, call: Call) => invoke(plugin, copies, call),
    };
    const live = () => joinAnswers(rule, plugins, question);
    let isAnswered = false;
    try {
      // Leave to do something is asked for anew each time, never taken from a recording.
      const played = rule === "deny-wins" ? undefined : tape;
      if (played?.isReplay) steps.note({ kind: "hook", name: hook, fields: { isReplay: true } });
      yield* played?.play(hook, copies, live) ?? live();
      isAnswered = true;
    } finally {
      if (!isAnswered) limit.end(); // the others need not go on; a session may keep the signal of its call
    }
  }

  /** What is so beside the plugins; recorded like a call. */
  async fact(
    name: string,
    about: readonly unknown[],
    look: () => boolean | Promise<boolean>,
  ): Promise<boolean> {
    async function* live() {
      yield await look();
    }
    const { tape } = this.#setting;
    return await lastOf(tape?.play(name, about, live) ?? live()) === true;
  }

  /** Those who contribute the method, for the language of the hole that the call is about. */
  #asked(method: HookMethod, args: readonly unknown[], only: string | undefined): readonly Loaded[] {
    const { hole } = rowOf(method);
    const language = hole && dig(args, ...hole, "language");
    return this.loaded.filter((plugin) => plugin !== undefined).filter((plugin) => {
      const { name, languages } = plugin.manifest;
      if (name !== (only ?? name)) return false;
      const isFor = languages.length === 0 || languages.some((each) => each === (language ?? each));
      return isFor && methodOf(plugin, method) !== undefined;
    });
  }
}

function methodOf(
  plugin: Loaded,
  method: HookMethod,
): ((...args: readonly unknown[]) => unknown) | undefined {
  const { point, name } = partsOf(method);
  const contribution = dig(plugin.contributions, point);
  const found = dig(contribution, name);
  return typeof found === "function" ? (...args) => Reflect.apply(found, contribution, args) : undefined;
}
