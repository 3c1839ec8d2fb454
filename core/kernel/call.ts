/**
 * One call of one plugin: in time, with data, and with its name on whatever goes wrong.
 *
 * @module
 */

import { copyData, mismatch, type Shape } from "./data.ts";
import { MazeError, messageOf } from "./errors.ts";
import type { Call } from "./hooks.ts";
import type { Limit } from "./limit.ts";
import type { Loaded } from "./load.ts";
import type { Rule } from "./rules.ts";
import type { Fields, Step, Steps } from "./steps.ts";

/** What is asked, and within what. */
export interface Question {
  /** The hook method, as `indexer.scope`. */
  readonly hook: string;
  /** By which rule: of `first` a plugin may have no answer. */
  readonly rule: Rule;
  /** What an answer must look like; absent where there is none. */
  readonly answer: Shape | undefined;
  /** Until when. */
  readonly limit: Limit;
  /** Where the call is told. */
  readonly steps: Steps;
  /** Runs the plugin's code. */
  invoke(plugin: Loaded, call: Call): unknown;
}

/** A plugin's answer; `undefined` when it has none. */
export function callPlugin(plugin: Loaded, question: Question): Promise<unknown> {
  const { hook, limit, steps } = question;
  const ask = async () => await question.invoke(plugin, limit.call);
  return steps.run({ kind: "hook", name: hook, plugin: plugin.manifest.name }, async () => {
    try {
      return checked(await limit.race(ask()), question);
    } catch (error) {
      throw stamped(error, plugin, question);
    }
  }, limit.call);
}

/** A plugin's answer in pieces. The deadline is for the whole, the reader's own time included. */
export async function* streamPlugin(plugin: Loaded, question: Question): AsyncGenerator<unknown> {
  const { hook, limit, steps } = question;
  const step = steps.open({ kind: "hook", name: hook, plugin: plugin.manifest.name });
  let status: Step["status"] = "cancelled";
  let fault: Fields = {};
  let pieces: AsyncIterator<unknown> | undefined;
  let [chunks, isWaiting] = [0, false];
  try {
    const iterator = step.inside(() => iteratorOf(question.invoke(plugin, limit.call)));
    pieces = iterator;
    for (;; chunks++) {
      isWaiting = true;
      const next = await limit.race(step.inside(() => iterator.next()));
      isWaiting = false;
      if (next.done) {
        pieces = undefined;
        break;
      }
      yield checked(next.value, question);
    }
    status = "ok";
  } catch (error) {
    status = limit.call.signal.aborted && !limit.isLate() ? "cancelled" : "failed";
    const told = stamped(error, plugin, question);
    fault = { error: told };
    throw told;
  } finally {
    const closed = Promise.resolve(pieces?.return?.()).catch(() => {}); // it was left: its last word is not wanted
    if (!isWaiting) await limit.race(closed).catch(() => {}); // one that owes a piece closes after it, if ever
    step.end(status, { chunks, ...fault });
  }
}

/**
 * The pieces of an answer.
 *
 * @throws {MazeError} `hook/wrong-answer` if it is no stream.
 */
export function iteratorOf(answer: unknown): AsyncIterator<unknown> {
  const isStream = (value: unknown): value is AsyncIterable<unknown> =>
    typeof value === "object" && value !== null && Symbol.asyncIterator in value;
  if (isStream(answer)) return answer[Symbol.asyncIterator]();
  throw new MazeError("Cannot read the answer: it is not an async iterable", { code: "hook/wrong-answer" });
}

function checked(answer: unknown, { answer: shape, hook, rule }: Question): unknown {
  if (shape === undefined || (answer === undefined && rule === "first")) return undefined;
  const copy = answer === undefined ? undefined : copyData(answer, "answer");
  const wrong = mismatch(copy, shape, "answer");
  if (wrong === undefined) return copy;
  throw new MazeError(`Cannot use the answer to "${hook}": ${wrong}`, { code: "hook/wrong-answer" });
}

/** A fault as the caller gets it: its own reason when it gave up, else one with the plugin's name and without secrets. */
function stamped(thrown: unknown, plugin: Loaded, { hook, limit, steps }: Question): unknown {
  const stamp = { plugin: plugin.manifest.name, hook };
  const failure = `Cannot ask "${hook}" of plugin "${stamp.plugin}"`;
  if (limit.isLate()) {
    const hint = "Give it more time, or take the plugin out of the config";
    return new MazeError(`${failure}: no answer within ${limit.deadlineMs} ms`, {
      code: "hook/deadline",
      hint,
      ...stamp,
    });
  }
  if (limit.call.signal.aborted) return limit.call.signal.reason;
  const error = steps.secrets.redactThrown(thrown);
  if (error instanceof MazeError) {
    error.plugin ??= stamp.plugin;
    error.hook ??= hook;
    return error;
  }
  return new MazeError(`${failure}: ${messageOf(error)}`, { code: "hook/failed", cause: error, ...stamp });
}
