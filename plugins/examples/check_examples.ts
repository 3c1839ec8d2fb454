/**
 * Examples run as tests.
 *
 * @module
 */

import type { Diagnostic, Report } from "../../core/code/diagnostic.ts";
import type { Example } from "../../core/code/hole.ts";
import { type Note, NOTE_CODES } from "../../core/code/note.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import { instrument, type Snippet, snippetFault } from "./instrument.ts";
import { judge } from "./judge_example.ts";
import type { Job, Ran } from "./child_run.ts";
import { commentAround, unaskedChanges } from "./unasked_changes.ts";
import { type ExamplesOptions, runBatch } from "./workshop.ts";

/** The name under which the validator reports. */
export const NAME = "examples";

/** Texts after the change and the examples in them. */
export interface Checked {
  readonly examples: readonly Example[];
  /** Every file with examples, and every file that the change touches, by path relative to the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** What is wanted of the hole that the change fills; absent when it fills none. */
  readonly intent?: string;
}

/** Runs examples and reports the ones that fail. */
export async function checkExamples(
  options: ExamplesOptions,
  { examples, texts, intent }: Checked,
  call: Call,
): Promise<Report> {
  const faults = examples.map((example) => exampleFault(example));
  const usable = examples.filter((_, index) => faults[index] === undefined);
  const gaps = new Set(faults.flatMap((fault, index) => fault ? [skipped(examples[index], fault)] : []));
  if (usable.length === 0) return report({ state: "unchecked", notes: [...notesOf(gaps), NONE] });
  const { entries, jobs } = layOut(usable, texts);
  const batch = { overlay: texts, entries, jobs, capMs: options.exampleMs ?? 2000 };
  const result = await runBatch(options, { ...batch, deadline: call.deadline, signal: call.signal });
  const diagnostics: Diagnostic[] = [];
  let passed = 0;
  let unclear = 0;
  usable.forEach((example, index) => {
    const found = judge(example, result.ran[index], result.missing);
    if (found.kind === "passed") passed++;
    if (found.kind === "passed" && intent !== undefined) {
      const words = intent + commentAround(texts.get(example.file) ?? "", example.span.start);
      diagnostics.push(...changeWarning(example, result.ran[index], words));
    } else if (found.kind === "failed") diagnostics.push(diagnostic(example, found.message));
    else if (found.kind === "unclear") {
      unclear++;
      gaps.add(skipped(example, found.reason));
    }
  });
  const state = diagnostics.some(({ severity }) => severity === "error")
    ? "invalid"
    : unclear > 0
    ? "unchecked"
    : "valid";
  const notes = [...notesOf(gaps), ...result.notes.map((text) => ({ code: "sandbox", text }))];
  return report({ state, diagnostics, passed, total: usable.length, notes });
}

const NONE: Note = { code: NOTE_CODES.noExamples, text: "no examples to run" };

function notesOf(gaps: ReadonlySet<string>): Note[] {
  return [...gaps].map((text) => ({ code: NOTE_CODES.notChecked, text }));
}

interface Layout {
  readonly entries: readonly { readonly file: string; readonly text: string }[];
  readonly jobs: readonly Job[];
}

/** Each file once, with the functions of all its examples. */
function layOut(examples: readonly Example[], texts: ReadonlyMap<string, string>): Layout {
  const snippets = new Map<string, Snippet[]>();
  const files = [...new Set(examples.map(({ file }) => file))];
  const jobs = examples.map((example): Job => {
    const own = snippets.get(example.file) ?? [];
    snippets.set(example.file, own);
    const at = own.push(snippetOf(example, example.call)) - 1;
    const module = files.indexOf(example.file);
    return expectsValue(example)
      ? { module, at, expected: own.push(snippetOf(example, example.value)) - 1 }
      : { module, at };
  });
  const entries = files.map((file) => ({
    file,
    text: instrument(file, texts.get(file) ?? "", snippets.get(file) ?? []),
  }));
  return { entries, jobs };
}

function exampleFault(example: Example): string | undefined {
  const fault = snippetFault(example.file, snippetOf(example, example.call));
  if (fault !== undefined || !expectsValue(example)) return fault;
  return snippetFault(example.file, snippetOf(example, example.value));
}

function snippetOf({ code }: Example, expression: string): Snippet {
  return code === undefined ? { expression } : { code, expression };
}

function expectsValue({ call, value }: Example): boolean {
  return call !== "" && !/^throws\b/.test(value);
}

function diagnostic({ file, span }: Example, message: string): Diagnostic {
  return { file, span, severity: "error", code: "example", message, source: NAME };
}

/** A fill that changes what it is given passes its examples, but is not what most people mean. */
function changeWarning(example: Example, ran: Ran | undefined, words: string): Diagnostic[] {
  const changes = ran ? unaskedChanges(ran, words) : "";
  if (changes === "") return [];
  const message = `\`${example.call}\` gives what is expected, but changes ${changes}`;
  return [{ ...diagnostic(example, message), severity: "warning", code: "example/changes" }];
}

function skipped(example: Example | undefined, reason: string): string {
  const name = example?.call || example?.code?.split("\n")[0] || "example";
  return `\`${name}\` was not checked: ${reason}`;
}

function report(found: Pick<Report, "state" | "notes"> & Partial<Report>): Report {
  return { validator: NAME, diagnostics: [], ...found };
}
