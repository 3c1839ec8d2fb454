/**
 * One run of `maze fill`, from the command line to the exit code.
 *
 * @module
 */

import type { Hole } from "@maze/maze";
import type { FillFlags } from "../commands/fill.ts";
import { UsageError } from "../exit_codes.ts";
import { openProject, type Project } from "../open.ts";
import { targetIn } from "../project.ts";
import type { Shell } from "../shell.ts";
import type { FillJson } from "../views/fill_json.ts";
import { named, styleOf } from "../views/style.ts";
import { type RunResult, summaryText } from "../views/summary.ts";
import { interactive } from "./ask.ts";
import { chooser, type Chosen } from "./choose.ts";
import type { Choices } from "./choices.ts";
import { exitCode, type Found, lookInto, showTroubles } from "./found.ts";
import { settle } from "./settle.ts";

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
  const found = await lookInto(maze, targets, !flags.isCheck);
  const { holes } = found;
  const unknown = [...choices.keys()].find((id) => !holes.some((hole) => hole.id === id));
  if (unknown !== undefined) {
    throw new UsageError(`Cannot choose for "${unknown}": no such hole`, holesHint(holes));
  }
  const run = { flags, project, shell };
  project.progress.clear();
  if (!flags.isJson) showTroubles(found, shell);
  if (holes.length === 0 && !flags.isJson) return noHole(found, flags, project, shell);
  if (flags.isCheck) return checked(found, run);
  return await filled(found, choices, run);
}

/** What a run needs beside its holes. */
export interface Run {
  readonly flags: Pick<FillFlags, "isJson" | "isWrite" | "isInteractive" | "isQuiet">;
  readonly project: Project;
  readonly shell: Shell;
}

/** Fills holes, shows each, and writes what is to be written. */
export async function fillHoles(
  holes: readonly Hole[],
  choices: Choices,
  { flags, project: { maze, progress }, shell }: Run,
): Promise<{ readonly chosen: readonly Chosen[]; readonly result: RunResult }> {
  const startedAt = performance.now();
  const ask = flags.isInteractive ? interactive(shell) : undefined;
  const chosen: Chosen[] = [];
  progress.total = holes.length;
  const shown = flags.isJson ? {} : { shell };
  const choose = chooser({ maze, choices, ask, progress, ...shown, onChosen: (one) => chosen.push(one) });
  for await (const _outcome of maze.fill({ holes, choose })); // `choose` is told of each
  const mustWrite = flags.isWrite || flags.isInteractive;
  const written = mustWrite ? await settle(maze, { shell, isQuiet: flags.isQuiet }) : undefined;
  progress.clear();
  const isDoubtful = ({ candidate, outcome }: Chosen) => !candidate && outcome.filled === "ambiguous";
  const result = {
    filled: chosen.filter(({ candidate }) => candidate).length,
    ambiguous: chosen.filter(isDoubtful).length,
    total: holes.length,
    elapsedMs: performance.now() - startedAt,
    written,
  };
  return { chosen, result };
}

async function filled(found: Found, choices: Choices, run: Run): Promise<number> {
  const { flags, project: { maze, trace }, shell } = run;
  const { unread, faults } = found;
  const { chosen, result } = await fillHoles(found.holes, choices, run);
  const { ambiguous: _, written = [], ...counts } = result;
  if (flags.isJson) {
    const list = chosen.map(({ json }) => json);
    const json: FillJson = {
      version: 1,
      root: maze.root,
      ...counts,
      holes: list,
      unread,
      faults,
      written,
      trace: trace ?? null,
    };
    shell.out(`${JSON.stringify(json, null, 2)}\n`);
  } else shell.out(summaryText({ ...result, unread: unread.length }, styleOf(shell.hasColor.out)));
  return exitCode(found, result.filled);
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
