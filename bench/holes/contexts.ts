/**
 * What a model is told at a hole: nothing, its file, the file and a map of names, the file and what Maze finds. And how
 * many of the names that the cut body read in other files are in it.
 *
 * @module
 */

import { chooseItems } from "../../core/fill/items.ts";
import { contextFor } from "../../core/fill/related.ts";
import { createIndexer } from "../../plugins/typescript/indexer.ts";
import { Session } from "../../plugins/typescript/session.ts";
import { mapped } from "../context/mapped.ts";
import { nameMap, piecesOf } from "../context/name_map.ts";
import { type Counted, countIn } from "../context/recall.ts";
import { foreignIn } from "../context/symbols.ts";
import { draftAt } from "../prefix/holes.ts";
import { call } from "../prefix/package.ts";
import { aiderMaps } from "./aider.ts";
import { ASKING, type HoleTask, withBody } from "./task.ts";

/** Ways of telling, in the order in which they are shown. */
export const CONTEXTS = ["none", "file", "names", "aider", "maze"] as const;
/** One of them. */
export type ContextName = typeof CONTEXTS[number];

/** Tokens of a map; Maze's own bound when nothing is configured. */
const BUDGET = 2_000;
/** Between the pieces of a map. */
const GAP = "\n\n";

/** What all tasks are told with. */
export interface Telling {
  readonly names: readonly ContextName[];
  /** Tokens of a text. */
  readonly count: (text: string) => number;
  /** A Python that has Aider: without one there is no map of Aider's. */
  readonly python?: string | undefined;
}

/** A task in all contexts, and what each of them tells. */
export interface Told {
  readonly tasks: ReadonlyMap<ContextName, HoleTask>;
  /** Of the project's symbols that the cut body read in other files; of none where it read none. */
  readonly recall: ReadonlyMap<ContextName, Counted>;
}

/** Puts tasks of one project into their contexts, in order. */
export async function tellAll(tasks: readonly HoleTask[], telling: Telling): Promise<readonly Told[]> {
  const [first] = tasks;
  if (!first) return [];
  await using session = new Session(first.project.root, undefined);
  const { python, names, count } = telling;
  const isAided = python !== undefined && names.includes("aider");
  const maps = isAided ? await aiderMaps(python, tasks, { budgetTokens: BUDGET, count }) : [];
  const found: Told[] = [];
  for (const [at, task] of tasks.entries()) {
    found.push(await tell(task, session, { ...telling, map: maps[at] }));
  }
  return found;
}

async function tell(
  task: HoleTask,
  session: Session,
  { names, count, map: aider }: Telling & { readonly map: string | undefined },
): Promise<Told> {
  const sought = await soughtBy(task, session);
  const file = withBody(task, "");
  const tasks = new Map<ContextName, HoleTask>();
  const recall = new Map<ContextName, Counted>();
  const add = (name: ContextName, told: string, own: HoleTask) => {
    if (!names.includes(name)) return;
    tasks.set(name, own);
    recall.set(name, countIn(sought, told));
  };
  const cut = alone(task);
  add("none", cut.files[task.file] ?? "", cut);
  add("file", file, { ...task, context: [] });
  const { map, maze } = await chosenFor(task, session, count);
  add("names", file + map, { ...task, context: piecesIn(map) });
  if (aider !== undefined) add("aider", file + aider, { ...task, context: piecesIn(aider) });
  add("maze", file + maze, task);
  return { tasks, recall };
}

function piecesIn(map: string): readonly string[] {
  return map.split(GAP).filter((piece) => piece.trim() !== "");
}

/** The task with nothing but the function's own declaration and doc comment in its file; a method stands in its class. */
export function alone(task: HoleTask): HoleTask {
  const { whole, callable: { whole: span, body, on }, file } = task;
  const owner = on?.replace(/^new (\S+)\(\)$/, "$1");
  const [before, after] = owner === undefined ? ["", ""] : [`class ${owner} {\n  `, "\n}"];
  const from = before + whole.slice(span.start, body.start);
  return {
    ...task,
    files: { [file]: `${from}${ASKING}${whole.slice(body.end, span.end)}${after}\n` },
    hole: from.length,
    shown: { ...span, before, after },
    context: [],
  };
}

/** Names of the project's symbols that the body reads and other files declare. */
async function soughtBy(task: HoleTask, session: Session): Promise<readonly string[]> {
  const { file, whole, callable: { body } } = task;
  const compiler = await session.compiler(file);
  const found = await compiler.ask(
    new Map(),
    (moment) => foreignIn(moment, session.path(file), whole, body),
  );
  const source = `${session.root}/src/`.toLowerCase();
  return found.filter(({ path }) => path.toLowerCase().startsWith(source)).map(({ name }) => name);
}

/** The map of names, and what Maze chooses; neither knows the body. */
async function chosenFor(task: HoleTask, session: Session, count: Telling["count"]) {
  const { file, whole, callable: { body } } = task;
  const indexer = createIndexer(session);
  const draft = draftAt(file, { start: body.start, end: body.start }, "body");
  await indexer.update([{ file, text: withBody(task, "") }], call);
  try {
    const scope = await indexer.scope(draft, call) ?? { bindings: [], isCapped: false };
    const related = await indexer.related?.(draft, call) ?? [];
    const { context } = await chooseItems(contextFor(scope, related), {
      budgetTokens: BUDGET,
      count: (texts) => Promise.resolve(texts.map(count)),
    });
    const map = nameMap(await mapped(session), file, { budgetTokens: BUDGET, count });
    return {
      map: piecesOf(map).map(({ text }) => text).join(GAP),
      maze: context.map(({ text }) => text).join("\n"),
    };
  } finally {
    await indexer.update([{ file, text: whole }], call);
  }
}
