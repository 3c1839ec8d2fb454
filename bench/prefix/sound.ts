/**
 * Right code, replayed: every fault that is told of a prefix is a false alarm.
 *
 * @module
 */

import { drawSome, kinds, type Known, knownHoles } from "./holes.ts";
import type { WatchedPackage } from "./package.ts";
import { prefixesOf, replay } from "./replay.ts";

/** What was said of one right text. */
export interface Sound {
  readonly package: string;
  readonly id: string;
  readonly kind: typeof kinds[number];
  /** Lines of the hole's file. */
  readonly lines: number;
  /** Milliseconds of each check that asked the compiler. */
  readonly elapsedMs: readonly number[];
  /** Faults that were told. */
  readonly alarms: readonly string[];
}

/** Replays holes of each kind. Code that has faults where it stands is left out. */
export async function* replaySound(opened: WatchedPackage, most: number): AsyncGenerator<Sound> {
  for (const kind of kinds) {
    const all = [...opened.texts].flatMap(([file, text]) => knownHoles(file, text, kind));
    for (const known of drawSome(all, most)) {
      const one = await opened.holding(known, () => replayed(opened, known, kind));
      if (one) yield one;
    }
  }
}

async function replayed(
  opened: WatchedPackage,
  known: Known,
  kind: Sound["kind"],
): Promise<Sound | undefined> {
  const { draft, fill } = known;
  if ((await opened.judge(known, fill)).faults.length > 0) return undefined;
  await using session = await opened.open(draft);
  const looks = await replay(session, prefixesOf(fill));
  const judged = looks.filter(({ answer }, at) => answer.checkedTo !== looks[at - 1]?.answer.checkedTo);
  return {
    ...{ package: opened.name, id: draft.hole.id, kind },
    lines: (opened.texts.get(draft.hole.file) ?? "").split("\n").length,
    elapsedMs: judged.map(({ elapsedMs }) => elapsedMs),
    alarms: (looks.at(-1)?.answer.faults ?? []).map(({ code, message }) => `${code} ${message}`),
  };
}
