/**
 * What running examples and tests has shown.
 *
 * @module
 */

import type { Diagnostic, Report } from "../../core/code/diagnostic.ts";
import { type Note, NOTE_CODES } from "../../core/code/note.ts";

/** The name under which the validator reports. */
export const NAME = "examples";

/** What is counted. */
type Kind = "example" | "test";

/** Collects what runs have shown. */
export class Findings {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #gaps = new Set<string>();
  #reachesHole = false;
  readonly #notes = new Map<string, Note>();
  readonly #counts = { example: { passed: 0, total: 0 }, test: { passed: 0, total: 0 } };

  /** One more example or test that is true. */
  pass(kind: Kind): void {
    this.#counts[kind].passed++;
    this.#counts[kind].total++;
  }

  /** One more that is not. */
  fail(kind: Kind, fault: Omit<Diagnostic, "severity" | "source">): void {
    this.#counts[kind].total++;
    this.#diagnostics.push({ ...fault, severity: "error", source: NAME });
  }

  /** Something odd about what passed. */
  warn(doubt: Omit<Diagnostic, "severity" | "source">): void {
    this.#diagnostics.push({ ...doubt, severity: "warning", source: NAME });
  }

  /**
   * Something that could not be checked, and why.
   *
   * @param kind Absent for what does not count.
   * @param reachesHole True where it comes to a hole that is open.
   */
  leave(gap: string, kind?: Kind, reachesHole = false): void {
    this.#reachesHole ||= reachesHole;
    if (kind) this.#counts[kind].total++;
    this.#gaps.add(gap);
  }

  /** What a person should know. */
  note(code: string, text: string): void {
    this.#notes.set(`${code} ${text}`, { code, text });
  }

  /** Everything, as a validator says it. */
  report(): Report {
    const { example, test } = this.#counts;
    const [passed, total] = [example.passed + test.passed, example.total + test.total];
    const isWrong = this.#diagnostics.some(({ severity }) => severity === "error");
    const state = isWrong ? "invalid" : total === 0 || passed < total ? "unchecked" : "valid";
    const reaching = this.#reachesHole ? { reachesHole: true } : {};
    const found = { validator: NAME, state, diagnostics: this.#diagnostics, ...reaching } as const;
    return total > 0
      ? { ...found, passed, total, notes: this.#allNotes() }
      : { ...found, notes: this.#allNotes() };
  }

  #allNotes(): Note[] {
    const { example, test } = this.#counts;
    const gaps = [...this.#gaps].map((text) => ({ code: NOTE_CODES.notChecked, text }));
    const all = [...gaps, ...this.#notes.values()];
    const parts = [counted("example", example), counted("test", test)].filter((text) => text !== "");
    if (test.total > 0) all.push({ code: NOTE_CODES.counted, text: parts.join(", ") });
    if (parts.length === 0) all.push({ code: NOTE_CODES.noExamples, text: "no examples to run" });
    return all;
  }
}

function counted(noun: Kind, { passed, total }: { readonly passed: number; readonly total: number }): string {
  return total === 0 ? "" : `${passed} of ${total} ${noun}${total === 1 ? "" : "s"}`;
}
