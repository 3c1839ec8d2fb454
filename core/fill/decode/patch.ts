/**
 * Fixes of what is written that need no model: writing goes on behind them.
 *
 * @module
 */

import type { Diagnostic } from "../../code/diagnostic.ts";
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

/** Fixes in a row: one for each parameter without a type, say. */
const MOST_FIXES = 6;

/** The fixes after which the watch finds no fault; `undefined` where there are none. */
export async function patched(
  context: FillContext,
  draft: Draft,
  ending: Extract<Ending, { readonly kind: "fault" }>,
  setting: PatchSetting,
): Promise<Patched | undefined> {
  const { writing, faults, isComplete } = ending;
  const { allowed } = setting;
  if (!allowed.has("patch") && !allowed.has("declare")) return undefined;
  let fixed: Fixed | undefined = {
    kind: "patch",
    text: writing.text,
    faults,
    needs: [],
    isWhole: isComplete,
  };
  for (let fixes = 0; fixed && fixes < MOST_FIXES; fixes++) {
    fixed = await better(context, { ...draft, text: fixed.text }, fixed, setting);
    if (fixed?.faults.length !== 0) continue;
    const { kind, text, needs, isWhole } = fixed;
    return { kind, needs, isWhole, kept: keptOf(writing, text) };
  }
  return undefined;
}

/** A text on the way to one without a fault. */
interface Fixed {
  readonly kind: Remedy["kind"];
  readonly text: string;
  readonly faults: readonly Diagnostic[];
  readonly needs: readonly ImportNeed[];
  readonly isWhole: boolean;
}

/** The first proposal that leaves fewer faults. */
async function better(
  context: FillContext,
  draft: Draft,
  before: Fixed,
  { watching, allowed, isTried }: PatchSetting,
): Promise<Fixed | undefined> {
  for (const { kind, text, needs } of await proposed(context, draft, before.faults)) {
    if (!allowed.has(kind) || isTried(kind, text)) continue;
    const found = await watching?.judged(text, kind === "patch" && before.isWhole);
    if (!found || found.faults.length >= before.faults.length) continue;
    return {
      ...{ kind, faults: found.faults, isWhole: found.isComplete },
      text: found.isComplete ? text.slice(0, found.checkedTo).trimEnd() : text,
      needs: [...before.needs, ...needs, ...found.needs ?? []],
    };
  }
  return undefined;
}

async function proposed(
  { kernel, signal }: FillContext,
  draft: Draft,
  faults: readonly Diagnostic[],
): Promise<readonly Remedy[]> {
  try {
    return await kernel.ask("repairer.propose", [draft, faults], { signal, deadlineMs: PROPOSE_MS });
  } catch (error) {
    if (signal.aborted) throw error;
    return []; // who can not mend is no reason to stop
  }
}

/** Tokens are known up to the change; behind it stands text that nobody drew. */
function keptOf(writing: Writing, text: string): Kept {
  let same = 0;
  while (same < text.length && text[same] === writing.text[same]) same++;
  const { text: before, tokens } = writing.cutAt(same);
  if (tokens.length === 0) return { text, tokens: [] };
  return { text, tokens: [...tokens, { text: text.slice(before.length), logprob: 0, top: [] }] };
}
