/**
 * The validator that gives the project's own compiler the last word on what is clean already.
 *
 * @module
 */

import type { Diagnostic, Report } from "../../core/code/diagnostic.ts";
import { NOTE_CODES } from "../../core/code/note.ts";
import type { Change } from "../../core/code/text.ts";
import type { Validator } from "../../core/kernel/hooks.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import { newFaults } from "../_faults/new_faults.ts";
import { asProgram } from "../_holes/stand_ins.ts";
import {
  type Answer,
  type Fault,
  isSilence,
  type OwnCompiler,
  type Question,
  type Silence,
} from "./compiler.ts";

/** The name under which the validator reports. */
export const NAME = "own_compiler";

/** What compilers read. */
const CODE = /\.[cm]?[jt]sx?$/;

/** What the validator is made of. */
export interface OwnCompilerSetting {
  /** Those that the project may have; asked for when there is something to judge, since looking for them takes time. */
  compilers(): readonly OwnCompiler[];
  /** The text of a file as it now stands, earlier fills included. */
  read(file: string): Promise<string>;
}

/** Makes the validator. Where no compiler has a say its report is `unchecked` and without a word. */
export function createOwnCompiler({ compilers, read }: OwnCompilerSetting): Validator {
  const seen = new Set<string>();
  return {
    stage: "run",
    async validate(change, _hole, call) {
      const files = change.files.filter(({ file }) => CODE.test(file)).map(({ file }) => file);
      for (const file of files) seen.add(file);
      const question = await asked(change, files, seen, read);
      const reports: Report[] = [];
      for (const compiler of files.length > 0 ? compilers() : []) {
        call.signal.throwIfAborted();
        const answer = await compiler.check(question, call);
        if (answer) reports.push(isSilence(answer) ? openReport(answer) : reportOf(answer, change));
      }
      return joined(reports);
    },
  };
}

/**
 * The two states that a change lies between. What was filled before it stands on no disk: every file that was ever judged
 * is asked for. Holes that are still open make no file unreadable.
 */
async function asked(
  change: Change,
  files: readonly string[],
  seen: ReadonlySet<string>,
  read: OwnCompilerSetting["read"],
): Promise<Question> {
  const before = new Map<string, string>();
  for (const file of seen) {
    const text = await textIfAny(file, read);
    if (text !== undefined) before.set(file, asProgram(text));
  }
  const after = new Map([
    ...before,
    ...change.files.map(({ file, text }) => [file, asProgram(text)] as const),
  ]);
  return { files, before, after, isAsItStands: change.edits.length === 0 };
}

async function textIfAny(file: string, read: OwnCompilerSetting["read"]): Promise<string | undefined> {
  try {
    return await read(file);
  } catch (error) {
    // A file that the change makes is not there yet.
    if (error instanceof MazeError && error.code === "write/unreadable") return undefined;
    throw error;
  }
}

function reportOf({ before, after, notes }: Answer, change: Change): Report {
  const names = new Set(after.map(({ file }) => file));
  const diagnostics = [...names].flatMap((name) => {
    const own = (fault: Fault) => fault.file === name;
    const edits = change.edits.filter(({ file }) => file === name);
    return newFaults(before.filter(own), after.filter(own), edits).map(diagnosticOf);
  });
  return { validator: NAME, state: diagnostics.length > 0 ? "invalid" : "valid", diagnostics, notes };
}

function diagnosticOf({ file, span, code, message }: Fault): Diagnostic {
  return { file, span, severity: "error", code, message, source: NAME };
}

function openReport({ reason, isOwed }: Silence): Report {
  const notes = [{
    code: NOTE_CODES.notChecked,
    text: `${isOwed ? "this change was " : ""}not checked ${reason}`,
  }];
  return { validator: NAME, state: "unchecked", isOwed, diagnostics: [], notes };
}

/** A project may have several compilers: every one that has a say has to agree. */
function joined(reports: readonly Report[]): Report {
  const diagnostics = reports.flatMap((report) => report.diagnostics);
  const notes = reports.flatMap((report) => report.notes);
  const isOwed = reports.some((report) => report.isOwed);
  const isClean = !isOwed && reports.some(({ state }) => state === "valid");
  const state = diagnostics.length > 0 ? "invalid" : isClean ? "valid" : "unchecked";
  return { validator: NAME, state, ...(isOwed ? { isOwed } : {}), diagnostics, notes };
}
