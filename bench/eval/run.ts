/**
 * A run: tasks, arms and samples, each done once, written down as they end.
 *
 * @module
 */

import { parseArgs } from "node:util";
import { MazeError } from "@maze/maze";
import { RowFile } from "../rows.ts";
import { rowsFrom, type StoreOptions, storeOptions } from "../stored.ts";
import { type Arm, ARMS, armsNamed, asksModel } from "./arms.ts";
import { fillSamples } from "./fill.ts";
import { Pool } from "./pool.ts";
import { type Filled, keyOf, type Row } from "./row.ts";
import { type Answer, type Score, scoreAll } from "./score.ts";
import { short } from "./short.ts";
import type { Speed } from "./tape.ts";
import { type Task, tasksIn, tasksOf } from "./task.ts";

/** Own tasks and what a model once wrote for them: what runs without a server. */
const OWN_TASKS = new URL("./own.jsonl", import.meta.url);
const OWN_POOL = new URL("./own_pool.jsonl.gz", import.meta.url);
/** Arms when none are named: those that the own recording holds. */
const USUAL = "F,R,S,C";
const REPLAY_JOBS = 4;
/** Where a free sample is shorter, it says nothing of what a fill needs. */
const LEAST_UNIT = 32;

/** What the command line says. */
export interface RunOptions extends StoreOptions {
  readonly tasks: readonly Task[];
  readonly arms: readonly Arm[];
  /** Free samples of each task, and as many fills of each arm. */
  readonly samples: number;
  /** Tokens that a fill may write, in times of the task's mean free sample. */
  readonly budget: number;
  /** Streams that a fill may begin with nothing written; absent: no bound. */
  readonly maxDraws?: number;
  readonly pool: Pool;
  readonly url: string;
  readonly temperature: number;
  readonly style: string;
  /** Tasks at the same time. */
  readonly jobs: number;
  /** Rows are added to this file, and those in it are not made again. */
  readonly rowsFile?: string;
  /** Told of each row. */
  readonly tell: (row: Row) => void;
  /** Scores answers, in their order; by default each is a file with its tests behind it. */
  readonly score?: (answers: readonly Answer[]) => Promise<readonly Score[]>;
}

/**
 * Reads the command line; what it names and is absent is told and left out.
 *
 * @param given Tasks in place of those that it names.
 */
export async function runOptions(
  args: readonly string[],
  given?: readonly Task[],
): Promise<RunOptions & { readonly isJson: boolean }> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ json: { type: "boolean" }, verbose: { type: "boolean" }, whole: { type: "boolean" } },
      ...{ tasks: { type: "string" }, project: { type: "string" }, limit: { type: "string" } },
      ...{ url: { type: "string" }, out: { type: "string" }, pool: { type: "string" } },
      ...{ arms: { type: "string", default: USUAL }, seeds: { type: "string", default: "1" } },
      ...{
        draws: { type: "string" },
        budget: { type: "string", default: "6" },
        temperature: { type: "string", default: "1" },
      },
      ...{ style: { type: "string", default: "chat" }, speed: { type: "string" }, jobs: { type: "string" } },
      ...{ stored: { type: "string" }, store: { type: "string" } },
    },
  });
  const { url, out, json: isJson = false } = values;
  if (url !== undefined && out === undefined) {
    throw new RangeError("Cannot record: --out=FOLDER says where the streams are kept");
  }
  if (out !== undefined) await Deno.mkdir(out, { recursive: true });
  const isOwn = !given && values.tasks === undefined && values.project === undefined;
  const tasks = given ?? await tasksNamed(values.tasks, values.project);
  const pool = await Pool.open({
    read: [
      ...isOwn ? [OWN_POOL] : [],
      ...values.pool?.split(",") ?? [],
      ...out !== undefined && url === undefined ? [`${out}/pool.jsonl`] : [],
    ],
    ...(url === undefined ? {} : { write: `${out}/pool.jsonl` }),
    isWhole: values.whole ?? false,
    speed: speedOf(values.speed ?? (url === undefined ? "steady" : "1")),
  });
  return {
    ...{ pool, isJson, arms: armsNamed(values.arms.split(",")) },
    tasks: tasks.slice(0, Number(values.limit ?? tasks.length)),
    samples: Number(values.seeds),
    budget: Number(values.budget),
    ...(values.draws === undefined ? {} : { maxDraws: Number(values.draws) }),
    url: url ?? "http://localhost:8080",
    temperature: Number(values.temperature),
    style: values.style,
    jobs: Number(values.jobs ?? (url === undefined ? REPLAY_JOBS : 1)),
    ...(out === undefined ? {} : { rowsFile: `${out}/rows.jsonl` }),
    ...storeOptions(values),
    tell: (row) => values.verbose && console.error(lineOf(row)),
  };
}

function speedOf(said: string): Speed {
  const speed = Number(said);
  if (said === "steady" || speed >= 0) return said === "steady" ? said : speed;
  throw new RangeError(`Cannot play at "${said}": a speed is a number from 0, or "steady"`);
}

async function tasksNamed(files: string | undefined, folder: string | undefined): Promise<readonly Task[]> {
  if (files === undefined && folder === undefined) return await tasksIn(OWN_TASKS) ?? [];
  const tasks = folder === undefined ? [] : [...await tasksOf(folder)];
  for (const file of files?.split(",") ?? []) {
    const found = await tasksIn(file);
    if (!found) console.error(`skipped: there is no file ${file}`);
    tasks.push(...found ?? []);
  }
  return tasks;
}

function lineOf({ task, sample, arm, filled, compiled, passed, spent, ms, made, notes }: Row): string {
  const worth = passed ? "passes" : compiled ? "compiles" : "FAULTY";
  const moves = made.map(({ kind, fault }) => `${kind} (${fault})`).join(", ");
  const said = filled === "yes" ? "" : ` | ${notes.join("; ")}`;
  return `${task} ${sample} ${arm.padEnd(6)} ${filled.padEnd(3)} ${
    worth.padEnd(8)
  } ${spent.written} tokens ${ms} ms ${moves}${said}`;
}

/** The rows of a run: stored ones, or those that `made()` gives. */
export function run(options: RunOptions): Promise<readonly Row[]> {
  return rowsFrom({ ...options, bench: "eval", short }, () => made(options));
}

/** Makes all rows that are not there; all of the chosen tasks, arms and samples are returned. */
export async function made(options: RunOptions): Promise<readonly Row[]> {
  const { tasks, arms, samples, jobs, rowsFile } = options;
  const rows = await RowFile.open<Row>(rowsFile, keyOf);
  const left = [...tasks];
  await Promise.all(Array.from({ length: jobs }, async () => {
    for (let task = left.shift(); task; task = left.shift()) {
      const made = await rowsOf(task, options, rows).catch((error: unknown) => {
        // A machine that is too busy is no reason to lose the rest: the same command goes on here.
        if (!(error instanceof MazeError) || rowsFile === undefined) throw error;
        console.error(`left for the next run: ${task.id}: ${error.message}`);
        return [];
      });
      await rows.add(...made);
    }
  }));
  return tasks.flatMap(({ id: task }) =>
    arms.flatMap((arm) =>
      samplesOf(arm, samples).flatMap((sample) => rows.get(keyOf({ task, sample, arm: arm.name })) ?? [])
    )
  );
}

/** A search without a model gives the same each time. */
function samplesOf(arm: Arm, samples: number): readonly number[] {
  return Array.from({ length: asksModel(arm) ? samples : 1 }, (_, sample) => sample);
}

async function rowsOf(
  task: Task,
  { arms, samples, budget, tell, score = scoreAll, ...setting }: RunOptions,
  known: Pick<RowFile<Row>, "get">,
): Promise<readonly Row[]> {
  const made: Filled[] = [];
  const isKnown = (arm: string) => (sample: number) => known.get(keyOf({ task: task.id, sample, arm }));
  for (const arm of arms) {
    const wanted = samplesOf(arm, samples).filter((sample) => !isKnown(arm.name)(sample));
    if (wanted.length === 0) continue;
    const [free = { name: "F" }] = ARMS;
    const frees = [
      ...made.filter((one) => one.arm === free.name),
      ...samplesOf(arm, samples).flatMap((sample) => isKnown(free.name)(sample) ?? []),
    ];
    const most = frees.length === 0 ? Infinity : budget * unitOf(frees);
    const maxWritten = () => arm.name === free.name ? Infinity : most;
    for await (const one of fillSamples(task, arm, wanted, { ...setting, seeds: samples, maxWritten })) {
      made.push(one);
    }
  }
  const scored = made.filter(({ file }) => file !== "");
  const scores = await score(scored.map(({ file }) => ({ task, text: file })));
  const none = { compiled: false, compiledBare: false, passed: false };
  return made.map(({ file: _, ...one }) => {
    const row = { ...one, ...scores[scored.findIndex((other) => keyOf(other) === keyOf(one))] ?? none };
    tell(row);
    return row;
  });
}

/** Tokens of a task's mean free sample. */
export function unitOf(free: readonly Pick<Row, "spent">[]): number {
  const sum = free.reduce((total, { spent }) => total + spent.written, 0);
  return Math.max(LEAST_UNIT, sum / Math.max(1, free.length));
}
