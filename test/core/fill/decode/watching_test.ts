import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { Watching } from "../../../../core/fill/decode/watching.ts";
import { draft } from "../../kernel/toy.ts";
import { withContext } from "../context.ts";
import { checker, type CheckerOptions } from "./scripted.ts";

async function withWatching(
  options: CheckerOptions,
  work: (watching: Watching, judge: ReturnType<typeof checker>) => Promise<void>,
): Promise<void> {
  const judge = checker(options);
  await withContext([judge.entry], async (context) => {
    await using watching = await Watching.open(context, draft);
    assert.ok(watching);
    await work(watching, judge);
  });
}

Deno.test("a check is due at once, and then when nine times as long as one takes has passed", async () => {
  await withWatching({ before: () => delay(20) }, async (watching, { checked }) => {
    assert.ok(watching.isDue("one;"));
    assert.ok(!watching.isDue("one"));
    const start = performance.now();
    watching.begin("one;");
    assert.ok(watching.isBusy);
    assert.deepEqual((await watching.found())?.faults, []);
    assert.deepEqual([watching.isBusy, watching.isDue("one; two;")], [false, false]);
    const checkedMs = performance.now() - start;
    assert.deepEqual(checked, ["one;"]);
    assert.ok(checkedMs >= 19);
    await delay(9 * checkedMs + 30);
    assert.ok(watching.isDue("one; two;"));
    assert.ok(!watching.isDue("one;two"));
    assert.ok(watching.isDue("a;"));
  });
});

Deno.test("judged() waits for the check that is under way, and judges as whole where nothing follows", async () => {
  await withWatching({}, async (watching, { checked }) => {
    watching.begin("helper;");
    const found = await watching.judged("helper; two;", true);
    assert.deepEqual(checked, ["helper;", "helper; two;"]);
    assert.deepEqual([found?.faults.length, found?.isComplete], [1, true]);
    assert.deepEqual((await watching.judged("helper; two;", false))?.faults, []);
  });
});

Deno.test("nobody watches a language of which no validator can", async () => {
  await withContext([], async (context) => {
    assert.equal(await Watching.open(context, draft), undefined);
  });
});

Deno.test("a checker that fails twice is left alone, and that is said once", async () => {
  const broken = () => {
    throw new Error("out of memory");
  };
  await withWatching({ before: broken }, async (watching, { opened }) => {
    assert.equal(await watching.judged("one;", false), undefined);
    assert.equal(await watching.judged("two;", false), undefined);
    assert.deepEqual([opened(), watching.isDue("one; two;"), watching.notes.length], [2, false, 1]);
  });
});
