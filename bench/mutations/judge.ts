/**
 * Whether the type check and the tests notice a mutation.
 *
 * @module
 */

import { join } from "node:path";
import type { Copy, End } from "./copy.ts";
import { mutated, type Mutation } from "./operators.ts";

/** What is known of the tests while nothing is broken. */
export interface Tests {
  /** The test files that can see each file. */
  readonly byFile: ReadonlyMap<string, readonly string[]>;
  /** How long each test file takes, milliseconds. */
  readonly times: ReadonlyMap<string, number>;
  /** How long the longest test takes, milliseconds. */
  readonly longestMs: number;
}

/** What became of a mutation in the tests: no test failed, one failed, or one did not end. */
export type Verdict = "survived" | "red" | "late";

const OPTIONS = ["-A", "--frozen", "--quiet"];
/** A mutation may allocate without end. */
const HEAP = "--v8-flags=--max-old-space-size=2048";
const CHECK = { wholeMs: 300_000 };
const ALL = { wholeMs: 1_800_000 };
const SPARE_MS = 20_000;
/** Two runs at a time on a busy machine; what is stopped too early would count as noticed. */
const TIMES = 5;

/** Whether the whole repository type-checks with the mutation. */
export async function typeChecks(copy: Copy, mutation: Mutation): Promise<boolean> {
  return await broken(copy, mutation, async () => {
    return await copy.deno(["check", "--frozen", "--quiet"], CHECK) === "green";
  });
}

/** Runs the tests that can see the mutation, nearest first, until one is red. */
export async function judge(copy: Copy, mutation: Mutation, tests: Tests): Promise<Verdict> {
  return await broken(copy, mutation, async () => {
    for (const batch of batches(mutation.file, tests)) {
      const first = await runTests(copy, batch, tests);
      // A test that fails by chance must not count: it has to fail again.
      const end = first === "red" ? await runTests(copy, batch, tests) : first;
      if (end !== "green") return end;
    }
    return "survived";
  });
}

/** The tests that can see a file, in the order in which they are tried: its own folder's, core's, the others. */
export function batches(file: string, { byFile, times }: Tests): string[][] {
  const folder = `test/${file.slice(0, file.lastIndexOf("/") + 1)}`;
  const quickest = [...byFile.get(file) ?? []].sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0));
  const own = quickest.filter((test) => test.startsWith(folder));
  const core = quickest.filter((test) => !own.includes(test) && test.startsWith("test/core/"));
  const others = quickest.filter((test) => !own.includes(test) && !core.includes(test));
  return [own, core, others].filter((batch) => batch.length > 0);
}

/**
 * Runs all tests with nothing broken.
 *
 * @returns How long they take.
 * @throws {Error} If one is red by itself, twice.
 */
export async function timesOf(copy: Copy, files: readonly string[]): Promise<Omit<Tests, "byFile">> {
  const report = join(copy.root, "..", "report.xml");
  const run = async (files: readonly string[]) => {
    const args = ["test", ...OPTIONS, `--junit-path=${report}`, ...files];
    const end = await copy.deno(args, ALL);
    const suites = end === "late" ? [] : suitesOf(await Deno.readTextFile(report));
    return { end, suites, red: suites.filter(({ red }) => red.length > 0) };
  };
  const { end, suites, red } = await run(files);
  const last = end === "red" && red.length > 0 ? await run(red.map(({ file }) => file)) : { end, red };
  if (last.end !== "green") {
    const names = last.red.flatMap((suite) => suite.red).join("\n  ");
    throw new Error(`Cannot measure: with nothing broken the tests are ${last.end}\n  ${names}`);
  }
  return {
    times: new Map(suites.map(({ file, timeMs }) => [file, timeMs])),
    longestMs: Math.max(0, ...suites.map(({ longestMs }) => longestMs)),
  };
}

/** What a JUnit report says of a test file. */
interface Suite {
  readonly file: string;
  readonly timeMs: number;
  readonly longestMs: number;
  /** The tests that failed, by name. */
  readonly red: readonly string[];
}

function suitesOf(xml: string): Suite[] {
  return [...xml.matchAll(/<testsuite name="([^"]*)"[\s\S]*?<\/testsuite>/g)].map(([suite, name = ""]) => {
    const cases = [
      ...suite.matchAll(/<testcase name="([^"]*)"[^>]*?time="([\d.]+)"[^>]*>(\s*<(failure|error))?/g),
    ];
    const times = cases.map(([, , time]) => Number(time) * 1000);
    return {
      file: name.replace(/^\.\//, ""),
      timeMs: times.reduce((sum, time) => sum + time, 0),
      longestMs: Math.max(0, ...times),
      red: cases.flatMap(([, test, , isRed]) => isRed ? [`${name}: ${test}`] : []),
    };
  });
}

async function runTests(copy: Copy, files: readonly string[], { times, longestMs }: Tests): Promise<End> {
  const usualMs = files.reduce((sum, file) => sum + (times.get(file) ?? 0), 0);
  const args = ["test", ...OPTIONS, HEAP, "--no-check", "--fail-fast", ...files];
  // A test that hangs is noticed long before the time of all of them is over.
  return await copy.deno(args, {
    wholeMs: SPARE_MS + TIMES * usualMs,
    silentMs: SPARE_MS + TIMES * longestMs,
  });
}

/** Runs work while a mutation lies in the copy. */
async function broken<Result>(copy: Copy, mutation: Mutation, work: () => Promise<Result>): Promise<Result> {
  const path = join(copy.root, mutation.file);
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, mutated(text, mutation));
  try {
    return await work();
  } finally {
    await Deno.writeTextFile(path, text);
  }
}
