/**
 * Mends a text that compiles and does not meet its hole's examples: small edits of it are run, and the one that meets
 * all of them is proposed. No model is asked.
 *
 * @module
 */

import type { Diagnostic } from "../../../core/code/diagnostic.ts";
import type { Draft } from "../../../core/code/hole.ts";
import type { Remedy } from "../../../core/code/remedy.ts";
import { applyEdits } from "../../../core/code/text.ts";
import type { Call } from "../../../core/kernel/hooks.ts";
import { others, placeOf, type Read } from "../execute.ts";
import { NAME } from "../findings.ts";
import { snippetFault } from "../instrument.ts";
import { withImports } from "../needs.ts";
import { commentAround } from "../unasked_changes.ts";
import { unreadable } from "../unreadable.ts";
import type { ExamplesOptions } from "../workshop.ts";
import { callsApart } from "./calls_apart.ts";
import { chosen } from "./chosen.ts";
import { grouped, meeting, type Trial } from "./trial.ts";
import { variantsOf } from "./variants.ts";

/** All runs together, milliseconds. */
const MAX_MS = 2_000;
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
  const { hole, text } = draft;
  const isMissed = faults.some(({ source, code }) => source === NAME && code === CODE);
  const examples = hole.examples.filter((one) =>
    one.file === hole.file && one.call !== "" && !one.code && !unreadable(one)
  );
  const asRead = isMissed && examples.length > 0 ? await read(hole.file) : undefined;
  const place = asRead === undefined
    ? undefined
    : placeOf(draft, withImports(hole.file, asRead, draft.needs ?? []));
  if (!place) return [];
  const deadline = Math.min(call.deadline - MARGIN_MS, performance.now() + MAX_MS);
  const trial: Trial = { options, place, overlay: await others(draft, read), deadline, signal: call.signal };
  const { file, span } = place;
  const whole = applyEdits(place.text, [{ file, span, text }]);
  const written = { file, text: whole, span: { start: span.start, end: span.start + text.length }, examples };
  const words = hole.intent + commentAround(asRead ?? "", examples[0]?.span.start ?? 0);
  const good = await meeting(trial, variantsOf(written), examples, words);
  const inputs = callsApart(examples, good.map((one) => one.text))
    .filter((expression) => !snippetFault(file, { expression }));
  const groups = good.length > 1 ? await grouped(trial, good, inputs) : [good];
  return chosen(groups).map(({ text, reason }): Remedy => ({
    ...{ kind: "patch", mends: CODE, reason: `${reason}: all examples are met`, text, needs: [] },
  }));
}
