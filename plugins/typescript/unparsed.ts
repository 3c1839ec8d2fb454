/**
 * Files that are no code as they stand, so that nobody knows what holes they have.
 *
 * @module
 */

import type { Diagnostic } from "../../core/code/diagnostic.ts";
import { mayHaveHoles } from "./holes.ts";
import { isLost, parseFile, syntaxFault } from "./syntax.ts";

/** What keeps a file that may have holes from being looked into; `undefined` where nothing does. */
export function unparsed(file: string, text: string): Diagnostic | undefined {
  if (!mayHaveHoles(text) || !isLost(parseFile(file, text))) return undefined;
  const { message, span } = syntaxFault(file, text);
  return { file, span, severity: "error", code: "syntax", message, source: "typescript" };
}
