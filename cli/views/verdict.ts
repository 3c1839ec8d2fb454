/**
 * How a candidate was judged, in a few words.
 *
 * @module
 */

import type { Candidate } from "@maze/maze";
import { NOTE_CODES, type Report } from "@maze/maze/plugin";
import { visible } from "./style.ts";

/** `compiles; 3 of 3 examples`, `compiles; no examples`, `does not compile`. A report that says nothing is left out. */
export function judgement({ verdict: { reports } }: Pick<Candidate, "verdict">): string {
  const words = reports.filter((report) => !isEmpty(report)).map(reportWords);
  const hasRun = reports.some((report) => report.total !== undefined || isNoExamples(report));
  return [...words, ...(hasRun ? [] : ["no examples"])].join("; ");
}

/** True when an example or a test was run on a candidate. */
export function wasRun({ verdict: { reports } }: Pick<Candidate, "verdict">): boolean {
  return reports.some(({ passed = 0 }) => passed > 0);
}

/** The first fault of a candidate with its code; `undefined` when none was found. */
export function firstFault({ verdict: { reports } }: Pick<Candidate, "verdict">): string | undefined {
  const found = reports.flatMap(({ diagnostics }) => diagnostics);
  const fault = found.find(({ severity }) => severity === "error") ?? found[0];
  return fault && `${fault.code}: ${visible(fault.message.split("\n")[0] ?? "")}`;
}

/** What validators warn of, one sentence each. */
export function warnings(reports: readonly Report[]): string[] {
  const found = reports.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) =>
    severity === "warning"
  );
  return found.map(({ message }) => visible(`warning: ${message.split("\n")[0] ?? ""}`));
}

/** What was not checked and why, one sentence each: `` `f(1)` was not checked: package "zod" is not installed ``. */
export function unchecked(reports: readonly Report[]): string[] {
  const notes = reports.flatMap(({ state, notes }) => state === "unchecked" ? notes : []);
  return notes.flatMap(({ code, text }) => code === NOTE_CODES.notChecked ? [visible(text)] : []);
}

/** Why candidates were not checked, each reason once. */
export function reasons(candidates: readonly Pick<Candidate, "verdict">[]): readonly string[] {
  return [...new Set(candidates.flatMap(({ verdict }) => unchecked(verdict.reports)))];
}

/** What is not limited where candidates run, each once: `examples: memory outside the heap not limited`. */
export function unlimited(reports: readonly Report[]): readonly string[] {
  const found = reports.flatMap(({ validator, notes }) =>
    notes.flatMap(({ code, text }) =>
      code === NOTE_CODES.notLimited ? [visible(`${validator}: ${text}`)] : []
    )
  );
  return [...new Set(found)];
}

function reportWords(report: Report): string {
  const { state, passed = 0, total, notes } = report;
  if (total !== undefined) {
    const examples = textOf(report, NOTE_CODES.counted) ??
      `${passed} of ${total} ${total === 1 ? "example" : "examples"}`;
    if (state !== "unchecked") return examples;
    return passed === 0 ? `${examples}, none checked` : `${examples}, the others not checked`;
  }
  if (isNoExamples(report)) return "no examples";
  const by = textOf(report, NOTE_CODES.judgedBy);
  if (state === "valid") return by ? `accepted ${by}` : "compiles";
  if (state === "invalid") return by ? `refused ${by}` : "does not compile";
  return textOf(report, NOTE_CODES.notChecked)
    ? `not checked by ${report.validator}`
    : `not checked (${notes.map(({ text }) => text).join(", ") || report.validator})`;
}

function textOf({ notes }: Report, wanted: string): string | undefined {
  const text = notes.find(({ code }) => code === wanted)?.text;
  return text && visible(text);
}

/** A validator that had nothing to judge. */
function isEmpty({ state, notes, diagnostics, total }: Report): boolean {
  return state === "unchecked" && notes.length === 0 && diagnostics.length === 0 && total === undefined;
}

function isNoExamples({ state, notes }: Report): boolean {
  return state === "unchecked" && notes.some(({ code }) => code === NOTE_CODES.noExamples);
}
