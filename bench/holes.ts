/**
 * Holes in real projects: bodies of functions cut out of published packages, told in several ways, filled by a model, and
 * judged by what the bodies did that stood there.
 *
 *     deno task bench holes [--list] [--json] [--verbose] [--packages=NAME,…] [--n=N] [--renamed | --fresh]
 *         [--contexts=none,file,names,aider,maze] [--aider=PYTHON]
 *         [--url=URL] [--out=FOLDER] [--arms=F] [--seeds=N] [--limit=N] [--store=FILE], and what else `bench eval` takes
 *     deno task bench holes --stored=NAME [--json]
 *
 * @see docs/evaluation.md
 *
 * @module
 */

import { tellAll, type Told } from "./holes/contexts.ts";
import { filled, recallRows } from "./holes/fill.ts";
import { type AnyRow, figuresOf, short, type SoundRow } from "./holes/figures.ts";
import { type HoleOptions, holeOptions } from "./holes/options.ts";
import { soundRows } from "./holes/sound.ts";
import type { HoleTask } from "./holes/task.ts";
import { tasksFor } from "./holes/tasks.ts";
import { report } from "./report.ts";
import { RowFile } from "./rows.ts";
import { rowsFrom } from "./stored.ts";

/** Draws, and prints what there is; fills where a server or a recording is named. */
export async function main(args: readonly string[]): Promise<void> {
  const options = holeOptions(args);
  if (options.isList) return await list(options);
  const rows = await rowsFrom<AnyRow>({ ...options, bench: "holes", short }, () => made(options));
  report("holes", figuresOf(rows), options.isJson);
}

async function list(options: HoleOptions): Promise<void> {
  const count = await counter();
  for (const one of options.packages) {
    for (const { id, tokens, given } of await tasksFor(one, { ...options, count, tell: tellerOf(options) })) {
      console.log(`${id}: ${tokens} tokens, ${given.length} inputs`);
    }
  }
}

/** What is known without a model is told where none is asked, and where all is stored. */
async function made(options: HoleOptions): Promise<readonly AnyRow[]> {
  const { contexts: names, python, isFilled, store, out } = options;
  const count = await counter();
  const tasks: HoleTask[] = [];
  const told: Told[] = [];
  for (const one of options.packages) {
    const own = await tasksFor(one, { ...options, count, tell: tellerOf(options) });
    tasks.push(...own);
    told.push(...await tellAll(own, { names, python, count }));
  }
  const fills = isFilled ? await filled(options, told) : [];
  const file = await RowFile.open<SoundRow>(out && `${out}/sound.jsonl`, ({ task }) => task);
  const sound = !isFilled || store !== undefined ? await soundRows(tasks, file) : [];
  return [...fills, ...sound, ...recallRows(told)];
}

function tellerOf({ isVerbose }: HoleOptions): (line: string) => void {
  return (line) => isVerbose && console.error(line);
}

/** Tokens of a text by `o200k_base`. */
async function counter(): Promise<(text: string) => number> {
  const { Tiktoken } = await import("js-tiktoken/lite");
  const { default: ranks } = await import("js-tiktoken/ranks/o200k_base");
  const encoding = new Tiktoken(ranks);
  return (text) => encoding.encode(text, [], []).length;
}
