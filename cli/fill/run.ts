/**
 * One run of `maze fill`, from the command line to the exit code.
 *
 * @module
 */

import type { Hole } from "@maze/maze";
import type { FillFlags } from "../commands/fill.ts";
import { Interrupted, UsageError } from "../exit_codes.ts";
import { openProject, type Project } from "../open.ts";
import { targetIn } from "../project.ts";
import type { Shell } from "../shell.ts";
import type { FillJson } from "../views/fill_json.ts";
import { named, styleOf } from "../views/style.ts";
import { type RunResult, summaryText } from "../views/summary.ts";
import { unlimited, wasRun } from "../views/verdict.ts";
import { interactive } from "./ask.ts";
import { chooser, type Chosen } from "./choose.ts";
import type { Choices } from "./choices.ts";
import { exitCode, type Found, lookInto, showTroubles } from "./found.ts";
import { Memory } from "./memory.ts";
import { settle } from "./settle.ts";
import { showRequests } from "./show_request.ts";

/** Runs; returns the exit code. */
export async function fillRun(flags: FillFlags, choices: Choices, shell: Shell): Promise<number> {
  const { record, replay, maxSeconds } = flags;
  await using project = await openProject(shell, flags, {
    maxSeconds,
    needs: flags.isCheck ? [] : ["provider"],
    record: record !== undefined
      ? { file: record, mode: "record" }
      : replay !== undefined
      ? { file: replay, mode: "replay" }
      : undefined,
  });
  const { maze } = project;
  const targets = await Promise.all(flags.targets.map((target) => targetIn(maze, shell.cwd, target)));
  if (flags.isShowRequest) {
    project.progress.clear();
    return await showRequests(maze, targets, { intent: flags.intent, shell, isJson: flags.isJson });
  }
  const found = await lookInto(maze, targets, { willFill: !flags.isCheck, intent: flags.intent });
  const { holes } = found;
  const unknown = [...choices.keys()].find((id) => !holes.some((hole) => hole.id === id));
  if (unknown !== undefined) {
    throw new UsageError(`Cannot choose for "${unknown}": no such hole`, holesHint(holes));
  }
  const isAsShown = flags.isWrite && !flags.isFresh && record === undefined && replay === undefined;
  // Of lines nothing is kept: they are a hole only as long as somebody names them.
  const memory = flags.isCheck || flags.intent !== undefined
    ? undefined
    : await Memory.open(project, holes, { choices, isAsShown });
  const run = { flags, project, shell, memory };
  project.progress.clear();
  if (!flags.isJson) showTroubles(found, shell);
  if (holes.length === 0 && !flags.isJson) return noHole(found, flags, project, shell);
  if (flags.isCheck) return checked(found, run);
  return await fillAll(found, run);
}

/** What a run needs beside its holes. */
export interface Run {
  readonly flags: Pick<FillFlags, "isJson" | "isWrite" | "isInteractive" | "isQuiet">;
  readonly project: Project;
  readonly shell: Shell;
  /** What was shown before; absent where every hole is searched for and nothing is kept. */
  readonly memory?: Memory | undefined;
}

/** Fills holes, shows each, and writes what is to be written. */
export async function fillHoles(
  holes: readonly Hole[],
  run: Run,
): Promise<{ readonly chosen: readonly Chosen[]; readonly result: RunResult }> {
  const { flags, project: { maze, progress }, shell, memory } = run;
  const startedAt = performance.now();
  const chosen: Chosen[] = [];
  const mustWrite = flags.isWrite || flags.isInteractive;
  let written: readonly string[] | undefined;
  try {
    await chooseAll(holes, chosen, run);
    written = mustWrite ? await settle(maze, { shell, isQuiet: flags.isQuiet }) : undefined;
  } finally {
    const gap = await memory?.keep(chosen, written ?? []);
    progress.clear();
    if (gap !== undefined && !flags.isQuiet) {
      shell.err(`note: what was shown is not kept for --choose: ${gap}\n`);
    }
  }
  const isDoubtful = ({ candidate, outcome }: Chosen) => !candidate && outcome.filled === "ambiguous";
  const result = {
    filled: chosen.filter(({ candidate }) => candidate).length,
    ambiguous: chosen.filter(isDoubtful).length,
    unproven: chosen.filter(({ candidate }) => candidate && !wasRun(candidate)).length,
    total: holes.length,
    elapsedMs: performance.now() - startedAt,
    unlimited: unlimited(
      chosen.flatMap(({ outcome }) => outcome.candidates.flatMap(({ verdict }) => verdict.reports)),
    ),
    written,
  };
  return { chosen, result };
}

/** Lets each hole be decided, until all are or the user leaves the rest open. */
async function chooseAll(holes: readonly Hole[], chosen: Chosen[], run: Run): Promise<void> {
  const { flags, project: { maze, progress }, shell, memory } = run;
  const asking = flags.isInteractive ? interactive(shell) : undefined;
  progress.total = holes.length;
  const choose = chooser({
    ...{ maze, progress, ask: asking?.ask, recalled: (id) => memory?.recalled(id) },
    ...(flags.isJson ? {} : { shell }),
    onChosen: (one) => chosen.push(one),
  });
  try {
    for await (const _ of maze.fill({ holes, choose, earlier: (hole) => memory?.earlier(hole) })) {
      if (asking?.hasStopped) break;
    }
  } catch (error) {
    const stop = shell.signal.reason ?? error; // a question that is taken away is no answer
    throw stop instanceof Interrupted ? new Interrupted(stop.signal, droppedText(chosen, run)) : error;
  }
}

/** What a run that was interrupted before it wrote leaves. */
function droppedText(chosen: readonly Chosen[], { flags: { isWrite, isInteractive } }: Run): string {
  const count = chosen.filter(({ candidate }) => candidate).length;
  if (count === 0 || !(isWrite || isInteractive)) return "nothing was written";
  const what = `${count} ${isInteractive ? "accepted " : ""}${count === 1 ? "fill is" : "fills are"}`;
  return `nothing was written; ${what} dropped`;
}

async function fillAll(found: Found, run: Run): Promise<number> {
  const { flags, project: { maze, trace }, shell } = run;
  const { unread, faults } = found;
  const { chosen, result } = await fillHoles(found.holes, run);
  const { filled, total, elapsedMs, written = [] } = result;
  if (flags.isJson) {
    const list = chosen.map(({ json }) => json);
    const json: FillJson = {
      version: 1,
      root: maze.root,
      ...{ filled, total, elapsedMs },
      holes: list,
      unread,
      faults,
      written,
      trace: trace ?? null,
    };
    shell.out(`${JSON.stringify(json, null, 2)}\n`);
  } else shell.out(summaryText({ ...result, unread: unread.length }, styleOf(shell.hasColor.out)));
  return exitCode(found, filled);
}

function noHole(found: Found, { targets }: FillFlags, { progress }: Project, shell: Shell): number {
  progress.clear();
  const asked = targets.length === 0 ? "the project" : targets.join(", ");
  shell.out(`No hole found in ${found.unread.length === 0 ? asked : "what could be read"}\n`);
  return exitCode(found, 0);
}

function checked(found: Found, { flags: { isJson }, project, shell }: Run): number {
  const { maze: { root }, progress } = project;
  const { holes, unread, faults } = found;
  progress.clear();
  if (isJson) {
    const list = holes.map(({ id, file, kind, intent }) => ({ id, file, kind, intent }));
    const json = { version: 1, root, total: holes.length, holes: list, unread, faults };
    shell.out(`${JSON.stringify(json, null, 2)}\n`);
  } else {
    const style = styleOf(shell.hasColor.out);
    for (const { id, intent } of holes) {
      shell.out(`${style.bold(named(id))}  ${style.dim(named(intent))}`.trimEnd() + "\n");
    }
    shell.out(`${holes.length} ${holes.length === 1 ? "hole is" : "holes are"} left\n`);
  }
  return exitCode(found, 0);
}

function holesHint(holes: readonly Hole[]): string {
  const some = holes.slice(0, 5).map(({ id }) => id).join(", ");
  return holes.length === 0 ? "No hole was found" : `The holes are ${some}${holes.length > 5 ? ", …" : ""}`;
}
