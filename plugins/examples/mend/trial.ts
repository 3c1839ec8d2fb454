/**
 * Many small edits of one text, run in one sandbox.
 *
 * @module
 */

import type { Example } from "../../../core/code/hole.ts";
import type { Job, Ran } from "../child_run.ts";
import type { SharedPlace } from "../execute.ts";
import { instancesText, standsAlone } from "../instances.ts";
import { judge } from "../judge_example.ts";
import { unaskedChanges } from "../unasked_changes.ts";
import { expectsValue } from "../unreadable.ts";
import { type Batch, type BatchResult, type ExamplesOptions, obstacle, runBatch } from "../workshop.ts";
import { counted, TURNS_DECLARED } from "./turns.ts";
import type { Variant } from "./variants.ts";

/** Where variants run, and for how long. */
export interface Trial {
  readonly options: ExamplesOptions;
  readonly place: SharedPlace;
  readonly overlay: Batch["overlay"];
  /** On `performance.now()`'s clock. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

/** Time for one variant on one input, milliseconds: examples are small, and their authors do not wait for them. */
const OBSERVATION_MS = 100;

/** What each text did in each run, as far as it could be run. */
interface Table {
  readonly rows: ReadonlyMap<string, readonly Ran[]>;
  readonly missing: readonly string[];
}

/**
 * The variants that meet all examples.
 *
 * @param words What says which arguments may change.
 */
export async function meeting(
  trial: Trial,
  variants: readonly Variant[],
  examples: readonly Example[],
  words: string,
): Promise<readonly Variant[]> {
  const expressions: string[] = [];
  const runs = examples.map((one): Run => {
    const at = expressions.push(one.call) - 1;
    return expectsValue(one) ? { at, expected: expressions.push(one.value) - 1 } : { at };
  });
  const { rows, missing } = await tabled(trial, variants, expressions, runs);
  return variants.filter(({ text }) => {
    const row = rows.get(text) ?? [];
    return examples.every((example, at) => {
      const ran = row[at];
      return ran && judge(example, ran, missing).kind === "passed" && unaskedChanges(ran, words) === "";
    });
  });
}

/** Variants that do the same on all inputs, by what they do; none where that can not be seen. */
export async function grouped(
  trial: Trial,
  variants: readonly Variant[],
  inputs: readonly string[],
): Promise<readonly (readonly Variant[])[]> {
  const { rows, missing } = await tabled(trial, variants, inputs, inputs.map((_, at) => ({ at })));
  const isSeen = (row: readonly Ran[] = []) =>
    row.some((ran) => !obstacle(ran, missing)) && row.every(({ state }) => state !== "not-run");
  if (!variants.every(({ text }) => isSeen(rows.get(text)))) return [];
  const did = ({ text }: Variant) =>
    JSON.stringify((rows.get(text) ?? []).map(({ state, shown, changes }) => [state, shown, changes]));
  return [...Map.groupBy(variants, did).values()];
}

type Run = Pick<Job, "at" | "expected">;

async function tabled(
  trial: Trial,
  variants: readonly Variant[],
  expressions: readonly string[],
  runs: readonly Run[],
): Promise<Table> {
  const texts = variants.map(({ text }) => text).filter((text) => standsAlone(trial.place, text));
  const result = texts.length > 0 ? await ran(trial, texts, expressions, runs) : undefined;
  const rows = texts.map((text, at) =>
    [text, result?.ran.slice(at * runs.length, (at + 1) * runs.length) ?? []] as const
  );
  return { rows: new Map(rows), missing: result?.missing ?? [] };
}

/** @returns `undefined` where the texts can not share a module. */
async function ran(
  { options, place, overlay, deadline, signal }: Trial,
  texts: readonly string[],
  inputs: readonly string[],
  runs: readonly Run[],
): Promise<BatchResult | undefined> {
  const { file, text } = place;
  const bounded = texts.map((one) => counted(file, one));
  const module = instancesText({ ...place, text: text + TURNS_DECLARED, texts: bounded, inputs });
  if (module === undefined) return undefined;
  const jobs = texts.flatMap((_, instance) => runs.map((run) => ({ module: 0, instance, ...run })));
  return await runBatch(options, {
    ...{ overlay, entries: [{ file, text: module }], jobs },
    ...{ capMs: OBSERVATION_MS, deadline, signal, patience: 1 },
  });
}
