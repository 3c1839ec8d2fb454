/**
 * Several answers under watch, each a line of its own: as many at a time as the server batches.
 *
 * @module
 */

import type { Draft } from "../../code/hole.ts";
import { ENOUGH } from "../agreed.ts";
import type { Budget } from "../budget.ts";
import type { FillContext } from "../context.ts";
import type { Place } from "../request.ts";
import { type Attempt, NO_ATTEMPT } from "./decode.ts";
import { type Line, writeLine } from "./line.ts";

/** Who is asked, and what may be asked. */
export interface LinesSetting extends Place {
  /** Streams that were asked for before. */
  readonly before: number;
  /** Samples that were drawn before, where they are compared. */
  readonly drawn: number;
}

/** What came of several lines. */
export interface Lines extends Line {
  /** How many there were. */
  readonly lines: number;
}

/** Writes as many answers as are worth asking for; of those that are compared, as many as may agree. */
export async function writeLines(
  context: FillContext,
  draft: Draft,
  budget: Budget,
  { before, drawn, ...place }: LinesSetting,
): Promise<Lines> {
  const { options } = context;
  const abreast = Math.max(1, Math.min(place.capabilities?.answers ?? 1, options.answers));
  const left = options.samples > 1 ? Math.max(1, options.samples - drawn) : abreast;
  const wanted = options.samples > 1 ? Math.min(left, abreast, ENOUGH) : abreast;
  const most = Math.max(1, Math.floor((options.streams - before) / left));
  const lines = await Promise.all(Array.from({ length: wanted }, async (_, at) => {
    const first = (drawn + at) * options.streams + before;
    return await writeLine(context, draft, budget, { ...place, first, most });
  }));
  const attempts = lines.map(({ attempt }) => attempt);
  return {
    attempt: {
      ...{ ...NO_ATTEMPT, notes: notesOf(attempts) },
      answers: attempts.flatMap(({ answers }) => answers),
    },
    streams: lines.reduce((sum, { streams }) => sum + streams, 0),
    lines: wanted,
  };
}

function notesOf(attempts: readonly Attempt[]): Attempt["notes"] {
  return [...new Map(attempts.flatMap(({ notes }) => notes).map((note) => [note.text, note])).values()];
}
