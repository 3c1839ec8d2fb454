/**
 * The validator that runs the examples of doc comments, and candidates on inputs; the repairer that tries edits of what
 * does not meet them.
 *
 * @module
 */

import type { Example, Hole } from "../../core/code/hole.ts";
import { type Change, rebaseSpan } from "../../core/code/text.ts";
import type { Call, Repairer, Validator } from "../../core/kernel/hooks.ts";
import { denoInfo } from "../_process/deno_info.ts";
import { asRunnable } from "../_holes/stand_ins.ts";
import { disk } from "../_process/disk.ts";
import { SandboxPool } from "../_process/sandbox_pool.ts";
import { type Checked, checkExamples, type Placed } from "./check_examples.ts";
import { DenoModules } from "./deno_modules.ts";
import { execute } from "./execute.ts";
import { explore } from "./explore/explore.ts";
import { Findings } from "./findings.ts";
import { examplesOfFile, isRunnable } from "./find_examples.ts";
import { propose } from "./mend/propose.ts";
import { checkTests } from "./tests/check_tests.ts";
import type { BatchResult, ExamplesOptions } from "./workshop.ts";

/**
 * Makes the validator, which is the repairer too: both run code in the same sandboxes.
 *
 * @example
 * ```ts
 * import { createExamples } from "./validator.ts";
 * import assert from "node:assert/strict";
 *
 * const root = await Deno.makeTempDir();
 * const text = "/** twice(2) // => 4 *" + "/ function twice(n: number) { return n + 1 }";
 * const change = { edits: [], files: [{ file: "a.ts", text }] };
 * const call = { signal: new AbortController().signal, deadline: performance.now() + 30_000 };
 * await using examples = createExamples({ root });
 * const report = await examples.validate(change, undefined, call);
 * assert.equal(report.state, "invalid");
 * assert.equal(report.diagnostics[0]?.message, "`twice(2)` gives 3, expected 4");
 * await Deno.remove(root);
 * ```
 */
export function createExamples(given: ExamplesOptions): Validator & Repairer & AsyncDisposable {
  const sandboxes = new SandboxPool(given);
  const deno = new DenoModules(denoInfo(given.spawn, given.program));
  const options = { ...given, sandboxes, deno };
  const known = new Map<string, BatchResult>();
  const read = (file: string) => (options.disk ?? disk).readText(`${options.root}/${file}`);
  return {
    [Symbol.asyncDispose]: () => sandboxes[Symbol.asyncDispose](),
    stage: "run",
    async validate(change: Change, hole: Hole | undefined, call: Call) {
      const findings = new Findings();
      const all = await checked(change, hole, read);
      await checkExamples(options, all, findings, call);
      const before = hole && await read(hole.file);
      const filled = hole && before !== undefined ? { filled: { hole, before } } : {};
      await checkTests({ ...options, known }, { texts: all.texts, ...filled }, findings, call);
      return findings.report();
    },
    async execute(draft, texts, inputs, call) {
      return await execute(options, { draft, texts, inputs, read }, call);
    },
    async explore(draft, wish, call) {
      return await explore(options, draft, wish, read, call);
    },
    async propose(draft, faults, call) {
      return await propose(options, draft, faults, read, call);
    },
  };
}

async function checked(
  change: Change,
  hole: Hole | undefined,
  read: (file: string) => Promise<string | undefined>,
): Promise<Checked> {
  // Other holes of the file may still be open.
  const texts = new Map(change.files.map(({ file, text }) => [file, asRunnable(text)]));
  if (!hole) {
    const files = change.files.filter(({ file }) => isRunnable(file));
    const examples = files.flatMap(({ file, text }) =>
      examplesOfFile(file, text).map((example) => ({ ...example, line: lineAt(text, example.span.start) }))
    );
    return { texts, examples };
  }
  const examples: Placed[] = [];
  for (const example of hole.examples.filter(({ file }) => isRunnable(file))) {
    const before = await read(example.file) ?? "";
    if (!texts.has(example.file)) texts.set(example.file, before);
    examples.push({ ...moved(example, change), line: lineAt(before, example.span.start) });
  }
  return { texts, examples, intent: hole.intent };
}

/** The example where it stands after the change. */
function moved(example: Example, change: Change): Example {
  const span = rebaseSpan(example.span, change.edits.filter(({ file }) => file === example.file));
  return span ? { ...example, span } : example;
}

/** 1-based. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}
