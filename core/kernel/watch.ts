/**
 * Sessions across the hook: what `watch` opens is no data, but each of its checks is a call like any other.
 *
 * @module
 */

import type { Asker, Asking, AskOptions } from "./ask.ts";
import { dig } from "./data.ts";
import { MazeError } from "./errors.ts";
import type { Call, WatchSession } from "./hooks.ts";
import { lastOf } from "./join.ts";
import { timeLeft } from "./limit.ts";
import type { Loaded } from "./load.ts";
import { WATCH_ANSWER } from "./rules.ts";

/** Opens a session with the first plugin that has one; in a replay it has no plugin behind it. */
export async function openSession(asker: Asker, asking: Asking, options: AskOptions): Promise<unknown> {
  let owner: Loaded | undefined;
  let session: WatchSession | undefined;
  const isOpen = await lastOf(asker.answers({
    ...asking,
    async invoke(plugin, args, call) {
      const made = await asking.invoke(plugin, args, call);
      if (made === undefined) return undefined;
      if (!isSession(made)) throw new MazeError(`${WRONG}: it is no session`, { code: "hook/wrong-answer" });
      if (call.signal.aborted) await made[Symbol.asyncDispose](); // too late: nobody waits for it
      [owner, session] = [plugin, made];
      return { isOpen: true };
    },
  }, options));
  if (!isOpen) return undefined;
  const judge = (name: "check" | "whole") => (revision: number, written: string, call: Call) =>
    lastOf(asker.answers({
      ...{ hook: `validator.watch.${name}`, rule: "first", answer: WATCH_ANSWER },
      plugins: owner ? [owner] : [],
      args: [...asking.args, revision, written],
      invoke: async (_owner, _args, inner) => {
        const found: unknown = await session?.[name](revision, written, inner);
        if (found !== undefined) return found;
        throw new MazeError(`${WRONG}: its check says nothing`, { code: "hook/wrong-answer" });
      },
    }, timeLeft(call)));
  return {
    check: judge("check"),
    whole: judge("whole"),
    [Symbol.asyncDispose]: async () => await session?.[Symbol.asyncDispose](),
  };
}

const WRONG = 'Cannot use the answer to "validator.watch"';

function isSession(value: unknown): value is WatchSession {
  return ["check", "whole"].every((name) => typeof dig(value, name) === "function");
}
