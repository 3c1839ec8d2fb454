/**
 * Fixes of what is written that need no model: writing goes on behind them.
 *
 * @module
 */

import type { Draft } from "../../code/hole.ts";
import type { Remedy } from "../../code/remedy.ts";
import type { ImportNeed } from "../../code/scope.ts";
import type { Ending } from "./checked.ts";
import type { FillContext } from "../context.ts";
import type { Watching } from "./watching.ts";
import type { Kept, Writing } from "./writing.ts";

/** A text that was mended. */
export interface Patched {
  readonly kept: Kept;
  readonly needs: readonly ImportNeed[];
  /** True when the hole is filled whole with it. */
  readonly isWhole: boolean;
}

/** Time for finding a fix; a fault is no reason to wait longer. */
const PROPOSE_MS = 2_000;

/** The first fix after which the watch finds no fault; `undefined` where there is none. */
export async function patched(
  { kernel, signal }: FillContext,
  draft: Draft,
  { writing, faults }: Extract<Ending, { readonly kind: "fault" }>,
  watching: Watching | undefined,
): Promise<Patched | undefined> {
  const written = { ...draft, text: writing.text };
  const remedies = await kernel.ask("repairer.propose", [written, faults], {
    signal,
    deadlineMs: PROPOSE_MS,
  }).catch((error): readonly Remedy[] => {
    if (signal.aborted) throw error;
    return []; // who can not mend is no reason to stop
  });
  for (const remedy of remedies) {
    if (remedy.kind !== "patch") continue;
    const found = await watching?.judged(remedy.text);
    if (!found || found.faults.length > 0) continue;
    const text = found.isComplete ? remedy.text.slice(0, found.checkedTo).trimEnd() : remedy.text;
    return { kept: keptOf(writing, text), needs: remedy.needs, isWhole: found.isComplete };
  }
  return undefined;
}

/** Tokens are known up to the change; behind it stands text that nobody drew. */
function keptOf(writing: Writing, text: string): Kept {
  let same = 0;
  while (same < text.length && text[same] === writing.text[same]) same++;
  const { text: before, tokens } = writing.cutAt(same);
  const rest = text.slice(before.length);
  return tokens.length === 0
    ? { text, tokens: [] }
    : { text, tokens: [...tokens, { text: rest, logprob: 0, top: [] }] };
}
