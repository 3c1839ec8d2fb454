/**
 * What is wrong with the project's configuration: faults that lie in no file of code.
 *
 * @module
 */

import type { Diagnostic } from "../../core/code/diagnostic.ts";
import type { CompilerDiagnostic } from "./compiler.ts";
import { realDisk } from "./project/disk.ts";
import { relativeTo } from "./project/project.ts";
import type { Session } from "./session.ts";

/**
 * Faults of all configs that the reader of the project finds, and of those that these files are compiled under also
 * what the compiler alone knows: options that do not exist, or no longer.
 */
export async function configFaults(session: Session, files: readonly string[]): Promise<Diagnostic[]> {
  const index = await session.index();
  const { project } = index;
  const known = new Set(index.files());
  const asked = files.filter((file) => known.has(file));
  const compilers = new Set(await Promise.all(asked.map((file) => session.compiler(file))));
  const said = await Promise.all(
    [...compilers].map((compiler) => compiler.ask(new Map(), (moment) => moment.configDiagnostics())),
  );
  // A configuration that Maze made up for itself is on no disk, and none of the user's business.
  const theirs = said.flat().filter(({ file }) => realDisk.stat(file) !== undefined);
  const found = [...project.diagnostics];
  for (const fault of theirs.map((one) => diagnosticOf(one, project.root))) {
    if (!found.some((known) => isSame(known, fault))) found.push(fault);
  }
  return found;
}

/** The compiler's words for a file that a config extends and that is not there. */
const NO_PARENT = "TS5083";

/** Whether the compiler says again what is known; it does not always say where. */
function isSame(known: Diagnostic, fault: Diagnostic): boolean {
  if (known.file !== fault.file) return false;
  const code = fault.code === NO_PARENT ? "TS6053" : fault.code;
  return known.code === code && (fault.span.end === 0 || known.span.start === fault.span.start);
}

function diagnosticOf({ file, span, code, message, isError }: CompilerDiagnostic, root: string): Diagnostic {
  const severity = isError ? "error" : "warning";
  return { file: relativeTo(root, file), span, severity, code: `TS${code}`, message, source: "typescript" };
}
