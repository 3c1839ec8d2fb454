/**
 * Several streams as one, for servers that give one answer to one request.
 *
 * @module
 */

import type { Call, Usage } from "../../core/kernel/plugin.ts";
import type { Delta } from "./delta.ts";
import { usageSum } from "./usage.ts";

/**
 * The steps of several streams as they come; each stream is one answer, numbered by its place. A stream that fails ends
 * all of them; so does leaving the loop.
 *
 * @param open Opens the stream of an answer.
 */
export async function* merged(
  count: number,
  open: (call: Call, answer: number) => AsyncIterable<Delta>,
  { signal, deadline }: Call,
): AsyncGenerator<Delta> {
  const control = new AbortController();
  const call = { deadline, signal: AbortSignal.any([signal, control.signal]) };
  const iterators = Array.from({ length: count }, (_, at) => open(call, at)[Symbol.asyncIterator]());
  const waiting = new Map(iterators.map((iterator, at) => [at, next(iterator, at)]));
  const usages: Usage[] = [];
  try {
    while (waiting.size > 0) {
      const { at, result } = await Promise.race(waiting.values());
      const iterator = iterators[at];
      if (result.done || !iterator) {
        waiting.delete(at);
        continue;
      }
      waiting.set(at, next(iterator, at));
      const delta = result.value;
      if (delta.kind === "usage") usages.push(delta.usage);
      else yield { ...delta, answer: at };
    }
    const usage = usages.length === iterators.length ? usageSum(usages) : undefined;
    if (usage) yield { kind: "usage", usage };
  } finally {
    control.abort(); // a stream that waits for its server can not be left otherwise
    await Promise.allSettled([...waiting.values(), ...iterators.map((iterator) => iterator.return?.())]);
  }
}

async function next(iterator: AsyncIterator<Delta>, at: number) {
  return { at, result: await iterator.next() };
}
