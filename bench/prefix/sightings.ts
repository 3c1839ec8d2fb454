/**
 * Wrong code, replayed: how far behind its fault the text has grown when the fault is told.
 *
 * @module
 */

import { drawSome, knownHoles } from "./holes.ts";
import { type Mutant, mutantsOf, type Mutation, mutations } from "./mutants.ts";
import { ended, type WatchedPackage } from "./package.ts";
import { firstFault, prefixesOf, replay } from "./replay.ts";
import { isPaired, isSound, keyOf, type PrefixRow } from "./rows.ts";

/** When one fault was told. */
export interface Sighting {
  readonly package: string;
  readonly version: string;
  /** The hole's file and where it begins there. */
  readonly id: string;
  readonly kind: Mutation;
  /** Where in the hole the faulty code ends, characters. */
  readonly at: number;
  /** Whether the text was still being written, or the hole was filled. */
  readonly seen: "while written" | "at the end" | "never";
  /** Statements that ended between the faulty one and the telling. */
  readonly late: number;
  /** The code that was told. */
  readonly code: string;
}

/** Bodies that mutants are made of. */
const BODIES = 300;
/** Mutants tried for each one wanted: some compile, as arguments of type `any` do. */
const SURPLUS = 4;

/**
 * Replays mutants of each kind. Those that make no fault in the hole are left out.
 *
 * @param made Rows that are there, by their keys: they are given as they are.
 */
export async function* replayMutants(
  opened: WatchedPackage,
  most: number,
  made: (key: string) => PrefixRow | undefined = () => undefined,
): AsyncGenerator<Sighting> {
  const bodies = [...opened.texts].flatMap(([file, text]) => knownHoles(file, text, "body"));
  const all = drawSome(bodies, BODIES).flatMap((known) =>
    mutantsOf(known, opened.texts.get(known.draft.hole.file) ?? "")
  );
  for (const kind of mutations) {
    let count = 0;
    for (const mutant of drawSome(all.filter((one) => one.kind === kind), most * SURPLUS)) {
      if (count >= most) break;
      const there = made(keyOf(named(opened, mutant)));
      if (!there && !await isFaulty(opened, mutant)) continue;
      count++;
      yield there && !isSound(there) && !isPaired(there) ? there : await sight(opened, mutant);
    }
  }
}

/** True when the whole text has a fault of its own. */
async function isFaulty(opened: WatchedPackage, { known, fill }: Mutant): Promise<boolean> {
  const { start } = known.draft.hole.span;
  const own = (faults: readonly { readonly span: { readonly start: number } }[], end: number) =>
    faults.filter(({ span }) => span.start >= start && span.start <= start + end).length;
  const before = own((await opened.judge(known, known.fill)).faults, known.fill.length);
  return before === 0 && own((await opened.judge(known, fill)).faults, fill.length) > 0;
}

function named({ name, version }: WatchedPackage, { known, kind, at }: Mutant) {
  return { package: name, version, id: known.draft.hole.id, kind, at };
}

async function sight(opened: WatchedPackage, mutant: Mutant): Promise<Sighting> {
  const { known, fill, statementEnd, ends } = mutant;
  await using session = await opened.open(known.draft);
  const looks = await replay(session, prefixesOf(ended(fill, known.draft)), { stopsAtFault: true });
  const found = firstFault(looks);
  const length = found?.look.length ?? Infinity;
  return {
    ...named(opened, mutant),
    seen: !found ? "never" : length > fill.length ? "at the end" : "while written",
    // The sign that a fault is told at may itself end a statement.
    late: ends.filter((end) => end > statementEnd && end < length - 1).length,
    code: found?.faults[0]?.code ?? "",
  };
}
