/**
 * What a file imports and the compiler can not see: all of it is `any`, and anything fits there.
 *
 * @module
 */

import { type Note, NOTE_CODES } from "../../core/code/note.ts";
import type { CompilerDiagnostic } from "./compiler.ts";
import { isMarkerModule } from "./marker.ts";

const NO_MODULE: ReadonlySet<number> = new Set([2307, 2792]);
const NO_DECLARATIONS = 7016;

/** One note for each module of a file's faults whose types are missing; the marker's is missed by nobody. */
export function unseenModules(faults: readonly CompilerDiagnostic[]): Note[] {
  const texts = faults.flatMap(({ code, message }) => {
    const name = /'([^']+)'/.exec(message)?.[1];
    if (name === undefined || isMarkerModule(name)) return [];
    if (NO_MODULE.has(code)) return [`types unknown: cannot find module "${name}", so all of it is \`any\``];
    if (code !== NO_DECLARATIONS) return [];
    return [`types unknown: module "${name}" has no declarations, so all of it is \`any\``];
  });
  return [...new Set(texts)].map((text) => ({ code: NOTE_CODES.unseen, text }));
}
