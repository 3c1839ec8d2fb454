import assert from "node:assert/strict";
import { MazeError } from "../../../core/kernel/errors.ts";
import { ProviderError, type ProviderErrorInit } from "../../../core/kernel/provider_error.ts";
import { MAX_RETRIES, retried, type RetryOptions } from "../../../core/kernel/retry.ts";
import { all, entryOf, kernelOf, plugin, request } from "./toy.ts";

/** Reads a stream that is opened by turns: each is pieces and then perhaps a fault. */
async function read(
  turns: readonly (readonly (string | Error)[])[],
  options: Partial<RetryOptions> & { readonly deadlineMs?: number; readonly signal?: AbortSignal } = {},
) {
  const { deadlineMs = 600_000, signal = new AbortController().signal, ...others } = options;
  const [pieces, waits]: [string[], number[]] = [[], []];
  let opened = 0;
  async function* open() {
    for (const piece of turns[Math.min(opened++, turns.length - 1)] ?? []) {
      await Promise.resolve();
      if (piece instanceof Error) throw piece;
      yield piece;
    }
  }
  let error: unknown;
  try {
    const stream = retried(open, {
      call: { signal, deadline: performance.now() + deadlineMs },
      tell: ({ waitMs }) => waits.push(waitMs),
      random: () => 1,
      wait: () => Promise.resolve(),
      ...others,
    });
    for await (const piece of stream) pieces.push(piece);
  } catch (thrown) {
    error = thrown;
  }
  return { pieces, waits, opened, error };
}

function busy(more: Partial<ProviderErrorInit> = {}): ProviderError {
  return new ProviderError("Cannot ask: busy", { code: "provider/busy", isRetryable: true, ...more });
}

Deno.test("retried() opens a stream again that failed before its first piece", async () => {
  const { pieces, opened, error } = await read([[busy()], [busy()], ["a", "b"]]);
  assert.deepEqual({ pieces, opened, error }, { pieces: ["a", "b"], opened: 3, error: undefined });
});

Deno.test("retried() takes nothing back: a stream that has begun fails", async () => {
  const fault = busy();
  const { pieces, opened, error } = await read([["a", fault], ["b"]]);
  assert.deepEqual({ pieces, opened }, { pieces: ["a"], opened: 1 });
  assert.equal(error, fault);
});

Deno.test("retried() leaves faults alone that time does not mend", async () => {
  for (const fault of [busy({ isRetryable: false }), new MazeError("no", { code: "a/b" }), new Error("no")]) {
    assert.equal((await read([[fault], ["a"]])).error, fault);
  }
});

Deno.test("retried() waits twice as long each time, at least half of it by chance", async () => {
  const most = await read([[busy()]]);
  assert.deepEqual(most.waits, [500, 1000, 2000, 4000, 8000, 16_000]);
  assert.equal(most.opened, MAX_RETRIES + 1);
  assert.deepEqual((await read([[busy()]], { random: () => 0 })).waits, [250, 500, 1000, 2000, 4000, 8000]);
});

Deno.test("retried() waits as long as the server says", async () => {
  assert.deepEqual((await read([[busy({ retryAfterMs: 1234 })], ["a"]])).waits, [1234]);
});

Deno.test("retried() begins no wait that would end after the deadline", async () => {
  const fault = busy({ retryAfterMs: 5000 });
  const { waits, error, opened } = await read([[fault], ["a"]], { deadlineMs: 4000 });
  assert.deepEqual({ waits, opened }, { waits: [], opened: 1 });
  assert.equal(error, fault);
});

Deno.test("retried() stops waiting when nobody wants the answer any more", async () => {
  const control = new AbortController();
  const tell = () => control.abort(new Error("left"));
  const { error } = await read([[busy({ retryAfterMs: 60_000 })], ["a"]], {
    signal: control.signal,
    tell,
    wait: (ms, signal) =>
      new Promise((_, reject) => {
        const timer = setTimeout(reject, ms, new Error("waited"));
        signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)));
        if (signal.aborted) (clearTimeout(timer), reject(signal.reason));
      }),
  });
  assert.equal((error as Error).message, "left");
});

Deno.test("a kernel tries a provider again before it falls back, and tells it", async () => {
  let asked = 0;
  const flaky = entryOf(plugin("flaky", ["provider"], () => ({
    provider: {
      async *complete() {
        await Promise.resolve();
        if (asked++ < 2) throw busy({ retryAfterMs: 1 });
        yield { kind: "text" as const, answer: 0, text: "a" };
      },
    },
  })));
  await using kernel = await kernelOf([flaky]);
  const retries: unknown[] = [];
  kernel.steps.subscribe(({ name, plugin, fields }) =>
    name === "retry" && retries.push([plugin, fields.attempt])
  );
  assert.equal((await all(kernel.ask("provider.complete", [request]))).length, 1);
  assert.deepEqual(retries, [["flaky", 1], ["flaky", 2]]);
});

Deno.test("a kernel asks only the plugin that is named", async () => {
  const provider = (name: string) =>
    entryOf(plugin(name, ["provider"], () => ({
      provider: {
        async *complete() {
          yield await Promise.resolve({ kind: "text" as const, answer: 0, text: name });
        },
        count: (texts: readonly string[]) =>
          Promise.resolve({ counts: texts.map(() => name.length), counting: "estimate" as const }),
      },
    })));
  await using kernel = await kernelOf([provider("one"), provider("three")]);
  const [chunk] = await all(kernel.ask("provider.complete", [request], { plugin: "three" }));
  assert.deepEqual(chunk, { kind: "text", answer: 0, text: "three" });
  assert.deepEqual((await kernel.ask("provider.count", [["x"]], { plugin: "three" }))?.counts, [5]);
});
