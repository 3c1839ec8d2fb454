/**
 * One stream under watch: what is written is judged while it comes, and a fault stops it.
 *
 * @module
 */

import type { CompletionRequest } from "../../code/completion.ts";
import type { Diagnostic } from "../../code/diagnostic.ts";
import type { Note } from "../../code/note.ts";
import type { ImportNeed } from "../../code/scope.ts";
import type { WatchAnswer } from "../../kernel/hooks.ts";
import type { Budget } from "../budget.ts";
import type { FillContext } from "../context.ts";
import { type Asked, Stream } from "./stream.ts";
import type { Watching } from "./watching.ts";
import { type Kept, Writing } from "./writing.ts";

/** How a stream under watch ended. */
export type Ending =
  /** The hole is filled whole, as far as the watch can see. */
  | {
    readonly kind: "whole";
    readonly text: string;
    /** Negative log-likelihood, natural logarithm. */
    readonly cost: number;
    /** How many it has, as far as they are known. */
    readonly tokens: number;
    /** Imports that the watch found it to need. */
    readonly needs: readonly ImportNeed[];
  }
  /** What is written can not be mended by going on. */
  | {
    readonly kind: "fault";
    readonly writing: Writing;
    /** In order of place. */
    readonly faults: readonly Diagnostic[];
    /** Where writing can be taken up again: see `WatchAnswer`. */
    readonly starts: readonly number[];
    /** True when the hole was filled whole. */
    readonly isComplete: boolean;
    /** How much of the text the watch has judged: all that belongs in the hole where it is filled. */
    readonly checkedTo: number;
  }
  /** It has no end: too long, or the model would not go on. */
  | { readonly kind: "endless"; readonly writing: Writing }
  /** Nothing more may be spent, or the provider has failed. */
  | { readonly kind: "cut" };

/** One stream, and what a person should know of it. */
export interface Checked {
  readonly ending: Ending;
  readonly notes: readonly Note[];
}

/** What a stream is asked with. */
export interface CheckedSetting extends Asked {
  /** What is kept of what was written before: the request's draft has its text. */
  readonly from: Kept;
  /** Who watches; nobody when absent. */
  readonly watching: Watching | undefined;
  /** Tells the stream's events apart from another one's in a recording. */
  readonly label: string;
}

/** Reads one answer under watch until it is whole, faulty or over. */
export async function decodeChecked(
  context: FillContext,
  request: CompletionRequest,
  budget: Budget,
  setting: CheckedSetting,
): Promise<Checked> {
  const { watching, label, from } = setting;
  await using stream = new Stream(context, request, budget, setting);
  const ending = await endOf(context, { stream, watching, writing: new Writing(from), label });
  return { ending, notes: [...stream.notes, ...watching?.notes ?? []] };
}

interface Watched {
  readonly stream: Stream;
  readonly watching: Watching | undefined;
  readonly writing: Writing;
  readonly label: string;
}

async function endOf(context: FillContext, watched: Watched): Promise<Ending> {
  const { stream, watching, writing } = watched;
  for (let turn = 0;; turn++) {
    if (watching?.isBusy && await isJudgedFirst(context, watched, turn)) {
      const ending = endingBy(await watching.found(), writing);
      if (ending) return ending;
      continue;
    }
    const chunk = await stream.next();
    if (!chunk) return { kind: "cut" };
    if (chunk.kind === "text") writing.take(chunk);
    if (chunk.kind === "end" && chunk.reason !== "complete") {
      return chunk.reason === "length" ? { kind: "endless", writing } : { kind: "cut" };
    }
    if (chunk.kind === "end") {
      return endingBy(await judgedLast(context, watched), writing) ?? wholeUpTo(writing, writing.text.length);
    }
    if (watching && chunk.kind === "text" && await isDue(context, watched, turn)) {
      watching.begin(writing.text);
    }
  }
}

/** Judges what was written when nothing follows: the only check that a stream waits for. */
async function judgedLast(
  { kernel: { steps } }: FillContext,
  { watching, writing }: Watched,
): Promise<WatchAnswer | undefined> {
  const start = performance.now();
  const found = await watching?.judged(writing.text, true);
  steps.note({ kind: "note", name: "watch.waited", fields: { ms: performance.now() - start } });
  return found;
}

/** How the stream ends by what the watch has found; `undefined` where it goes on. */
function endingBy(found: WatchAnswer | undefined, writing: Writing): Ending | undefined {
  if (!found) return undefined;
  const { faults, starts, isComplete, checkedTo, needs = [] } = found;
  if (faults.length > 0) return { kind: "fault", writing, faults, starts, isComplete, checkedTo };
  if (!isComplete) return undefined;
  return wholeUpTo(writing, checkedTo, needs);
}

function wholeUpTo(
  { text, cost, tokens }: Writing,
  end: number,
  needs: readonly ImportNeed[] = [],
): Ending {
  return { kind: "whole", text: text.slice(0, end).trimEnd(), cost, tokens: tokens.length, needs };
}

/** Which of the two came first is decided by clocks: a replay hears it from the recording. */
function isJudgedFirst(
  { kernel }: FillContext,
  { stream, watching, label }: Watched,
  turn: number,
): Promise<boolean> {
  return kernel.fact("watch.isJudgedFirst", [label, turn], async () => {
    const judged = (async () => (await watching?.arrival(), true))();
    const written = (async () => (await stream.arrival(), false))();
    return await Promise.race([judged, written]);
  });
}

async function isDue(
  { kernel }: FillContext,
  { watching, writing, label }: Watched,
  turn: number,
): Promise<boolean> {
  if (!watching || watching.isBusy) return false;
  return await kernel.fact("watch.isDue", [label, turn], () => watching.isDue(writing.text));
}
