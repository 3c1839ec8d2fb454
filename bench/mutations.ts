/**
 * Whether the tests notice small faults in `core/`: lines are drawn by a seed, one fault is made in each, and the tests
 * that can see it are run in a copy of the repository.
 *
 *     deno task bench mutations [--json] [--n=N] [--seed=A,B,…] [--below=core/write/] [--jobs=N] [--verbose]
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { type Copy, copyRepository } from "./mutations/copy.ts";
import { draw } from "./mutations/draw.ts";
import { readTree, testsByFile } from "./mutations/graph.ts";
import { judge, type Tests, timesOf, typeChecks, type Verdict } from "./mutations/judge.ts";
import { type Mutation, mutationsOf } from "./mutations/operators.ts";
import { type Figure, figure, report } from "./report.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

interface Options {
  readonly mutations: number;
  readonly seeds: readonly number[];
  /** Only files whose path starts like this. */
  readonly below: string;
  /** Copies that are worked in at the same time. */
  readonly jobs: number;
  readonly isVerbose: boolean;
}

/** Measures and prints; what no test noticed is told on stderr. */
export async function main(args: readonly string[]): Promise<void> {
  const value = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const options: Options = {
    mutations: Number(value("n") ?? 30),
    seeds: (value("seed") ?? "1").split(",").map(Number),
    below: value("below") ?? "core/",
    jobs: Number(value("jobs") ?? 2),
    isVerbose: args.includes("--verbose"),
  };
  const control = new AbortController();
  const stop = () => control.abort(new Error("Interrupted"));
  Deno.addSignalListener("SIGINT", stop);
  try {
    report("mutations", figuresOf(await measure(options, control.signal)), args.includes("--json"));
  } finally {
    Deno.removeSignalListener("SIGINT", stop);
  }
}

/** What became of the mutations of one seed. The bench's figure is of those that type-check. */
interface Result {
  /** Those that type-check. */
  readonly verdicts: readonly Verdict[];
  /** How many the type check refused before enough were found. */
  readonly refused: number;
}

/** What all seeds share. */
interface Setting extends Options {
  readonly copies: readonly Copy[];
  readonly tests: Tests;
}

async function measure(options: Options, signal: AbortSignal): Promise<readonly Result[]> {
  await using stack = new AsyncDisposableStack();
  const copies = await Promise.all(Array.from({ length: options.jobs }, () => copyRepository(ROOT, signal)));
  const [first] = copies.map((copy) => stack.use(copy));
  if (!first) throw new RangeError(`Cannot measure with ${options.jobs} jobs`);
  const tree = await readTree(first.root);
  const byFile = testsByFile(tree);
  const mutations = [...tree.texts].filter(([file]) => file.startsWith(options.below))
    .flatMap(([file, text]) => mutationsOf(file, text));
  const seen = new Set(mutations.flatMap(({ file }) => byFile.get(file) ?? []));
  const setting = { ...options, copies, tests: { byFile, ...await timesOf(first, [...seen]) } };
  const results: Result[] = [];
  for (const seed of options.seeds) results.push(await measureDrawn(draw(mutations, seed), setting));
  return results;
}

async function measureDrawn(drawn: readonly Mutation[], setting: Setting): Promise<Result> {
  const { copies, tests, isVerbose } = setting;
  const { typed, refused } = await firstTyped(drawn, setting);
  const verdicts = await shared(copies, typed, async (copy, mutation) => {
    const verdict = await judge(copy, mutation, tests);
    if (verdict === "survived" || isVerbose) console.error(line(mutation, verdict));
    return verdict;
  });
  return { verdicts, refused };
}

/** As many as are wanted of those that type-check, and how many before the last of them do not. */
async function firstTyped(drawn: readonly Mutation[], { copies, mutations, isVerbose }: Setting) {
  const typed: Mutation[] = [];
  let refused = 0;
  for (let at = 0; at < drawn.length && typed.length < mutations; at += copies.length) {
    const next = drawn.slice(at, at + copies.length);
    const areTyped = await shared(copies, next, typeChecks);
    for (const [at, mutation] of next.entries()) {
      if (typed.length === mutations) return { typed, refused };
      if (areTyped[at]) typed.push(mutation);
      else refused++;
      if (isVerbose && !areTyped[at]) console.error(line(mutation, "refused"));
    }
  }
  return { typed, refused };
}

/** Works on items in several copies at a time; answers are in the order of the items. */
async function shared<Item, Answer>(
  copies: readonly Copy[],
  items: readonly Item[],
  work: (copy: Copy, item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const queue = [...items.entries()];
  await Promise.all(copies.map(async (copy) => {
    for (let next = queue.shift(); next; next = queue.shift()) answers[next[0]] = await work(copy, next[1]);
  }));
  return answers;
}

function figuresOf(results: readonly Result[]): readonly Figure[] {
  const percent = { unit: "%", lower_is_better: false };
  const noticed = ({ verdicts }: Result) => verdicts.filter((verdict) => verdict !== "survived").length;
  const share = (parts: (result: Result) => readonly [part: number, all: number]) =>
    results.map(parts).map(([part, all]) => 100 * part / all);
  const all = ({ verdicts, refused }: Result) => verdicts.length + refused;
  return [
    figure(
      { name: "core.tests turn red", ...percent, target: 80 },
      share((one) => [noticed(one), one.verdicts.length]),
    ),
    figure(
      { name: "core.tests or type check turn red", ...percent },
      share((one) => [noticed(one) + one.refused, all(one)]),
    ),
    figure({ name: "core.type check turns red", ...percent }, share((one) => [one.refused, all(one)])),
    figure(
      { name: "core.tests do not end", unit: "mutations", lower_is_better: true },
      results.map(({ verdicts }) => verdicts.filter((verdict) => verdict === "late").length),
    ),
  ];
}

function line({ file, line, operator, before, after }: Mutation, verdict: Verdict | "refused"): string {
  const flat = (text: string) => text.replace(/\s+/g, " ");
  return `${verdict} | ${file}:${line} | ${operator} | ${flat(before)} → ${flat(after)}`;
}
