/**
 * What repairers know about a fault: fixes that need no model, behind which writing goes on, and names that may stand in
 * its place.
 *
 * @module
 */

import type { Diagnostic } from "../../code/diagnostic.ts";
import type { Draft } from "../../code/hole.ts";
import type { Remedy, Rewriting } from "../../code/remedy.ts";
import type { ImportNeed } from "../../code/scope.ts";
import type { FillContext } from "../context.ts";
import type { Ending } from "./checked.ts";
import type { MoveKind } from "./odds.ts";
import type { Watching } from "./watching.ts";
import type { Kept, Writing } from "./writing.ts";

/** A text that was mended. */
export interface Patched {
  readonly kind: Rewriting["kind"];
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
/** Moves that repairers know something about. */
const ASKING: readonly MoveKind[] = ["patch", "declare", "exclude"];

/** What repairers know about a fault. */
export interface Mended {
  /** The fixes after which the watch finds no fault; absent where there are none. */
  readonly patch?: Patched;
  /** Names that may stand in the place of the one at fault; absent where nobody knows them. */
  readonly names?: readonly string[];
}

/** Asks repairers about the faults of a text. */
export async function mended(
  context: FillContext,
  draft: Draft,
  ending: Extract<Ending, { readonly kind: "fault" }>,
  setting: PatchSetting,
): Promise<Mended> {
  const { allowed } = setting;
  if (!ASKING.some((kind) => allowed.has(kind))) return {};
  const { writing, faults, isComplete: isWhole } = ending;
  const { text } = writing;
  const remedies = await proposed(context, { ...draft, text }, faults);
  const choice = remedies.find((one) => one.kind === "choose");
  const start: Fixed = { kind: "patch", text, faults, needs: [], isWhole };
  const fixed = await withoutFaults(context, draft, start, remedies, setting);
  return {
    ...(fixed ? { patch: { ...fixed, kept: keptOf(writing, fixed.text) } } : {}),
    ...(choice ? { names: choice.names } : {}),
  };
}

/** Fixes one fault after another. */
async function withoutFaults(
  context: FillContext,
  draft: Draft,
  start: Fixed,
  first: readonly Remedy[],
  setting: PatchSetting,
): Promise<Fixed | undefined> {
  let fixed = await better(start, first, setting);
  for (let fixes = 1; fixed && fixed.faults.length > 0; fixes++) {
    if (fixes === MOST_FIXES) return undefined;
    const remedies = await proposed(context, { ...draft, text: fixed.text }, fixed.faults);
    fixed = await better(fixed, remedies, setting);
  }
  return fixed;
}

/** A text on the way to one without a fault. */
interface Fixed {
  readonly kind: Rewriting["kind"];
  readonly text: string;
  readonly faults: readonly Diagnostic[];
  readonly needs: readonly ImportNeed[];
  readonly isWhole: boolean;
}

/** The first proposal that leaves fewer faults. */
async function better(
  before: Fixed,
  remedies: readonly Remedy[],
  { watching, allowed, isTried }: PatchSetting,
): Promise<Fixed | undefined> {
  for (const remedy of remedies) {
    if (remedy.kind === "choose" || !allowed.has(remedy.kind)) continue;
    const { kind, text, needs } = remedy;
    if (isTried(kind, text)) continue;
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
