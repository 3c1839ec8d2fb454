/**
 * Holes that are filled in one context after another.
 *
 * @module
 */

import { run, runOptions } from "../eval/run.ts";
import type { ContextName, Told } from "./contexts.ts";
import type { HoleRow, RecallRow } from "./figures.ts";
import type { HoleOptions } from "./options.ts";
import { HoleScorer } from "./score.ts";

/**
 * Fills in every context, as `bench eval` does: all share the recording in the folder `out`, each has a file of rows there,
 * and a run that is started again goes on where it was.
 */
export async function filled(
  { contexts, out = "", rest }: Pick<HoleOptions, "contexts" | "out" | "rest">,
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
    const known = new Map(tasks.map(({ id, project, tokens }) => [id, { package: project.name, tokens }]));
    rows.push(...made.map((row) => {
      const { package: name, tokens } = known.get(row.task) ?? { package: "", tokens: 0 };
      return { ...row, context, package: name, holeTokens: tokens };
    }));
  }
  return rows;
}

/** What every context tells of the names that a body read in other files. */
export function recallRows(told: readonly Told[]): readonly RecallRow[] {
  return told.flatMap(({ recall, tasks }) =>
    [...recall].flatMap(([context, counted]) => {
      const task = tasks.get(context);
      return task ? [{ context, package: task.project.name, task: task.id, counted }] : [];
    })
  );
}
