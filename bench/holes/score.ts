/**
 * What fills of a project's holes are worth: the project's own compiler options, then what the function does, in a child
 * that may do nothing.
 *
 * @module
 */

import type { Answer, Score } from "../eval/score.ts";
import { type Scratch, scratchOf } from "./child.ts";
import { type Fault, faultsOf, newFaults } from "./compile.ts";
import { does } from "./draw.ts";
import type { HoleTask } from "./task.ts";

/** A score, and names that the fill has made up. */
export interface HoleScore extends Score {
  readonly invented: readonly string[];
}

/** Scores answers to the tasks of one run. */
export class HoleScorer {
  readonly #tasks: ReadonlyMap<string, HoleTask>;
  /** Faults of the uncut projects, by their roots. */
  readonly #known = new Map<string, Promise<readonly Fault[]>>();

  constructor(tasks: readonly HoleTask[]) {
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
  }

  /**
   * Scores answers, in their order. Equal ones are judged once.
   *
   * @throws {Error} If the compiler does not run.
   */
  async score(answers: readonly Answer[]): Promise<readonly HoleScore[]> {
    const scores = new Map<string, HoleScore>();
    for (const [id, own] of Map.groupBy(answers, ({ task }) => task.id)) {
      const task = this.#tasks.get(id);
      if (!task) throw new Error(`Cannot score ${id}: it is no task of this run`);
      await using scratch = await scratchOf(task.project.root);
      for (const { text } of own) {
        const key = JSON.stringify([id, text]);
        if (!scores.has(key)) scores.set(key, await this.#scoreOf(task, text, scratch));
      }
    }
    return answers.map(({ task, text }) => scores.get(JSON.stringify([task.id, text])) ?? NOTHING);
  }

  async #scoreOf(task: HoleTask, answer: string, scratch: Scratch): Promise<HoleScore> {
    const { file, whole, project: { root } } = task;
    const text = wholeOf(task, answer);
    if (text === undefined) return NOTHING;
    const known = this.#known.get(root) ?? faultsOf(root);
    this.#known.set(root, known);
    await Deno.writeTextFile(`${scratch.root}/${file}`, text);
    const faults = newFaults(await faultsOf(scratch.root), await known);
    await Deno.writeTextFile(`${scratch.root}/${file}`, whole);
    const compiled = faults.length === 0;
    return {
      ...{ compiled, compiledBare: compiled, passed: compiled && await does(scratch, task, text) },
      invented: inventedIn(faults),
    };
  }
}

const NOTHING: HoleScore = { compiled: false, compiledBare: false, passed: false, invented: [] };

/** The whole file of an answer, where a task shows a part of it; `undefined` where that part is not what was shown. */
export function wholeOf({ whole, callable, shown }: HoleTask, answer: string): string | undefined {
  if (!shown) return answer;
  const [before, after] = [
    whole.slice(shown.start, callable.body.start),
    whole.slice(callable.body.end, shown.end),
  ];
  const at = answer.lastIndexOf(shown.before + before);
  const end = answer.lastIndexOf(after + shown.after);
  const from = at + shown.before.length + before.length;
  if (at < 0 || end < from) return undefined;
  // What was added above what is shown, as an import, comes to the top of the file.
  return answer.slice(0, at) + whole.slice(0, callable.body.start) + answer.slice(from, end) +
    whole.slice(callable.body.end);
}

/** Faults that say that nothing is called so: names, members, exports and properties. */
const UNKNOWN: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ["TS2304", "TS2552", "TS2503", "TS2339", "TS2551", "TS2662", "TS2663"].map((code) => [code, /'([^']+)'/]),
  ),
  ...{ TS2305: /member '([^']+)'/, TS2694: /member '([^']+)'/, TS2724: /member named '([^']+)'/ },
  ...{
    TS18004: /property '([^']+)'/,
    TS2353: /'([^']+)' does not exist/,
    TS2561: /'([^']+)' does not exist/,
  },
};

/** The names at which faults say so, each once. */
export function inventedIn(faults: readonly Fault[]): readonly string[] {
  return [...new Set(faults.flatMap(({ code, message }) => UNKNOWN[code]?.exec(message)?.[1] ?? []))];
}
