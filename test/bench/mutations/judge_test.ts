import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { type Copy, copyRepository } from "../../../bench/mutations/copy.ts";
import { batches, judge, type Tests, timesOf, typeChecks } from "../../../bench/mutations/judge.ts";
import { type Mutation, mutationsOf } from "../../../bench/mutations/operators.ts";

const SOURCE = `export function last(list: readonly string[]): string {
  const last: string = list[list.length - 1] ?? "none";
  return list.length > 7 ? last.slice(0) : last;
}
`;
const TEST = `import { last } from "../../core/last.ts";
Deno.test("last() gives the last", async () => {
  await new Promise((done) => setTimeout(done, 20));
  if (last(["w", "x"]) !== "x") throw new Error("another");
});
`;
const TESTS = ["test/core/last_test.ts"];
const CONFIG = '{ "compilerOptions": { "noUncheckedIndexedAccess": true } }';
const never = new AbortController().signal;

/** A copy of a repository of one function and one test, with what is known of the test. */
async function withCopy(work: (copy: Copy, tests: Tests) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await new Deno.Command("git", { args: ["init", "--quiet"], cwd: root }).output();
    const files = { "deno.json": CONFIG, "core/last.ts": SOURCE, "test/core/last_test.ts": TEST };
    for (const [file, text] of Object.entries(files)) {
      await Deno.mkdir(join(root, dirname(file)), { recursive: true });
      await Deno.writeTextFile(join(root, file), text);
    }
    await using copy = await copyRepository(root, never);
    await work(copy, { byFile: new Map([["core/last.ts", TESTS]]), times: new Map(), longestMs: 0 });
    assert.equal(await Deno.readTextFile(join(copy.root, "core/last.ts")), SOURCE);
    assert.equal(await Deno.readTextFile(join(root, "core/last.ts")), SOURCE);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

function mutation(before: string, after: string): Mutation {
  const found = mutationsOf("core/last.ts", SOURCE).find((one) =>
    one.before === before && one.after === after
  );
  assert.ok(found);
  return found;
}

Deno.test("judge() tells what a test sees from what none sees", async () => {
  await withCopy(async (copy, tests) => {
    assert.equal(await judge(copy, mutation("-", "+"), tests), "red");
    assert.equal(await judge(copy, mutation("7", "8"), tests), "survived");
  });
});

Deno.test("typeChecks() is false for what the compiler refuses", async () => {
  await withCopy(async (copy) => {
    assert.equal(await typeChecks(copy, mutation("-", "+")), true);
    assert.equal(await typeChecks(copy, mutation('?? "none"', "")), false);
  });
});

Deno.test("a command in a copy that does not end is ended with all it started, and is late", async () => {
  await withCopy(async (copy) => {
    const program = 'new Deno.Command("sleep", { args: ["600"] }).spawn(); setInterval(() => {}, 1000);';
    await Deno.writeTextFile(join(copy.root, "ever.ts"), program);
    assert.equal(await copy.deno(["run", "-A", "ever.ts"], { wholeMs: 1500 }), "late");
  });
});

Deno.test("a command in a copy that falls silent is late long before its time is over", async () => {
  await withCopy(async (copy) => {
    const talks =
      "for (let at = 0; at < 10; at++) { console.log(at); await new Promise((on) => setTimeout(on, 300)); }";
    await Deno.writeTextFile(join(copy.root, "talks.ts"), talks);
    await Deno.writeTextFile(join(copy.root, "silent.ts"), "setInterval(() => {}, 1000);");
    const limits = { wholeMs: 600_000, silentMs: 2000 };
    assert.equal(await copy.deno(["run", "-A", "talks.ts"], limits), "green");
    assert.equal(await copy.deno(["run", "-A", "silent.ts"], limits), "late");
  });
});

Deno.test("timesOf() tells how long each test file takes", async () => {
  await withCopy(async (copy) => {
    const { times, longestMs } = await timesOf(copy, TESTS);
    const [[file, timeMs] = ["", 0], ...others] = times;
    assert.deepEqual([file, others], ["test/core/last_test.ts", []]);
    assert.ok(timeMs >= 20, String(timeMs));
    assert.equal(longestMs, timeMs);
  });
});

Deno.test("timesOf() refuses to go on when a test is red with nothing broken, and names it", async () => {
  await withCopy(async (copy) => {
    await Deno.writeTextFile(join(copy.root, "test/core/last_test.ts"), TEST.replace('!== "x"', '!== "y"'));
    await assert.rejects(timesOf(copy, TESTS), /last\(\) gives the last/);
  });
});

Deno.test("batches() tries the tests of the folder first, then those of core, then the others, quick ones first", () => {
  const tests = [
    "test/cli/a_test.ts",
    "test/core/code/b_test.ts",
    "test/core/fill/c_test.ts",
    "test/core/fill/d_test.ts",
  ];
  const times = new Map([["test/core/fill/c_test.ts", 900], ["test/core/fill/d_test.ts", 3]]);
  assert.deepEqual(
    batches("core/fill/plan.ts", {
      byFile: new Map([["core/fill/plan.ts", tests]]),
      times,
      longestMs: 900,
    }),
    [
      ["test/core/fill/d_test.ts", "test/core/fill/c_test.ts"],
      ["test/core/code/b_test.ts"],
      ["test/cli/a_test.ts"],
    ],
  );
});
