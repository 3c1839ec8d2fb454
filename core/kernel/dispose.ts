/**
 * Ends what plugins hold: in reverse order, each within a time, and all of them even where one fails.
 *
 * @module
 */

import { MazeError, messageOf } from "./errors.ts";
import { openLimit } from "./limit.ts";

/** Time for one disposer: a language server gets to say goodbye, and Ctrl-C still ends within seconds. */
const DISPOSE_MS = 5000;

/** Puts a value on a stack if it, or one of its own properties, wants to be disposed; the value itself goes last. */
export function ownAll(stack: AsyncDisposableStack, value: object, plugin: string): void {
  for (const each of new Set([value, ...Object.values(value)])) {
    const end: unknown = Reflect.get(Object(each), Symbol.asyncDispose) ??
      Reflect.get(Object(each), Symbol.dispose);
    if (typeof end === "function") stack.defer(() => endInTime(async () => await end.call(each), plugin));
  }
}

async function endInTime(end: () => Promise<unknown>, plugin: string): Promise<void> {
  using limit = openLimit({ deadlineMs: DISPOSE_MS });
  try {
    await limit.race(end());
  } catch (cause) {
    throw new MazeError(`Cannot dispose plugin "${plugin}": ${messageOf(cause)}`, {
      code: "plugin/dispose",
      cause,
      plugin,
    });
  }
}
