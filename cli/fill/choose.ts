/**
 * Decides for each hole what goes into the project, and shows it.
 *
 * @module
 */

import type { Candidate, Maze, Outcome } from "@maze/maze";
import type { Shell } from "../shell.ts";
import { diffOf, type FileDiff, unifiedDiff } from "../views/diff.ts";
import { type HoleJson, holeJson } from "../views/fill_json.ts";
import { outcomeText, readingsOf } from "../views/outcome.ts";
import type { Progress } from "../views/progress.ts";
import { styleOf } from "../views/style.ts";
import type { Ask } from "./ask.ts";
import type { Recalled } from "./memory.ts";

/** A hole that was decided. */
export interface Chosen {
  readonly outcome: Outcome;
  /** What goes in; `undefined` when the hole stays open. */
  readonly candidate: Candidate | undefined;
  /** What was shown as what goes in, before anybody was asked. */
  readonly offered: Candidate | undefined;
  readonly json: HoleJson;
}

/** How to decide and whom to tell. */
export interface ChooserOptions {
  readonly maze: Maze;
  /** Where an outcome comes from that was not searched for, by the hole's id. */
  readonly recalled: (id: string) => Recalled | undefined;
  /** Asks the user; the first valid reading is taken where nobody is asked. */
  readonly ask: Ask | undefined;
  readonly progress: Progress;
  /** Where holes are shown; nowhere when absent. */
  readonly shell?: Shell;
  onChosen(chosen: Chosen): void;
}

/** Makes the function that the library asks for each outcome. */
export function chooser(options: ChooserOptions): (outcome: Outcome) => Promise<Candidate | undefined> {
  const { maze, recalled, ask, progress, shell, onChosen } = options;
  return async (outcome) => {
    progress.clear();
    const first = outcome.filled === "yes" ? outcome.candidates[0] : undefined;
    const earlier = outcome.earlier && recalled(outcome.hole.id);
    const show = async (candidate: Candidate | undefined) =>
      shell?.out(outcomeText(outcome, {
        ...{ style: styleOf(shell.hasColor.out), columns: shell.columns, chosen: candidate, earlier },
        diffs: candidate ? (await changed(maze, candidate)).map(({ diff }) => diff) : [],
      }));
    await show(first);
    const candidate = ask && readingsOf(outcome).length > 0
      ? await progress.aside(() => ask(outcome, first))
      : first;
    if (candidate && candidate !== first) await show(candidate);
    const unified = candidate ? (await changed(maze, candidate)).map(({ text }) => text).join("") : "";
    onChosen({
      outcome,
      candidate,
      offered: first,
      json: holeJson(outcome, { candidate, diff: unified, earlier }),
    });
    return candidate;
  };
}

/** The files of a candidate beside their texts so far, earlier fills included. */
async function changed(
  maze: Maze,
  { change }: Candidate,
): Promise<readonly { readonly diff: FileDiff; readonly text: string }[]> {
  const earlier = new Map(maze.changes().files.map(({ file, text }) => [file, text]));
  return await Promise.all(change.files.map(async ({ file, text }) => {
    const disk = await maze.before(file);
    const before = earlier.get(file) ?? disk;
    return { diff: diffOf(file, before, text, disk), text: unifiedDiff(file, before, text) };
  }));
}
