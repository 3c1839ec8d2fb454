/**
 * Many candidate texts on many inputs, in one sandbox.
 *
 * @module
 */

import { applyEdits, rebaseSpan } from "../../core/code/text.ts";
import type { Draft } from "../../core/code/hole.ts";
import type { Call, Observation } from "../../core/kernel/hooks.ts";
import { type Candidates, instancesText, standsAlone } from "./instances.ts";
import { instrument, snippetFault } from "./instrument.ts";
import { withImports } from "./needs.ts";
import type { Ran } from "./child_run.ts";
import {
  type Batch,
  type BatchResult,
  type ExamplesOptions,
  isUnlinked,
  obstacle,
  runBatch,
} from "./workshop.ts";

/** What has no end on so many inputs, or takes all memory, is not run on the others: each such run costs a child. */
const PATIENCE = 3;
/** What is observed by then is told before the asker stops listening. */
const MARGIN_MS = 400;

/** Reads a file by its path relative to the root; `undefined` when there is none. */
export type Read = (file: string) => Promise<string | undefined>;

/** What to run. */
export interface Execution {
  readonly draft: Draft;
  /** Whole texts for the hole. */
  readonly texts: readonly string[];
  /** Expressions that see the names of the hole's module. */
  readonly inputs: readonly string[];
  readonly read: Read;
}

/**
 * Runs each text in the hole on each input.
 *
 * @param fileText The file's text with the hole in it.
 * @returns One row for each text, one observation for each input.
 */
export async function execute(
  options: ExamplesOptions,
  { draft, texts, inputs, read }: Execution,
  call: Call,
): Promise<readonly (readonly Observation[])[]> {
  const { file } = draft.hole;
  const asRead = await read(file);
  if (asRead === undefined) return texts.map(() => inputs.map(() => unchecked(`there is no "${file}"`)));
  const fileText = withImports(file, asRead, draft.needs ?? []);
  const faults = inputs.map((expression) => snippetFault(file, { expression }));
  const usable = inputs.filter((_, index) => faults[index] === undefined);
  const limits = {
    overlay: await others(draft, read),
    capMs: options.observationMs ?? 250,
    deadline: call.deadline - MARGIN_MS,
    signal: call.signal,
    patience: PATIENCE,
  };
  const prepared = { draft, fileText, texts: [...new Set(texts)], inputs: usable };
  const rows = await rowsOf(options, prepared, limits);
  return texts.map((text) => {
    const row = rows.get(text) ?? [];
    let next = 0;
    return faults.map((fault) =>
      fault === undefined ? row[next++] ?? unchecked("not run") : unchecked(fault)
    );
  });
}

interface Prepared {
  readonly draft: Draft;
  readonly fileText: string;
  readonly texts: readonly string[];
  readonly inputs: readonly string[];
}

type Limits = Omit<Batch, "entries" | "jobs">;

/** Candidates in one module: a choice among very many nests too deep for a parser. */
const MAX_SHARED = 400;

/** The texts that can share a module do so; the others get a copy of it each. */
async function rowsOf(
  options: ExamplesOptions,
  prepared: Prepared,
  limits: Limits,
): Promise<Map<string, readonly Observation[]>> {
  const rows = new Map<string, readonly Observation[]>();
  if (prepared.inputs.length === 0) return rows;
  const keep = (texts: readonly string[], { ran, missing }: BatchResult) =>
    texts.forEach((text, index) => {
      const own = ran.slice(index * prepared.inputs.length, (index + 1) * prepared.inputs.length);
      rows.set(text, own.map((one) => observation(one, missing)));
    });
  const shared = sharing(prepared);
  for (let at = 0; shared && at < shared.texts.length; at += MAX_SHARED) {
    const part = { ...shared, texts: shared.texts.slice(at, at + MAX_SHARED) };
    const result = await inOneModule(options, { ...prepared, ...part }, limits);
    if (result) keep(part.texts, result);
  }
  const rest = prepared.texts.filter((text) => !rows.has(text));
  if (rest.length > 0) keep(rest, await inOneEach(options, { ...prepared, texts: rest }, limits));
  return rows;
}

/** The texts that mean the same in one shared module, and the module's text with the hole's place in it. */
function sharing({ draft, fileText, texts }: Prepared): Omit<Candidates, "inputs"> | undefined {
  const place = placeOf(draft, fileText);
  const fit = place ? texts.filter((text) => standsAlone(place, text)) : [];
  return place && fit.length > 1 ? { ...place, texts: fit } : undefined;
}

/**
 * The module in which many texts of a hole can stand, and the hole's place in it; `undefined` for a hole of another kind.
 *
 * @param fileText The file's text with the hole in it, before the draft's edits.
 */
export function placeOf({ hole, edits: all }: Draft, fileText: string): SharedPlace | undefined {
  const { file, kind, span } = hole;
  const edits = all.filter((edit) => edit.file === file);
  const moved = rebaseSpan(span, edits);
  if (kind !== "expression" && kind !== "body" && kind !== "statements" || moved === undefined) {
    return undefined;
  }
  return { file, kind, text: applyEdits(fileText, edits), span: moved };
}

/** A module and the place of a hole in it. */
export type SharedPlace = Omit<Candidates, "inputs" | "texts">;

/** @returns `undefined` when the module can not be shared after all. */
async function inOneModule(
  options: ExamplesOptions,
  candidates: Candidates,
  limits: Limits,
): Promise<BatchResult | undefined> {
  const { file, texts, inputs } = candidates;
  const text = instancesText(candidates);
  if (text === undefined) return undefined;
  const jobs = texts.flatMap((_, instance) => inputs.map((_, at) => ({ module: 0, instance, at })));
  const result = await runBatch(options, { ...limits, entries: [{ file, text }], jobs });
  // One text that only the runtime's parser refuses, or a module that imports this one back, spoils it for all.
  const isSpoilt = result.ran.some(isUnlinked);
  return isSpoilt ? undefined : result;
}

/** Each candidate in a copy of the module. */
async function inOneEach(
  options: ExamplesOptions,
  { draft, fileText, texts, inputs }: Prepared,
  limits: Limits,
): Promise<BatchResult> {
  const { file } = draft.hole;
  const snippets = inputs.map((expression) => ({ expression }));
  const entries = texts.map((text) => ({
    file,
    text: instrument(file, filled(draft, fileText, text), snippets),
  }));
  const jobs = texts.flatMap((_, module) => inputs.map((_, at) => ({ module, at })));
  return await runBatch(options, { ...limits, entries, jobs });
}

function filled({ hole, edits }: Draft, fileText: string, text: string): string {
  const own = edits.filter(({ file }) => file === hole.file);
  return applyEdits(fileText, [...own, { file: hole.file, span: hole.span, text }]);
}

/** The other files that the draft's edits touch, after the edits. */
export async function others({ hole, edits }: Draft, read: Read): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    if (file !== hole.file) {
      texts.set(
        file,
        applyEdits(await read(file) ?? "", edits.filter((edit) => edit.file === file)),
      );
    }
  }
  return texts;
}

function observation(ran: Ran, missing: readonly string[]): Observation {
  const reason = obstacle(ran, missing);
  if (reason !== undefined) return unchecked(reason, ran.elapsedMs);
  const { state, shown, changes, elapsedMs } = ran;
  const seen = changes === "" ? { shown, elapsedMs } : { shown, changes, elapsedMs };
  if (state === "value" || state === "timeout" || state === "memory") return { state, ...seen };
  if (state === "tampered") return { state: "threw", shown: `it replaces the built-in ${shown}`, elapsedMs };
  return { state: "threw", ...seen };
}

function unchecked(shown: string, elapsedMs = 0): Observation {
  return { state: "unchecked", shown, elapsedMs };
}
