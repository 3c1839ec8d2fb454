/**
 * Holes in real projects: bodies of functions cut out of published packages, told in several ways, filled by a model, and
 * judged by what the bodies did that stood there.
 *
 *     deno task bench holes [--list] [--json] [--verbose] [--packages=NAME,…] [--n=N] [--renamed | --fresh]
 *         [--contexts=none,file,names,aider,maze] [--aider=PYTHON]
 *         [--url=URL] [--out=FOLDER] [--arms=F] [--seeds=N] [--limit=N], and what else `bench eval` takes
 *
 * @see docs/evaluation.md
 *
 * @module
 */

import { run, runOptions } from "./eval/run.ts";
import { type ContextName, tellAll, type Told } from "./holes/contexts.ts";
import { type HoleRow, recallFigures, type RecallRow, rowFigures, soundFigures } from "./holes/figures.ts";
import { type HoleOptions, holeOptions } from "./holes/options.ts";
import { HoleScorer } from "./holes/score.ts";
import { soundRows } from "./holes/sound.ts";
import type { HoleTask } from "./holes/task.ts";
import { tasksFor } from "./holes/tasks.ts";
import { report } from "./report.ts";

/** Draws, and prints what there is; fills where a server or a recording is named. */
export async function main(args: readonly string[]): Promise<void> {
  const options = holeOptions(args);
  const count = await counter();
  const tell = (line: string) => options.isVerbose && console.error(line);
  const tasks: HoleTask[] = [];
  const told: Told[] = [];
  for (const one of options.packages) {
    const own = await tasksFor(one, { ...options, count, tell });
    tasks.push(...own);
    if (!options.isList) {
      told.push(...await tellAll(own, { names: options.contexts, python: options.python, count }));
    }
  }
  if (options.isList) return list(tasks);
  const recall = told.flatMap(({ recall, tasks }) => recallRows(recall, tasks));
  const rows = options.isFilled ? await filled(options, told) : [];
  const figures = rows.length > 0 ? rowFigures(rows) : soundFigures(await soundRows(tasks));
  report("holes", [...figures, ...recallFigures(recall)], options.isJson);
}

function list(tasks: readonly HoleTask[]): void {
  for (const { id, tokens, given } of tasks) console.log(`${id}: ${tokens} tokens, ${given.length} inputs`);
}

function recallRows(recall: Told["recall"], tasks: Told["tasks"]): readonly RecallRow[] {
  return [...recall].flatMap(([context, counted]) => {
    const task = tasks.get(context);
    return task ? [{ context, package: task.project.name, counted }] : [];
  });
}

/** Fills in one context after another; all share the recording, and each has rows of its own. */
async function filled(
  { contexts, out = "", rest }: HoleOptions,
  told: readonly Told[],
): Promise<readonly HoleRow[]> {
  const inContext = (name: ContextName) => told.flatMap(({ tasks }) => tasks.get(name) ?? []);
  const hasArms = rest.some((arg) => arg.startsWith("--arms="));
  const { tasks: first, ...options } = await runOptions(
    [...rest, ...hasArms ? [] : ["--arms=F"]],
    contexts.slice(0, 1).flatMap(inContext),
  );
  const rows: HoleRow[] = [];
  for (const context of contexts) {
    const tasks = inContext(context).slice(0, first.length);
    const scorer = new HoleScorer(tasks);
    const rowsFile = `${out}/rows-${context}.jsonl`;
    const made = await run({ ...options, tasks, rowsFile, score: (answers) => scorer.score(answers) });
    rows.push(...named(made, context, tasks));
  }
  return rows;
}

function named(rows: Awaited<ReturnType<typeof run>>, context: ContextName, tasks: readonly HoleTask[]) {
  const packages = new Map(tasks.map(({ id, project }) => [id, project.name]));
  return rows.map((row): HoleRow => ({ ...row, context, package: packages.get(row.task) ?? "" }));
}

/** Tokens of a text by `o200k_base`. */
async function counter(): Promise<(text: string) => number> {
  const { Tiktoken } = await import("js-tiktoken/lite");
  const { default: ranks } = await import("js-tiktoken/ranks/o200k_base");
  const encoding = new Tiktoken(ranks);
  return (text) => encoding.encode(text, [], []).length;
}
