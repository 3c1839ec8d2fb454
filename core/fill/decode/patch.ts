/**
 * Fixes of what is written that need no model: writing goes on behind them.
 *
 * @module
 */

import type { Draft } from "../../code/hole.ts";
import type { Remedy } from "../../code/remedy.ts";
import type { ImportNeed } from "../../code/scope.ts";
import type { FillContext } from "../context.ts";
import type { Ending } from "./checked.ts";
import type { MoveKind } from "./odds.ts";
import type { Watching } from "./watching.ts";
import type { Kept, Writing } from "./writing.ts";

/** A text that was mended. */
export interface Patched {
  readonly kind: Remedy["kind"];
  readonly kept: Kept;
  readonly needs: readonly ImportNeed[];
  /** True when the hole is filled whole with it. */
  readonly isWhole: boolean;
}

/** What is asked for. */
export interface PatchSetting {
  readonly watching: Watching | undefined;
  /** What may be done. */
  readonly allowed: ReadonlySet<MoveKind>;
  /** True for a fix that was tried. */
  isTried(kind: MoveKind, text: string): boolean;
}

/** Time for finding a fix; a fault is no reason to wait longer. */
const PROPOSE_MS = 2_000;

/** The first fix after which the watch finds no fault; `undefined` where there is none. */
export async function patched(
  { kernel, signal }: FillContext,
  draft: Draft,
  { writing, faults, isComplete }: Extract<Ending, { readonly kind: "fault" }>,
  { watching, allowed, isTried }: PatchSetting,
): Promise<Patched | undefined> {
  if (!allowed.has("patch") && !allowed.has("declare")) return undefined;
  const written = { ...draft, text: writing.text };
  const options = { signal, deadlineMs: PROPOSE_MS };
  const remedies = await kernel.ask("repairer.propose", [written, faults], options)
    .catch((error): readonly Remedy[] => {
      if (signal.aborted) throw error;
      return []; // who can not mend is no reason to stop
    });
  for (const { kind, text, needs } of remedies) {
    if (!allowed.has(kind) || isTried(kind, text)) continue;
    const found = await watching?.judged(text, kind === "patch" && isComplete);
    if (!found || found.faults.length > 0) continue;
    const isWhole = found.isComplete;
    const kept = keptOf(writing, isWhole ? text.slice(0, found.checkedTo).trimEnd() : text);
    return { kind, kept, needs: [...needs, ...found.needs ?? []], isWhole };
  }
  return undefined;
}

/** Tokens are known up to the change; behind it stands text that nobody drew. */
function keptOf(writing: Writing, text: string): Kept {
  let same = 0;
  while (same < text.length && text[same] === writing.text[same]) same++;
  const { text: before, tokens } = writing.cutAt(same);
  if (tokens.length === 0) return { text, tokens: [] };
  return { text, tokens: [...tokens, { text: text.slice(before.length), logprob: 0, top: [] }] };
}
