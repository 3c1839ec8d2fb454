/**
 * Examples run as tests.
 *
 * @module
 */

import type { Example } from "../../core/code/hole.ts";
import type { Call } from "../../core/kernel/hooks.ts";
import { instrument, type Snippet } from "./instrument.ts";
import { judge } from "./judge_example.ts";
import type { Job } from "./child_run.ts";
import type { Findings } from "./findings.ts";
import { commentAround, unaskedChanges } from "./unasked_changes.ts";
import { expectsValue, snippetOf, type Unreadable, unreadable } from "./unreadable.ts";
import { type ExamplesOptions, REACHES_HOLE, runBatch } from "./workshop.ts";

/** An example where it stands after the change. */
export interface Placed extends Example {
  /** The line where it begins before the change, 1-based. */
  readonly line: number;
}

/** Texts after the change and the examples in them. */
export interface Checked {
  readonly examples: readonly Placed[];
  /** Every file with examples, and every file that the change touches, by path relative to the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** What is wanted of the hole that the change fills; absent when it fills none. */
  readonly intent?: string;
}

/** Runs examples; what they show joins `findings`. */
export async function checkExamples(
  options: ExamplesOptions,
  { examples, texts, intent }: Checked,
  findings: Findings,
  call: Call,
): Promise<void> {
  const usable = examples.filter((example) => {
    const fault = unreadable(example);
    // A mistaken example is owed: nobody knows whether it would hold.
    if (fault) findings.leave(unread(example, fault), fault.isProse ? undefined : "example");
    return !fault;
  });
  if (usable.length === 0) return;
  const { entries, jobs } = layOut(usable, texts);
  const batch = { overlay: texts, entries, jobs, capMs: options.exampleMs ?? 2000 };
  const result = await runBatch(options, { ...batch, deadline: call.deadline, signal: call.signal });
  for (const { code, text } of result.notes) findings.note(code, text);
  usable.forEach((example, index) => {
    const { file, span } = example;
    const ran = result.ran[index];
    const found = judge(example, ran, result.missing);
    if (found.kind === "failed") {
      findings.fail("example", { file, span, code: "example", message: found.message });
    } else if (found.kind === "unclear") {
      findings.leave(skipped(example, found.reason), "example", found.reason === REACHES_HOLE);
    } else findings.pass("example");
    if (found.kind !== "passed" || intent === undefined || !ran) return;
    // A fill that changes what it is given passes its examples, but is not what most people mean.
    const changes = unaskedChanges(ran, intent + commentAround(texts.get(file) ?? "", span.start));
    if (changes === "") return;
    const message = `\`${example.call}\` gives what is expected, but changes ${changes}`;
    findings.warn({ file, span, code: "example/changes", message });
  });
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

function skipped(example: Example, reason: string): string {
  return `\`${nameOf(example)}\` was not checked: ${reason}`;
}

function unread(example: Placed, { reason, isProse }: Unreadable): string {
  const why = isProse ? `it reads as prose, ${reason}` : reason;
  return `\`${nameOf(example)}\` in line ${example.line} of "${example.file}" was not checked: ${why}`;
}

function nameOf({ call, code }: Example): string {
  return call || code?.split("\n")[0] || "example";
}
