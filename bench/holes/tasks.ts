/**
 * The tasks of a package, drawn once and kept beside it in the cache.
 *
 * @module
 */

import { exists } from "../packages.ts";
import { drawTasks } from "./draw.ts";
import { knownBefore } from "./fresh.ts";
import { type HolePackage, type Project, projectFor } from "./projects.ts";
import { renamedProject } from "./renamed.ts";
import type { HoleTask } from "./task.ts";

/** A new number makes all tasks anew. */
const FORM = 1;

/** Which tasks. */
export interface TaskOptions {
  /** Of each package. */
  readonly most: number;
  /** Tokens of a text. */
  readonly count: (text: string) => number;
  /** Projects with other names for everything of their own. */
  readonly isRenamed: boolean;
  /** Bodies alone that no version of 2025 has. */
  readonly isFresh: boolean;
  readonly tell: (line: string) => void;
}

/**
 * The tasks of a package; none where what is wanted of it does not exist.
 *
 * @throws {Error} If npm can not install it.
 */
export async function tasksFor(wanted: HolePackage, options: TaskOptions): Promise<readonly HoleTask[]> {
  const { isRenamed, isFresh, most, tell } = options;
  if (isFresh && wanted.before === undefined) {
    tell(`${wanted.name}: no version of 2025 has the same source`);
    return [];
  }
  const original = await projectFor(wanted);
  const project = isRenamed ? await renamedProject(original) : original;
  if (!project) {
    tell(`${wanted.name}: can not be renamed without faults`);
    return [];
  }
  const file = `${project.root}/tasks-${FORM}-${most}${isFresh ? "-fresh" : ""}.json`;
  if (exists(file)) return here(JSON.parse(await Deno.readTextFile(file)), project);
  const isKnown = isFresh ? await knownBefore(wanted) : undefined;
  const tasks = await drawTasks(project, { ...options, ...isKnown ? { isKnown } : {} });
  await Deno.writeTextFile(file, JSON.stringify(tasks));
  return tasks;
}

/** A cache may have moved. */
function here(tasks: readonly HoleTask[], project: Project): readonly HoleTask[] {
  return tasks.map((task) => ({ ...task, project, folder: project.root }));
}
