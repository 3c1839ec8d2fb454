/**
 * How a candidate was judged, in a few words.
 *
 * @module
 */

import type { Candidate } from "@maze/maze";
import { NOTE_CODES, type Report } from "@maze/maze/plugin";
import { visible } from "./style.ts";

/** `compiles; 3 of 3 examples`, `compiles; no examples`, `does not compile`. */
export function judgement({ verdict: { reports } }: Pick<Candidate, "verdict">): string {
  const words = reports.map(reportWords);
  const hasRun = reports.some((report) => report.total !== undefined || isNoExamples(report));
  return [...words, ...(hasRun ? [] : ["no examples"])].join("; ");
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

function reportWords(report: Report): string {
  const { state, passed = 0, total, notes } = report;
  if (total !== undefined) {
    const examples = `${passed} of ${total} ${total === 1 ? "example" : "examples"}`;
    if (state !== "unchecked") return examples;
    return passed === 0 ? `${examples}, none checked` : `${examples}, the others not checked`;
  }
  if (isNoExamples(report)) return "no examples";
  if (state === "valid") return "compiles";
  if (state === "invalid") return "does not compile";
  return `not checked (${notes.map(({ text }) => text).join(", ") || report.validator})`;
}

function isNoExamples({ state, notes }: Report): boolean {
  return state === "unchecked" && notes.some(({ code }) => code === NOTE_CODES.noExamples);
}
