/**
 * One run of `maze generate`, from the command line to the exit code.
 *
 * @module
 */

import { type Maze, MazeError } from "@maze/maze";
import type { GenerateFlags } from "../commands/generate.ts";
import { EXIT, Interrupted, UsageError } from "../exit_codes.ts";
import { interactive } from "../fill/ask.ts";
import { chooser, type Chosen } from "../fill/choose.ts";
import { settle } from "../fill/settle.ts";
import { openProject, type Project } from "../open.ts";
import type { Shell } from "../shell.ts";
import { faultText, placed, type PlacedFault } from "../views/fault.ts";
import { styleOf } from "../views/style.ts";
import { summaryText } from "../views/summary.ts";
import { unlimited, wasRun } from "../views/verdict.ts";
import { intoIn } from "./into.ts";

/** Runs; returns the exit code. */
export async function generateRun(flags: GenerateFlags, shell: Shell): Promise<number> {
  const { record, replay, maxSeconds } = flags;
  await using project = await openProject(shell, flags, {
    maxSeconds,
    needs: ["provider"],
    record: record !== undefined
      ? { file: record, mode: "record" }
      : replay !== undefined
      ? { file: replay, mode: "replay" }
      : undefined,
  });
  const startedAt = performance.now();
  const { maze, progress } = project;
  const chosen = await generated(flags, project, shell);
  const mustWrite = flags.isWrite || flags.isInteractive;
  const written = mustWrite ? await settle(maze, { shell, isQuiet: flags.isQuiet }) : undefined;
  progress.clear();
  const { outcome, candidate } = chosen;
  const faults = await faultsOf(maze, chosen);
  const elapsedMs = performance.now() - startedAt;
  if (flags.isJson) {
    shell.out(`${JSON.stringify(jsonOf(chosen, { project, faults, elapsedMs, written }), null, 2)}\n`);
    return candidate ? EXIT.done : EXIT.notAll;
  }
  const style = styleOf(shell.hasColor.out);
  for (const fault of faults) shell.out(faultText(fault, style));
  const text = summaryText({
    ...{ filled: candidate ? 1 : 0, total: 1, elapsedMs, written, what: "code" },
    ambiguous: !candidate && outcome.filled === "ambiguous" ? 1 : 0,
    unproven: candidate && !wasRun(candidate) ? 1 : 0,
    unlimited: unlimited(outcome.candidates.flatMap(({ verdict }) => verdict.reports)),
  }, style);
  shell.out(text);
  return candidate ? EXIT.done : EXIT.notAll;
}

/** What became of it, shown and decided. */
async function generated(flags: GenerateFlags, { maze, progress }: Project, shell: Shell): Promise<Chosen> {
  const { intent, into, language, examples, isInteractive, isJson } = flags;
  const asking = isInteractive ? interactive(shell) : undefined;
  const all: Chosen[] = [];
  progress.total = 1;
  const choose = chooser({
    ...{ maze, progress, ask: asking?.ask, recalled: () => undefined },
    ...(isJson ? {} : { shell }),
    onChosen: (one) => all.push(one),
  });
  try {
    const place = into === undefined ? {} : { into: await intoIn(maze, shell.cwd, into) };
    const request = { intent, examples, ...place, ...(language === undefined ? {} : { language }), choose };
    await Array.fromAsync(maze.generate(request));
  } catch (error) {
    const stop = shell.signal.reason ?? error; // a question that is taken away is no answer
    throw stop instanceof Interrupted ? new Interrupted(stop.signal, "nothing was written") : asUsage(error);
  }
  const [only] = all;
  if (!only) throw new TypeError("Cannot show new code: nothing was decided");
  return only;
}

/** What is asked wrong is a mistake of the command line. */
function asUsage(error: unknown): unknown {
  if (!(error instanceof MazeError) || !error.code.startsWith("generate/")) return error;
  return new UsageError(error.message, error.hint, { code: error.code });
}

/** What is wrong with the project's configuration around the file, where it was there before. */
async function faultsOf(maze: Maze, { outcome: { placed: where } }: Chosen): Promise<readonly PlacedFault[]> {
  return await placed(maze, await maze.diagnostics(where && !where.isNew ? [where.file] : []));
}

interface Told {
  readonly project: Project;
  readonly faults: readonly PlacedFault[];
  readonly elapsedMs: number;
  readonly written: readonly string[] | undefined;
}

/** As cli/shapes.ts has it. */
function jsonOf(
  { outcome, json }: Chosen,
  { project: { maze, trace }, faults, elapsedMs, written = [] }: Told,
) {
  const { filled, text, diff, candidates, telling, notes, cost, line, column, refusal } = json;
  const { file = json.file, isNew = false, reason = "", head = "" } = outcome.placed ?? {};
  return {
    ...{
      version: 1,
      root: maze.root,
      filled,
      text,
      diff,
      candidates,
      telling,
      notes,
      cost,
      refusal,
    },
    placed: { file, line, column, isNew, reason, head },
    ...{ faults, written, elapsedMs, trace: trace ?? null },
  };
}
