import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { AskOptions } from "../../../core/kernel/ask.ts";
import type { Chunk } from "../../../core/kernel/plugin.ts";
import type { Step } from "../../../core/kernel/steps.ts";
import { all, entryOf, kernelOf, never, plugin, request } from "./toy.ts";

const text = (text: string): Chunk => ({ kind: "text", answer: 0, text });

/** A provider with an iterator of its own. */
function speaker(iterator: AsyncIterator<Chunk>) {
  return entryOf(plugin("speaker", ["provider"], () => ({
    provider: { complete: () => ({ [Symbol.asyncIterator]: () => iterator }) },
  })));
}

Deno.test("ask() waits until a stream that its reader leaves has closed", async () => {
  let isClosed = false;
  const slow = plugin("slow", ["provider"], () => ({
    provider: {
      async *complete() {
        try {
          for (;;) yield text("more");
        } finally {
          await delay(20);
          isClosed = true;
        }
      },
    },
  }));
  await using kernel = await kernelOf([entryOf(slow)]);
  for await (const _chunk of kernel.ask("provider.complete", [request])) break;
  assert.ok(isClosed);
});

Deno.test("ask() does not wait for a stream to close that failed", async () => {
  const broken = speaker({ next: () => Promise.reject(new Error("no server")), return: never });
  await using kernel = await kernelOf([broken]);
  await assert.rejects(all(kernel.ask("provider.complete", [request])), { code: "hook/failed" });
});

Deno.test("ask() closes a stream once that is left, and not one that came to its end", async () => {
  let closed = 0;
  const pieces = [text("a"), text("b")];
  const iterator = {
    next: () => {
      const value = pieces.shift();
      return Promise.resolve(value ? { value } : { done: true as const, value });
    },
    return: () => (closed++, Promise.resolve({ done: true as const, value: undefined })),
  };
  await using kernel = await kernelOf([speaker(iterator)]);
  assert.deepEqual(await all(kernel.ask("provider.complete", [request])), [text("a"), text("b")]);
  assert.equal(closed, 0);
  pieces.push(text("c"));
  for await (const _chunk of kernel.ask("provider.complete", [request])) break;
  assert.equal(closed, 1);
});

Deno.test("ask() keeps to itself that a stream which is left can not close", async () => {
  const iterator = {
    next: () => Promise.resolve({ value: text("a") }),
    return: () => Promise.reject(new Error("stuck")),
  };
  await using kernel = await kernelOf([speaker(iterator)]);
  for await (const _chunk of kernel.ask("provider.complete", [request])) break;
});

Deno.test("ask() tells how a stream ended: read to its end, left, failed, given up", async () => {
  const steps = async (
    iterator: AsyncIterator<Chunk>,
    read: (chunks: AsyncIterable<Chunk>) => Promise<unknown>,
    options: AskOptions = {},
  ) => {
    const told: Step[] = [];
    await using kernel = await kernelOf([speaker(iterator)]);
    kernel.steps.subscribe((step) => void told.push(step));
    await read(kernel.ask("provider.complete", [request], options)).catch(() => {});
    return told.map(({ status, fields }) => [status, fields.chunks]);
  };
  const once = () => {
    const pieces: Chunk[] = [text("a")];
    return {
      next: () => {
        const value = pieces.shift();
        return Promise.resolve(value ? { value } : { done: true as const, value });
      },
    };
  };
  const leave = async (chunks: AsyncIterable<Chunk>) => {
    for await (const _chunk of chunks) break;
  };
  const running = ["running", undefined];
  assert.deepEqual(await steps(once(), all), [running, ["ok", 1]]);
  assert.deepEqual(await steps(once(), leave), [running, ["cancelled", 0]]);
  const broken = { next: () => Promise.reject(new Error("no server")) };
  assert.deepEqual(await steps(broken, all), [running, ["failed", 0]]);
  assert.deepEqual(await steps({ next: never }, all, { deadlineMs: 10 }), [running, ["failed", 0]]);
  const control = new AbortController();
  const giving = { next: () => (control.abort(), never()) };
  assert.deepEqual(await steps(giving, all, { signal: control.signal }), [running, ["cancelled", 0]]);
});
