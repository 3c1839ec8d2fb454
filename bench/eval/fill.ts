/**
 * One arm at one task: an open project, filled once for each sample.
 *
 * @module
 */

import { createMaze, type Hole, type Maze, MazeError, type Outcome, type Step } from "@maze/maze";
import { type Arm, asksModel, mazeOptions } from "./arms.ts";
import type { Pool, PoolClient } from "./pool.ts";
import type { Filled, Made } from "./row.ts";
import { isStub } from "./stub.ts";
import { projectOf, type Task } from "./task.ts";

/** What all fills share. */
export interface FillSetting {
  readonly pool: Pool;
  /** Where llama-server listens. */
  readonly url: string;
  readonly temperature: number;
  /** How the model is asked, as the option of `llama_cpp`. */
  readonly style: string;
  /** Samples of a task, of which some may be wanted. */
  readonly seeds: number;
  /** Tokens that the fill of a sample may write. */
  readonly maxWritten: (sample: number) => number;
  /** Samples that it may hear; absent: as many as it likes. */
  readonly maxDraws?: number;
}

/** Fills a task's hole once for each sample. */
export async function* fillSamples(
  task: Task,
  arm: Arm,
  samples: readonly number[],
  { pool, seeds, maxWritten, maxDraws = Infinity, ...server }: FillSetting,
): AsyncGenerator<Filled> {
  const root = await projectOf(task);
  const client = pool.client();
  const heard = new Heard(client);
  try {
    await using maze = await createMaze({
      ...mazeOptions(arm, { ...server, root, fetch: client.fetch, context: task.context }),
      listeners: [(step) => heard.hear(step)],
    });
    const hole = await warm(maze, task);
    for (const sample of samples) {
      const [load = 0] = Deno.loadavg();
      const most = asksModel(arm) ? maxWritten(sample) : Infinity;
      client.begin({ sample, samples: seeds, maxWritten: most, maxDraws });
      heard.begin();
      const start = performance.now();
      const { outcome, failure } = await filled(maze, hole);
      const ms = Math.round(performance.now() - start);
      const { spent } = client;
      await client.settle();
      if (failure && spent.missing === 0) {
        console.error(`left for the next run: ${task.id} ${sample} ${arm.name}: ${failure.message}`);
        continue;
      }
      const examples = hole?.examples.length ?? 0;
      const said = { task: task.id, sample, arm: arm.name, examples, ...answerOf(outcome, task) };
      const notes = [...notesOf(outcome), ...failure ? [failure.message] : []];
      yield { ...said, spent, ms, ...heard.told, notes, load };
    }
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Finds the hole, and has everybody look at it and at the server: that takes its time once for a project, not for a fill. */
async function warm(maze: Maze, { file, hole: at }: Task): Promise<Hole | undefined> {
  const holes = await Array.fromAsync(maze.find([file]));
  const hole = at === undefined ? holes[0] : holes.find(({ span }) => span.start === at);
  if (hole) await Promise.all([maze.scope(hole), maze.providers()]);
  return hole;
}

/** What came of a fill: no outcome where there is no hole, or where the server has failed. */
interface Ended {
  readonly outcome?: Outcome;
  readonly failure?: MazeError;
}

/** Nothing is chosen: the hole is as open for the next sample. */
async function filled(maze: Maze, hole: Hole | undefined): Promise<Ended> {
  if (!hole) return { failure: new MazeError("Cannot fill: no hole was found", { code: "eval/hole" }) };
  try {
    const [outcome] = await Array.fromAsync(maze.fill({ holes: [hole], choose: () => undefined }));
    return outcome ? { outcome } : {};
  } catch (error) {
    if (error instanceof MazeError) return { failure: error };
    throw error;
  }
}

function answerOf(outcome: Outcome | undefined, { file }: Task) {
  const [best] = outcome?.candidates ?? [];
  const { filled = "no" } = outcome ?? {};
  const nothing = { filled, text: "", file: "", provider: "", cheats: [], isStub: false };
  if (!best) return nothing;
  const codes = best.verdict.reports.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
  return {
    ...{ filled, text: best.text, provider: best.provider, isStub: isStub(best.text) },
    file: best.change.files.find((one) => one.file === file)?.text ?? "",
    cheats: [...new Set(codes.filter((code) => code.startsWith("cheat/")))],
  };
}

function notesOf(outcome: Outcome | undefined): readonly string[] {
  const { notes = [], refusal } = outcome ?? {};
  return [...notes.map(({ text }) => text), ...refusal ? [refusal.message] : []];
}

/** What the steps of a fill say. */
class Heard {
  readonly #client: PoolClient;
  #made: Made[] = [];
  #checkMs = 0;
  #waitedMs = 0;
  #checks = 0;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Forgets what was heard before. */
  begin(): void {
    [this.#made, this.#checkMs, this.#waitedMs, this.#checks] = [[], 0, 0, 0];
  }

  /** Hears a step. */
  hear({ kind, name, status, elapsedMs, fields }: Step): void {
    if (status === "running") return;
    if (kind === "hook" && CHECKS.test(name)) {
      this.#checkMs += elapsedMs;
      this.#checks += Number(name === "validator.watch.check");
    }
    if (name === "watch.waited") this.#waitedMs += Number(fields.ms);
    // Behind its last token a fill is sent empty streams until it gives up: that is the bench's doing.
    if (kind !== "note" || this.#client.isSpent) return;
    const { written } = this.#client.spent;
    const move = /^mend\.(.+)$/.exec(name)?.[1];
    if (move !== undefined) {
      const { fault, keptTokens } = fields;
      this.#made.push({ kind: move, fault: String(fault), kept: Number(keptTokens), written });
    } else if (name === "judged" && fields.state === "invalid") {
      const [fault = ""] = Array.isArray(fields.faults) ? fields.faults : [];
      this.#made.push({ kind: "refused", fault: String(fault), kept: 0, written });
    }
  }

  /** So far. */
  get told(): Pick<Filled, "made" | "checkMs" | "waitedMs" | "checks"> {
    const [checkMs, waitedMs] = [this.#checkMs, this.#waitedMs].map(Math.round);
    return { made: this.#made, checkMs: checkMs ?? 0, waitedMs: waitedMs ?? 0, checks: this.#checks };
  }
}

const CHECKS = /^validator\.(watch\.check|validate|execute)$/;
