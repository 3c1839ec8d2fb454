/**
 * Whether what stands in a `hole<T>()` is a `T`: the place itself may ask for nothing, but the hole did.
 *
 * @module
 */

import type { Hole } from "../../core/code/hole.ts";
import { applyEdits, type Change, type Edit, rebaseSpan } from "../../core/code/text.ts";
import { newFaults } from "../_faults/new_faults.ts";
import type { Baseline } from "./baseline.ts";
import { typeOfMarker } from "./bodies.ts";
import type { Compiler, CompilerDiagnostic } from "./compiler.ts";
import type { Session } from "./session.ts";

/** The first fault that a fill makes where its hole's own type is asked for; its place is all of the fill. */
export async function promisedFault(
  session: Session,
  baseline: Baseline,
  compiler: Compiler,
  { change, hole }: { readonly change: Change; readonly hole: Hole },
): Promise<CompilerDiagnostic | undefined> {
  const { file, span } = hole;
  const text = await session.text(file);
  const type = hole.kind === "expression" ? typeOfMarker(text, hole) : undefined;
  const own = change.edits.filter((edit) => edit.file === file);
  const fill = own.find((edit) => edit.span.start === span.start && edit.span.end === span.end);
  if (type === undefined || !fill) return undefined;
  const asking = { ...fill, text: `((${fill.text}\n) satisfies ${type})` };
  const edits = own.map((edit) => edit === fill ? asking : edit);
  const files = change.files.map((one) => one.file === file ? { file, text: applyEdits(text, edits) } : one);
  const path = session.path(file);
  const after = await compiler.ask(session.overlays(files), (moment) => moment.diagnostics(path));
  const [found] = newFaults(await baseline.faults(compiler, file, hole), after, edits);
  return found && { ...found, span: spanOf(fill, own) };
}

/** Where an edit's text stands after all edits of its file. */
function spanOf({ span, text }: Edit, edits: readonly Edit[]) {
  const before = edits.filter((edit) => edit.span.end <= span.start);
  const start = rebaseSpan({ start: span.start, end: span.start }, before)?.start ?? span.start;
  return { start, end: start + text.length };
}
