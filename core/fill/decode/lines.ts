/**
 * Several answers under watch, each a line of its own: as many at a time as the server batches.
 *
 * @module
 */

import type { Draft } from "../../code/hole.ts";
import type { Budget } from "../budget.ts";
import type { FillContext } from "../context.ts";
import type { Place } from "../request.ts";
import { type Answer, type Attempt, NO_ATTEMPT } from "./decode.ts";
import { type Line, writeLine } from "./line.ts";

/** Who is asked, and what may be asked. */
export interface LinesSetting extends Place {
  /** Streams that were asked for before. */
  readonly before: number;
}

/** Writes as many answers as are worth asking for, and as many as are wanted to be compared. */
export async function writeLines(
  context: FillContext,
  draft: Draft,
  budget: Budget,
  { before, ...place }: LinesSetting,
): Promise<Line> {
  const { options } = context;
  const abreast = Math.max(1, Math.min(place.capabilities?.answers ?? 1, options.answers));
  const wanted = Math.max(abreast, options.samples);
  const most = Math.max(1, Math.floor((options.streams - before) / wanted));
  const lines: Line[] = [];
  let next = 0;
  const write = async () => {
    for (let at = next++; at < wanted; at = next++) {
      const first = at * options.streams + before;
      lines[at] = await writeLine(context, draft, budget, { ...place, first, most });
    }
  };
  await Promise.all(Array.from({ length: Math.min(abreast, wanted) }, write));
  const attempts = lines.map(({ attempt }) => attempt);
  const answers = attempts.flatMap(({ answers }) => answers);
  return {
    attempt: {
      ...{ ...NO_ATTEMPT, notes: notesOf(attempts) },
      answers: options.samples > 1 ? drawn(answers) : answers,
    },
    streams: lines.reduce((sum, { streams }) => sum + streams, 0),
  };
}

/** Equal texts once, with how often they were drawn. */
function drawn(answers: readonly Answer[]): readonly Answer[] {
  const known = new Map<string, Answer>();
  for (const answer of answers) {
    const { draws = 0, ...same } = known.get(answer.text) ?? answer;
    known.set(answer.text, { ...same, draws: draws + 1 });
  }
  return [...known.values()];
}

function notesOf(attempts: readonly Attempt[]): Attempt["notes"] {
  return [...new Map(attempts.flatMap(({ notes }) => notes).map((note) => [note.text, note])).values()];
}
