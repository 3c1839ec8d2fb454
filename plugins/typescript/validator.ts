/**
 * Judges a change by the project's own compiler options, with the change in memory: only faults that were not there
 * before count.
 *
 * @module
 */

import type { Diagnostic, Report } from "../../core/code/diagnostic.ts";
import type { Hole } from "../../core/code/hole.ts";
import { type Note, NOTE_CODES } from "../../core/code/note.ts";
import type { Change } from "../../core/code/text.ts";
import { MazeError } from "../../core/kernel/errors.ts";
import type { Validator } from "../../core/kernel/hooks.ts";
import { newFaults } from "../_faults/new_faults.ts";
import { Baseline } from "./baseline.ts";
import type { CheatForm } from "./cheats/find.ts";
import { cheatFaults, type CheatSetting, editedTests, newHoles } from "./cheats/judge.ts";
import type { Compiler, CompilerDiagnostic, Moment } from "./compiler.ts";
import { type Reach, reachOf } from "./contained.ts";
import { promisedFault } from "./promised.ts";
import { changedTypes, wordsOf } from "./public_types.ts";
import type { Session } from "./session.ts";
import { unseenModules } from "./unseen.ts";
import { watchBy } from "./watch/watch.ts";

const NAME = "typescript";

/** Makes the validator of a session. Ways around the compiler that are allowed are no faults. */
export function createValidator(session: Session, allowed: readonly CheatForm[]): Validator {
  const setting = { session, allowed: new Set(allowed) };
  const baseline = new Baseline(session);
  return {
    stage: "static",
    watch: watchBy(session, baseline),
    validate: async (change, hole) => {
      const files = await filesToCheck(session, change, hole);
      const found: Diagnostic[] = isAsItStands(change)
        ? []
        : [...editedTests(change, hole?.file), ...await newHoles(session, change)];
      const count = files.length === 1 ? "1 file" : `${files.length} files`;
      const notes: Note[] = [{ code: "checked", text: `${count} checked` }];
      const compilers = Map.groupBy(
        await Promise.all(files.map(async (file) => ({ file, compiler: await session.compiler(file) }))),
        ({ compiler }) => compiler,
      );
      let isChecked = true;
      for (const [compiler, own] of compilers) {
        const asked = { compiler, names: own.map(({ file }) => file), change, hole };
        try {
          found.push(...await faultsOf(setting, baseline, asked));
          notes.push(...await unseen(baseline, asked));
        } catch (error) {
          if (!(error instanceof MazeError) || error.code !== "typescript/panic") throw error;
          isChecked = false;
          notes.push({ code: NOTE_CODES.notChecked, text: error.message });
        }
      }
      notes.push(...await looseness(session));
      const state = found.length > 0 ? "invalid" : isChecked ? "valid" : "unchecked";
      return { validator: NAME, state, diagnostics: found, notes } satisfies Report;
    },
  };
}

/** The changed files, and all that can see what they show to others and may have got another type. */
async function filesToCheck(session: Session, change: Change, hole: Hole | undefined): Promise<string[]> {
  const own = change.files.map(({ file }) => file);
  if (isAsItStands(change)) return own;
  const index = await session.index();
  const reaches = await Promise.all(change.files.map(async ({ file, text }): Promise<Reach> => {
    const before = await session.textIfAny(file);
    if (before === undefined) return "importers";
    return reachOf(before, text, hole?.file === file ? hole : { file, span: { start: 0, end: 0 } });
  }));
  if (reaches.includes("all")) return [...new Set([...own, ...index.files()])];
  const importers = own.flatMap((file, at) =>
    reaches[at] === "file" ? [] : index.importers(file, { isTransitive: true })
  );
  return [...new Set([...own, ...importers])];
}

/** Without edits there is no before: all faults count. */
function isAsItStands({ edits }: Change): boolean {
  return edits.length === 0;
}

interface Asked {
  readonly compiler: Compiler;
  readonly names: readonly string[];
  readonly change: Change;
  readonly hole: Hole | undefined;
}

async function faultsOf(setting: CheatSetting, baseline: Baseline, asked: Asked): Promise<Diagnostic[]> {
  const { compiler, names, change, hole } = asked;
  const { session } = setting;
  const before = isAsItStands(change)
    ? names.map(() => [])
    : await Promise.all(names.map((file) => baseline.faults(compiler, file, hole)));
  const faults = await compiler.ask(session.overlays(change.files), async (moment) => {
    const after = await Promise.all(names.map((file) => moment.diagnostics(session.path(file))));
    const found = names.flatMap((file, at) => {
      const own = change.edits.filter((edit) => edit.file === file);
      return newFaults(before[at] ?? [], after[at] ?? [], own).map((fault) => diagnosticOf(fault, file));
    });
    if (found.length > 0 || isAsItStands(change)) return found;
    return await cheats(setting, { ...asked, moment, after });
  });
  if (faults.length > 0 || !hole || !names.includes(hole.file)) return faults;
  if (hole.kind === "range") return await shownOtherwise(session, compiler, change, hole);
  const promised = await promisedFault(session, baseline, compiler, { change, hole });
  return promised ? [diagnosticOf(promised, hole.file)] : [];
}

/** What code that was written anew shows with other types than before. */
async function shownOtherwise(
  session: Session,
  compiler: Compiler,
  change: Change,
  { file, span }: Hole,
): Promise<Diagnostic[]> {
  const changed = await changedTypes(session, compiler, change, file);
  return changed.map((one) => ({
    ...{ file, span, severity: "error", code: "range/type", source: NAME },
    message: wordsOf(one),
  }));
}

/** What a change that compiles hides from the compiler. */
async function cheats(
  setting: CheatSetting,
  { names, change, moment, after }: Asked & {
    readonly moment: Moment;
    readonly after: readonly (readonly CompilerDiagnostic[])[];
  },
): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { file, text } of change.files) {
    const at = names.indexOf(file);
    if (at < 0) continue;
    const edits = change.edits.filter((edit) => edit.file === file);
    found.push(...await cheatFaults(setting, { file, text, edits, moment, faults: after[at] ?? [] }));
  }
  return found;
}

/** What is looser here than for the project's own tools. */
async function looseness(session: Session): Promise<Note[]> {
  return (await session.looseness()).map((text) => ({ code: "loose", text }));
}

/** What the compiler can not see of what the hole's file imports. */
async function unseen(baseline: Baseline, { compiler, names, hole }: Asked): Promise<Note[]> {
  if (!hole || !names.includes(hole.file)) return [];
  return unseenModules(await baseline.faults(compiler, hole.file, hole));
}

function diagnosticOf({ span, code, message }: CompilerDiagnostic, file: string): Diagnostic {
  return { file, span, severity: "error", code: `TS${code}`, message, source: NAME };
}
