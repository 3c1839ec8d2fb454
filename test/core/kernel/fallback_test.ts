import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import type { Chunk } from "../../../core/kernel/plugin.ts";
import { all, entryOf, kernelOf, never, plugin, request } from "./toy.ts";

const text = (text: string): Chunk => ({ kind: "text", answer: 0, text });

/** A provider that says this, or fails before it says anything. */
function provider(name: string, says: string | Error) {
  return entryOf(plugin(name, ["provider"], () => ({
    provider: {
      async *complete() {
        if (says instanceof Error) throw await Promise.resolve(says);
        yield text(says);
      },
    },
  })));
}

Deno.test("ask() goes on with the next provider where one fails, and with no other where it does not", async () => {
  await using kernel = await kernelOf([
    provider("a", new Error("no")),
    provider("b", "from b"),
    provider("c", "from c"),
  ]);
  assert.deepEqual(await all(kernel.ask("provider.complete", [request])), [text("from b")]);
});

Deno.test("ask() takes a stream without a piece for an answer", async () => {
  const silent = entryOf(plugin("silent", ["provider"], () => ({ provider: { async *complete() {} } })));
  await using kernel = await kernelOf([silent, provider("b", "from b")]);
  assert.deepEqual(await all(kernel.ask("provider.complete", [request])), []);
});

Deno.test("ask() says how many providers failed, and why each did", async () => {
  const faultOf = async (...entries: Parameters<typeof kernelOf>[0]) => {
    await using kernel = await kernelOf(entries);
    const error = await all(kernel.ask("provider.complete", [request])).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(error instanceof MazeError);
    const causes = error.cause instanceof AggregateError
      ? error.cause.errors.map(({ plugin }) => plugin)
      : error.cause;
    return [error.code, error.message, causes];
  };
  assert.deepEqual(await faultOf(), [
    "hook/unanswered",
    'Cannot ask "provider.complete": no plugin contributes it',
    undefined,
  ]);
  assert.deepEqual(await faultOf(provider("a", new Error("one")), provider("b", new Error("two"))), [
    "hook/unanswered",
    'Cannot ask "provider.complete": all 2 plugins failed',
    ["a", "b"],
  ]);
});

Deno.test("ask() asks no other provider once the time is over or the asker gave up", async () => {
  const asked: string[] = [];
  const stuck = entryOf(plugin("stuck", ["provider"], () => ({
    provider: { complete: () => ({ [Symbol.asyncIterator]: () => ({ next: never }) }) },
  })));
  const next = entryOf(plugin("next", ["provider"], () => ({
    provider: {
      async *complete() {
        asked.push("next");
        yield text("late");
      },
    },
  })));
  await using kernel = await kernelOf([stuck, next]);
  await assert.rejects(all(kernel.ask("provider.complete", [request], { deadlineMs: 10 })), {
    code: "hook/deadline",
    plugin: "stuck",
  });
  const control = new AbortController();
  const answer = all(kernel.ask("provider.complete", [request], { signal: control.signal }));
  control.abort(new Error("enough"));
  await assert.rejects(answer, /enough/);
  assert.deepEqual(asked, []);
});
