/**
 * Whether all that judge a fill can judge here, and what holds the code that they run.
 *
 * @module
 */

import type { Hole, Maze } from "@maze/maze";
import { type Note, NOTE_CODES, type Report } from "@maze/maze/plugin";
import { unchecked } from "../views/verdict.ts";
import { DENO, type Finding } from "./finding.ts";
import { installCommand } from "./packages.ts";

/** Files with holes that are looked at for the declaration of `hole`. */
const MAX_FILES = 20;
/** The module that holes are imported from. */
const MODULE = "@maze/maze/hole";

/** Looks at the holes of a project: is `hole` declared where they stand? */
export async function declaration(maze: Maze, holes: readonly Hole[]): Promise<readonly Finding[]> {
  const files = [...new Set(holes.map(({ file }) => file))].slice(0, MAX_FILES);
  if (files.length === 0) return [];
  const faults = (await maze.check(files)).flatMap(({ diagnostics }) => diagnostics);
  const without = [...new Set(faults.flatMap(({ file, message }) => message.includes(MODULE) ? [file] : []))];
  const [first, ...others] = without;
  if (first === undefined) return [{ state: "good", what: "hole: it is declared where it is used" }];
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return [{ state: "note", what: `hole: it is not declared for ${first}${more}`, mend: "maze init" }];
}

/** Asks everyone who judges about a change that changes nothing: who owes a verdict and has none? */
export async function owed(maze: Maze, file: string): Promise<readonly Finding[]> {
  const reports = await maze.validate([{ file, span: { start: 0, end: 0 }, text: "" }]);
  return await Promise.all(
    reports.filter(({ isOwed }) => isOwed).map(async (report): Promise<Finding> => {
      const others = maze.plugins.map(({ name }) => name).filter((name) => name !== report.validator);
      const without = `maze config set plugins '${JSON.stringify(others)}'`;
      return {
        state: "bad",
        what: `${report.validator}: nothing can be filled: ${reasonOf(report)}`,
        mend: `${await installCommand(maze.root)}, or do without it: ${without}`,
      };
    }),
  );
}

function reasonOf(report: Report): string {
  return unchecked([report]).map((text) => text.replace(/^this change was /, "")).join("; ") ||
    report.notes.map(({ text }) => text).join("; ");
}

/** What holds code that runs here, from the notes of a run. */
export function limits(notes: readonly Note[]): readonly Finding[] {
  const textsOf = (wanted: string) => notes.flatMap(({ code, text }) => code === wanted ? [text] : []);
  const [kept, open] = [textsOf("sandbox"), textsOf(NOTE_CODES.notLimited)];
  if (kept.length === 0) {
    const why = textsOf(NOTE_CODES.notChecked).join("; ");
    return [{
      state: "bad",
      what: `sandbox: no example can run here: ${why}`,
      mend: `npx -y deno@${DENO} --version`,
    }];
  }
  return [
    { state: "good", what: `sandbox: ${kept.join("; ")}` },
    ...open.map((text): Finding => ({ state: "note", what: `sandbox: ${text}`, mend: LIMITER })),
  ];
}

const LIMITER = Deno.build.os === "linux"
  ? "apt-get install util-linux, or what has `prlimit` on this system"
  : "Run Maze on Linux, in a container: this system has no program that limits a process";
