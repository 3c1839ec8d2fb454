import assert from "node:assert/strict";
import type { Kernel } from "../../../core/kernel/kernel.ts";
import { MazeError } from "../../../core/kernel/errors.ts";
import { entryOf, indexer, kernelOf, plugin } from "./toy.ts";

/** The hint for a question that is not among those that were recorded. */
async function hintFor(recorded: readonly string[], asked: string): Promise<string> {
  const file = await Deno.makeTempFile();
  const known = entryOf(plugin("known", ["indexer"], () => ({
    indexer: indexer({ holes: () => Promise.resolve([]) }),
  })));
  const ask = (kernel: Kernel, path: string) => kernel.ask("indexer.holes", [[path]]);
  try {
    {
      await using kernel = await kernelOf([known], { record: { file, mode: "record" } });
      for (const path of recorded) await ask(kernel, path);
    }
    await using kernel = await kernelOf([known], { record: { file, mode: "replay" } });
    const error = await ask(kernel, asked).then(() => undefined, (error: unknown) => error);
    assert.ok(error instanceof MazeError);
    assert.deepEqual([error.code, error.hook], ["replay/missing", "indexer.holes"]);
    return error.hint ?? "";
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("a replay shows where a question parts from the nearest that was recorded", async () => {
  const hint = await hintFor(["src/a", "lib/b"], "src/c");
  assert.match(hint, /^The nearest is line [12]: there …\[\["src\/a"\]\]…, asked …\[\["src\/c"\]\]…\. /);
});

Deno.test("a replay shows of long questions what lies around the place where they part", async () => {
  const [before, after] = ["b".repeat(100), "a".repeat(100)];
  const hint = await hintFor([`${before}1${after}`, "other"], `${before}2${after}`);
  const shown = (digit: number) => `…${"b".repeat(30)}${digit}${"a".repeat(49)}…`;
  assert.ok(hint.includes(`there ${shown(1)}, asked ${shown(2)}.`), hint);
});

Deno.test("a replay compares whole questions, also where one is the start of the other", async () => {
  for (const [recorded, asked] of [["src", "src/a"], ["src/a", "src"]] as const) {
    assert.match(await hintFor([recorded], asked), /^The nearest is line 1: /);
  }
});
