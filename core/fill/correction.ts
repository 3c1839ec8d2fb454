/**
 * What a model is told of its last answer, where that was wrong.
 *
 * @module
 */

import type { Diagnostic } from "../code/diagnostic.ts";
import type { Candidate } from "../code/outcome.ts";
import type { Change } from "../code/text.ts";

/** A model mends the first ones; the others often follow from them. */
const FAULTS = 3;
/** Units of the code that a fault quotes. */
const QUOTED = 80;

/** The answer, and its first faults with the code that each blames. */
export function correctionOf({ text, change, verdict: { reports } }: Candidate): string {
  const faults = reports.flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === "error").slice(0, FAULTS)
    .map((fault) => faultLine(fault, change));
  return `This was written there before, and it is wrong:\n\n${text}\n\nWhat is wrong with it:\n${
    faults.join("\n")
  }`;
}

function faultLine({ file, span: { start, end }, message }: Diagnostic, { files }: Change): string {
  const code = files.find((one) => one.file === file)?.text.slice(start, end).trim() ?? "";
  const [first = ""] = code.split("\n");
  return `- ${message}${first === "" ? "" : ` At: ${first.slice(0, QUOTED)}`}`;
}
