/**
 * What a model is told of its last answer, where that was wrong.
 *
 * @module
 */

import type { Diagnostic } from "../code/diagnostic.ts";
import type { Candidate } from "../code/outcome.ts";
import type { FileText } from "../code/text.ts";

/** A model mends the first ones; the others often follow from them. */
const FAULTS = 3;
/** Units of the code that a fault quotes. */
const QUOTED = 80;

/** The answer, and its first faults with the code that each blames. */
export function correctionOf({ text, change, verdict: { reports } }: Candidate): string {
  return toldWrong(text, reports.flatMap(({ diagnostics }) => diagnostics), change.files);
}

/**
 * What was written, and the first errors in it with the code that each blames.
 *
 * @param files The texts that the errors' places count in.
 */
export function toldWrong(text: string, faults: readonly Diagnostic[], files: readonly FileText[]): string {
  const lines = faults.filter(({ severity }) => severity === "error").slice(0, FAULTS)
    .map((fault) => faultLine(fault, files));
  return `This was written there before, and it is wrong:\n\n${text}\n\nWhat is wrong with it:\n${
    lines.join("\n")
  }`;
}

function faultLine({ file, span: { start, end }, message }: Diagnostic, files: readonly FileText[]): string {
  const code = files.find((one) => one.file === file)?.text.slice(start, end).trim() ?? "";
  const [first = ""] = code.split("\n");
  return `- ${message}${first === "" ? "" : ` At: ${first.slice(0, QUOTED)}`}`;
}
