/**
 * Whether the tests notice small faults in `core/`: lines are drawn by a seed, one fault is made in each, and the tests
 * that can see it are run in a copy of the repository.
 *
 *     deno task bench mutations [--json] [--n=N] [--seed=A,B,…] [--below=core/write/] [--jobs=N] [--verbose]
 *
 * @module
 */

import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { type Copy, copyRepository } from "./mutations/copy.ts";
import { draw } from "./mutations/draw.ts";
import { testsByFile, type Tree } from "./mutations/graph.ts";
import { judge, type Tests, timesOf, typeChecks, type Verdict } from "./mutations/judge.ts";
import { type Mutation, mutationsOf } from "./mutations/operators.ts";
import { type Figure, figure, report } from "./report.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** Where modules and tests lie. */
const FOLDERS = ["core", "plugins", "cli", "test", "bench", "examples"];

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

/** What became of the mutations of one seed. */
interface Result {
  /** Those that type-check. */
  readonly verdicts: readonly Verdict[];
  /** How many the type check refused before enough were found. */
  readonly refused: number;
}

async function measure(options: Options, signal: AbortSignal): Promise<readonly Result[]> {
  await using stack = new AsyncDisposableStack();
  const copies = await Promise.all(Array.from({ length: options.jobs }, () => copyRepository(ROOT)));
  const [first] = copies.map((copy) => stack.use(copy));
  if (!first) throw new RangeError(`Cannot measure with ${options.jobs} jobs`);
  const tree = await readTree(first.root);
  const byFile = testsByFile(tree);
  const mutations = [...tree.texts].filter(([file]) => file.startsWith(options.below))
    .flatMap(([file, text]) => mutationsOf(file, text));
  const seen = new Set(mutations.flatMap(({ file }) => byFile.get(file) ?? []));
  const tests: Tests = { byFile, times: await timesOf(first, [...seen], signal) };
  const results: Result[] = [];
  for (const seed of options.seeds) {
    results.push(await measureSeed(draw(mutations, seed), copies, tests, options, signal));
  }
  return results;
}

async function measureSeed(
  drawn: readonly Mutation[],
  copies: readonly Copy[],
  tests: Tests,
  options: Options,
  signal: AbortSignal,
): Promise<Result> {
  const left = [...drawn];
  const wanted: Mutation[] = [];
  let refused = 0;
  while (wanted.length < options.mutations && left.length > 0) {
    const batch = left.splice(0, copies.length);
    const areTyped = await shared(copies, batch, (copy, mutation) => typeChecks(copy, mutation, signal));
    for (const [at, mutation] of batch.entries()) {
      if (wanted.length === options.mutations) break;
      if (areTyped[at]) wanted.push(mutation);
      else refused++;
    }
  }
  const verdicts = await shared(copies, wanted, async (copy, mutation) => {
    const verdict = await judge(copy, mutation, tests, signal);
    if (verdict === "survived" || options.isVerbose) console.error(line(mutation, verdict));
    return verdict;
  });
  return { verdicts, refused };
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
      { name: "type-check: tests turn red", ...percent, target: 80 },
      share((one) => [noticed(one), one.verdicts.length]),
    ),
    figure(
      { name: "all: type check or tests turn red", ...percent },
      share((one) => [noticed(one) + one.refused, all(one)]),
    ),
    figure({ name: "all: refused by the type check", ...percent }, share((one) => [one.refused, all(one)])),
    figure(
      { name: "red because a test did not end", unit: "mutations", lower_is_better: true },
      results.map(({ verdicts }) => verdicts.filter((verdict) => verdict === "late").length),
    ),
  ];
}

function line({ file, line, operator, before, after }: Mutation, verdict: Verdict): string {
  const flat = (text: string) => text.replace(/\s+/g, " ");
  return `${verdict} | ${file}:${line} | ${operator} | ${flat(before)} → ${flat(after)}`;
}

async function readTree(root: string): Promise<Tree> {
  const texts = new Map<string, string>();
  for (const file of ["mod.ts", ...FOLDERS.flatMap((folder) => [...filesBelow(root, folder)])]) {
    texts.set(file, await Deno.readTextFile(join(root, file)));
  }
  const names = new Map<string, string>();
  for (const folder of ["", "cli"]) {
    const { name, exports } = JSON.parse(await Deno.readTextFile(join(root, folder, "deno.json")));
    const all: Readonly<Record<string, string>> = typeof exports === "string" ? { ".": exports } : exports;
    for (const [path, file] of Object.entries(all)) {
      names.set(posix.join(name, path), posix.join(folder, file));
    }
  }
  return { texts, names };
}

function* filesBelow(root: string, folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(join(root, folder))) {
    const path = posix.join(folder, name);
    if (isDirectory) yield* filesBelow(root, path);
    else if (name.endsWith(".ts")) yield path;
  }
}
