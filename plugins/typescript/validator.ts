/**
 * Judges a change by the project's own compiler options, with the change in memory: only faults that were not there
 * before count.
 *
 * @module
 */

import type { Diagnostic, Report } from "../../core/code/diagnostic.ts";
import type { Hole } from "../../core/code/hole.ts";
import type { Change, FileText } from "../../core/code/text.ts";
import type { Validator } from "../../core/kernel/hooks.ts";
import type { Compiler, CompilerDiagnostic } from "./compiler.ts";
import type { CheatForm } from "./cheats/find.ts";
import { cheatFaults } from "./cheats/judge.ts";
import { isContained } from "./contained.ts";
import type { Session } from "./session.ts";

const NAME = "typescript";

/** Makes the validator of a session. Ways around the compiler that are allowed are no faults. */
export function createValidator(session: Session, allowed: readonly CheatForm[]): Validator {
  const setting = { session, allowed: new Set(allowed) };
  const before = new Map<string, Promise<Map<string, number>>>();
  return {
    stage: "static",
    validate: async (change, hole) => {
      const files = await filesToCheck(session, change, hole);
      const compilers = Map.groupBy(
        await Promise.all(files.map(async (file) => ({ file, compiler: await session.compiler(file) }))),
        ({ compiler }) => compiler,
      );
      const found: Diagnostic[] = [];
      for (const [compiler, own] of compilers) {
        const names = own.map(({ file }) => file);
        found.push(...await newFaults(session, compiler, { names, change, before }));
      }
      const cheats = found.length === 0 ? await cheatFaults(setting, change, hole?.file) : [];
      return report([...found, ...cheats], files.length);
    },
  };
}

/** The changed files; and all that import them when what they export may have got another type. */
async function filesToCheck(session: Session, change: Change, hole: Hole | undefined): Promise<string[]> {
  const { files } = change;
  const own = files.map(({ file }) => file);
  if (isAsItStands(change)) return own;
  if (hole && files.length === 1 && isContained(await session.text(hole.file), hole)) return own;
  const index = await session.index();
  const importers = own.flatMap((file) => index.importers(file, { isTransitive: true }));
  return [...new Set([...own, ...importers])];
}

/** Without edits there is no before: all faults count. */
function isAsItStands({ edits }: Change): boolean {
  return edits.length === 0;
}

interface Checked {
  readonly names: readonly string[];
  readonly change: Change;
  readonly before: Map<string, Promise<Map<string, number>>>;
}

async function newFaults(session: Session, compiler: Compiler, { names, change, before }: Checked) {
  const counts = isAsItStands(change)
    ? []
    : await Promise.all(names.map((file) => faultsBefore(session, compiler, file, before)));
  await using moment = await compiler.moment(session.overlays(change.files));
  const found: Diagnostic[] = [];
  for (const [at, file] of names.entries()) {
    const known = new Map(counts[at]);
    for (const fault of await moment.diagnostics(session.path(file))) {
      const key = keyOf(fault);
      const left = known.get(key) ?? 0;
      known.set(key, left - 1);
      if (left <= 0 && fault.isError) found.push(diagnosticOf(fault, file));
    }
  }
  return found;
}

/** How often each fault stands in a file before the change. Kept for as long as the texts stay as they are. */
function faultsBefore(
  session: Session,
  compiler: Compiler,
  file: string,
  before: Checked["before"],
): Promise<Map<string, number>> {
  const key = `${session.revision} ${file}`;
  let known = before.get(key);
  if (!known) before.set(key, known = countFaults(session, compiler, file, []));
  return known;
}

async function countFaults(session: Session, compiler: Compiler, file: string, files: readonly FileText[]) {
  await using moment = await compiler.moment(session.overlays(files));
  const counts = new Map<string, number>();
  for (const fault of await moment.diagnostics(session.path(file))) {
    const key = keyOf(fault);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** A fault without its place, which a fill moves. */
function keyOf({ code, message }: CompilerDiagnostic): string {
  return `${code} ${message}`;
}

function diagnosticOf({ span, code, message }: CompilerDiagnostic, file: string): Diagnostic {
  return { file, span, severity: "error", code: `TS${code}`, message, source: NAME };
}

function report(diagnostics: readonly Diagnostic[], files: number): Report {
  return {
    validator: NAME,
    state: diagnostics.length > 0 ? "invalid" : "valid",
    diagnostics,
    notes: [files === 1 ? "1 file checked" : `${files} files checked`],
  };
}
