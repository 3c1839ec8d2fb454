/**
 * Right code, replayed: every fault that is told of a prefix is a false alarm.
 *
 * @module
 */

import { drawSome, kinds, type Known, knownHoles } from "./holes.ts";
import type { WatchedPackage } from "./package.ts";
import { prefixesOf, replay } from "./replay.ts";
import { isSound, keyOf, type PrefixRow } from "./rows.ts";

/** What was said of one right text. */
export interface Sound {
  readonly package: string;
  readonly version: string;
  /** Its file and where it begins there. */
  readonly id: string;
  readonly kind: typeof kinds[number];
  /** Lines of the hole's file. */
  readonly lines: number;
  /** Milliseconds of each check that asked the compiler, to a hundredth. */
  readonly elapsedMs: readonly number[];
  /** Faults that were told. */
  readonly alarms: readonly string[];
}

/**
 * Replays holes of each kind. Code that has faults where it stands is left out.
 *
 * @param made Rows that are there, by their keys: they are given as they are.
 */
export async function* replaySound(
  opened: WatchedPackage,
  most: number,
  made: (key: string) => PrefixRow | undefined = () => undefined,
): AsyncGenerator<Sound> {
  for (const kind of kinds) {
    const all = [...opened.texts].flatMap(([file, text]) => knownHoles(file, text, kind));
    for (const known of drawSome(all, most)) {
      const { id } = known.draft.hole;
      const said = { package: opened.name, version: opened.version, id, kind };
      const there = made(keyOf(said));
      if (there && isSound(there)) {
        yield there;
        continue;
      }
      const one = await opened.holding(known, () => replayed(opened, known, said));
      if (one) yield one;
    }
  }
}

async function replayed(
  opened: WatchedPackage,
  known: Known,
  said: Pick<Sound, "package" | "version" | "id" | "kind">,
): Promise<Sound | undefined> {
  const { draft, fill } = known;
  if ((await opened.judge(known, fill)).faults.length > 0) return undefined;
  await using session = await opened.open(draft);
  const looks = await replay(session, prefixesOf(fill));
  const judged = looks.filter(({ answer }, at) => answer.checkedTo !== looks[at - 1]?.answer.checkedTo);
  return {
    ...said,
    lines: (opened.texts.get(draft.hole.file) ?? "").split("\n").length,
    elapsedMs: judged.map(({ elapsedMs }) => Math.round(elapsedMs * 100) / 100),
    alarms: (looks.at(-1)?.answer.faults ?? []).map(({ code, message }) => `${code} ${message}`),
  };
}
