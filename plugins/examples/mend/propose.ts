/**
 * Mends a text that compiles and does not meet its hole's examples: small edits of it are run, and the one that meets
 * all of them is proposed. No model is asked.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import type { Draft, Example, Hole } from "../../../core/code/hole.ts";
import type { Remedy } from "../../../core/code/remedy.ts";
import { applyEdits } from "../../../core/code/text.ts";
import type { Call } from "../../../core/kernel/hooks.ts";
import { others, placeOf, type Read, type SharedPlace } from "../execute.ts";
import { NAME } from "../findings.ts";
import { snippetFault } from "../instrument.ts";
import { withImports } from "../needs.ts";
import { commentAround } from "../unasked_changes.ts";
import { unreadable } from "../unreadable.ts";
import type { ExamplesOptions } from "../workshop.ts";
import { callsApart } from "./calls_apart.ts";
import { chosen } from "./chosen.ts";
import { grouped, meeting, type Trial } from "./trial.ts";
import { variantsOf, type Written } from "./variants.ts";

/** All runs together, milliseconds. */
const MAX_MS = 2_000;
/** Part of the time for the examples; the rest is for comparing what meets them. */
const FOR_EXAMPLES = 0.75;
/** What is found by then is told before the asker stops listening. */
const MARGIN_MS = 150;
const CODE = "example";

/** Texts that meet all examples of the hole and do the same, likeliest first; none where that can not be told. */
export async function propose(
  options: ExamplesOptions,
  draft: Draft,
  faults: readonly Diagnostic[],
  read: Read,
  call: Call,
): Promise<readonly Remedy[]> {
  const { hole: { file, intent }, text } = draft;
  const examples = missed(draft.hole, faults);
  const asRead = examples.length > 0 ? await read(file) : undefined;
  const place = asRead && placeOf(draft, withImports(file, asRead, draft.needs ?? []));
  if (!place) return [];
  const begunAt = performance.now();
  const deadline = Math.min(call.deadline - MARGIN_MS, begunAt + MAX_MS);
  const trial: Trial = { options, place, overlay: await others(draft, read), deadline, signal: call.signal };
  const first = { ...trial, deadline: begunAt + FOR_EXAMPLES * (deadline - begunAt) };
  const words = intent + commentAround(asRead, examples[0]?.span.start ?? 0);
  const good = await meeting(first, variantsOf(writtenIn(place, text, examples)), examples, words);
  const inputs = callsApart(examples, good.map((one) => one.text))
    .filter((expression) => !snippetFault(file, { expression }));
  const groups = good.length > 1 ? await grouped(trial, good, inputs) : [good];
  return chosen(groups).map(({ text, reason }): Remedy => ({
    ...{ kind: "patch", mends: CODE, reason: `${reason}: all examples are met`, text, needs: [] },
  }));
}

/** The examples that are met or not by what one call gives; none where it is something else that is at fault. */
function missed({ file, examples }: Hole, faults: readonly Diagnostic[]): readonly Example[] {
  if (!faults.some(({ source, code }) => source === NAME && code === CODE)) return [];
  return examples.filter((one) => one.file === file && one.call !== "" && !one.code && !unreadable(one));
}

function writtenIn(
  { file, text: before, span }: SharedPlace,
  text: string,
  examples: Written["examples"],
): Written {
  const whole = applyEdits(before, [{ file, span, text }]);
  return { file, text: whole, span: { start: span.start, end: span.start + text.length }, examples };
}
