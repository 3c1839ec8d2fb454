/**
 * Test files that the user names, run against a change that is not written.
 *
 * @module
 */

import type { Hole } from "../../../core/code/hole.ts";
import { applyEdits } from "../../../core/code/text.ts";
import type { Call } from "../../../core/kernel/hooks.ts";
import { disk } from "../../_process/disk.ts";
import type { Findings } from "../findings.ts";
import { Graph } from "../graph.ts";
import { Sources } from "../sources.ts";
import { type BatchResult, type ExamplesOptions, runBatch } from "../workshop.ts";
import { findTests } from "./find_tests.ts";
import { type Found, tellTests } from "./judge_tests.ts";
import { STAND_INS, withGlobals } from "./stand_ins.ts";

/** What tests are run against. */
export interface Tested {
  /** Every file that the change touches, after the change, by path relative to the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** The hole that the change fills, and its file's text before. */
  readonly filled?: { readonly hole: Hole; readonly before: string };
}

/** Runs the named test files that reach a changed file; what they show joins `findings`. */
export async function checkTests(
  options: ExamplesOptions & { readonly known: Map<string, BatchResult> },
  { texts, filled }: Tested,
  findings: Findings,
  call: Call,
): Promise<void> {
  const reader = options.disk ?? disk;
  const root = await reader.realPath(options.root) ?? options.root;
  const files = await findTests(root, options.tests ?? [], reader);
  if (files.length === 0) return;
  const run = (overlay: ReadonlyMap<string, string>, known?: Map<string, BatchResult>) =>
    new TestBatch(options, { root, files, overlay, call, ...known && { known } }).run([...texts.keys()]);
  const open = filled && marked(filled.hole, filled.before);
  const before = open === undefined
    ? undefined
    : await run(new Map(texts).set(filled?.hole.file ?? "", open), options.known);
  const after = await run(texts);
  for (const [file, found] of after) tellTests(file, found, { before: before?.get(file), findings });
}

/** The file with something in the hole that tells when it is reached; `undefined` where nothing can stand there. */
function marked({ file, kind, span }: Hole, text: string): string | undefined {
  const reach = "(globalThis as any).$mazeReached()";
  if (kind === "expression") return applyEdits(text, [{ file, span, text: `(${reach})` }]);
  return kind === "body" || kind === "statements"
    ? applyEdits(text, [{ file, span, text: ` ${reach}; ` }])
    : undefined;
}

interface BatchParts {
  readonly root: string;
  readonly files: readonly string[];
  readonly overlay: ReadonlyMap<string, string>;
  readonly known?: Map<string, BatchResult>;
  readonly call: Call;
}

class TestBatch {
  readonly #options: ExamplesOptions;
  readonly #parts: BatchParts;
  readonly #sources: Sources;

  constructor(options: ExamplesOptions, parts: BatchParts) {
    this.#options = options;
    this.#parts = parts;
    const more = { standIns: STAND_INS, ...options.deno && { deno: options.deno } };
    this.#sources = new Sources(parts.root, options.disk ?? disk, parts.overlay, more);
  }

  /** Those that reach one of the files, by name. */
  async run(changed: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const { files, overlay, known, call: { deadline, signal } } = this.#parts;
    const entries: { file: string; text: string }[] = [];
    for (const file of files) {
      const text = await this.#reaching(file, changed);
      if (text !== undefined) entries.push({ file, text });
    }
    if (entries.length === 0) return new Map();
    const jobs = entries.map((_, module) => ({ module, at: 0, isTests: true }));
    const batch = { overlay, entries, jobs, capMs: this.#options.testMs ?? 5000, deadline, signal };
    const more = { standIns: STAND_INS, ...known && { known } };
    const { ran, missing } = await runBatch(this.#options, { ...batch, ...more });
    return new Map(
      entries.flatMap(({ file, text }, at) => {
        const one = ran[at];
        return one ? [[file, { text, ran: one, missing }]] : [];
      }),
    );
  }

  /** The text of a test file; `undefined` when it has nothing to do with the changed files. */
  async #reaching(file: string, changed: readonly string[]): Promise<string | undefined> {
    const path = `${this.#parts.root}/${file}`;
    const text = await this.#sources.readText(path);
    if (text === undefined) return "";
    const graph = new Graph(this.#sources);
    const whole = await withGlobals(text, (name) => graph.finds(name, path));
    await graph.add(path, whole);
    return changed.some((one) => graph.nodes.has(`${this.#parts.root}/${one}`)) ? whole : undefined;
  }
}
