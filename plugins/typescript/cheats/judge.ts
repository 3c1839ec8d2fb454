/**
 * Finds the faults in a change that the compiler was kept from seeing.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import { applyEdits, type Change, type Edit, type Span } from "../../../core/code/text.ts";
import { newFaults } from "../../_faults/new_faults.ts";
import type { CompilerDiagnostic, Moment } from "../compiler.ts";
import { Marker } from "../marker.ts";
import { parsed } from "../recent.ts";
import type { Session } from "../session.ts";
import { isTestFile } from "../test_files.ts";
import { type Cheat, type CheatForm, cheatsIn } from "./find.ts";
import { isHabit } from "./habit.ts";
import { inferredAny } from "./inferred_any.ts";

/** What judging needs of the run. */
export interface CheatSetting {
  readonly session: Session;
  /** Forms that the options allow. */
  readonly allowed: ReadonlySet<CheatForm>;
}

/** One changed file that compiles. */
export interface Written {
  readonly file: string;
  /** The text after the change. */
  readonly text: string;
  /** The change's edits of this file. */
  readonly edits: readonly Edit[];
  /** The project after the change. */
  readonly moment: Moment;
  /** The file's faults after the change. */
  readonly faults: readonly CompilerDiagnostic[];
}

/** Faults for tests that a change edits. `home` is the file with the hole: a hole in a test may be filled. */
export function editedTests({ files }: Change, home: string | undefined): Diagnostic[] {
  return files.filter(({ file }) => isTestFile(file) && file !== home)
    .map(({ file }) => fault(file, { start: 0, end: 0 }, "test", "a test is edited that holds no hole"));
}

/** Faults for holes that a change brings in: what is filled in is no hole again, whatever the options allow. */
export async function newHoles(session: Session, { edits, files }: Change): Promise<Diagnostic[]> {
  const markers = await session.markers();
  return files.flatMap(({ file, text }) => {
    const spans = spansAfter(edits.filter((edit) => edit.file === file));
    const reads = new Marker(parsed(file, text).program, markers.from(file)).reads();
    return reads.filter((read) => spans.some(({ start, end }) => start <= read.start && read.end <= end))
      .map(({ start, end }) => fault(file, { start, end }, "hole", "what is written here is itself a hole"));
  });
}

/** The ways around the compiler in what was written, those aside that are allowed, idle, or the project's habit. */
export async function cheatFaults(setting: CheatSetting, written: Written): Promise<Diagnostic[]> {
  const { file, text } = written;
  const { session, allowed } = setting;
  const syntax = parsed(file, text);
  const spans = spansAfter(written.edits);
  const found: Diagnostic[] = [];
  for (const cheat of spans.flatMap((span) => cheatsIn(syntax, span))) {
    if (allowed.has(cheat.form) || !await hides(session, written, cheat)) continue;
    const files = (await session.index()).files();
    if (await isHabit(cheat, syntax, files, (other) => session.text(other))) continue;
    found.push(fault(file, cheat.span, cheat.form, messageOf(cheat)));
  }
  if (found.length > 0 || allowed.has("any")) return found;
  const values = [];
  for (const span of spans) {
    const place = { session, moment: written.moment, syntax, span };
    values.push(...await inferredAny(place, (edit) => breaks(session, written, edit)));
  }
  return values.map((span) => fault(file, span, "any", "its type is `any`, and nothing but `any` fits here"));
}

/** True when an error shows without it, or when it can not be taken out. */
async function hides(session: Session, written: Written, { span, without }: Cheat): Promise<boolean> {
  return without === undefined || await breaks(session, written, { file: written.file, span, text: without });
}

/** True when an edit makes a fault that was not there before it. */
async function breaks(session: Session, { file, text, faults }: Written, edit: Edit): Promise<boolean> {
  const compiler = await session.compiler(file);
  const path = session.path(file);
  const overlay = new Map([[path, applyEdits(text, [edit])]]);
  const after = await compiler.ask(overlay, (moment) => moment.diagnostics(path));
  return newFaults(faults, after, [edit]).length > 0;
}

/** Where edits of one file lie after all of them; what only takes text away is left out. */
function spansAfter(edits: readonly Edit[]): Span[] {
  let shift = 0;
  return [...edits].sort((a, b) => a.span.start - b.span.start).flatMap(({ span, text }) => {
    const start = span.start + shift;
    shift += text.length - (span.end - span.start);
    return text === "" ? [] : [{ start, end: start + text.length }];
  });
}

function messageOf({ form, target }: Cheat): string {
  const what = target ? `${form} (${target})` : form;
  return `${what} hides an error, and the project has no such habit`;
}

function fault(file: string, span: Span, form: string, message: string): Diagnostic {
  return { file, span, severity: "error", code: `cheat/${form}`, message, source: "typescript" };
}
