/**
 * Prefix checks with the insides of a file's other declarations taken out, beside the same checks of the file as it is:
 * whether they take less time, and whether they say the same.
 *
 * @module
 */

import type { WatchSession } from "../../core/kernel/hooks.ts";
import { type Figure, figure } from "../report.ts";
import { drawSome, type Known, knownHoles } from "./holes.ts";
import { call, type WatchedPackage } from "./package.ts";
import { prefixesOf } from "./replay.ts";
import { isPaired, keyOf, type PrefixRow } from "./rows.ts";

/** Classes of files: the least lines of each. Shorter files are left out. */
const CLASSES = [300, 1_000, 2_000, 5_000] as const;
/** From here on it has to pay. */
const LARGE_LINES = 1_000;
/** Prefixes of each text. */
const PREFIXES = 10;

/** One text, checked both ways. */
export interface Paired {
  readonly package: string;
  readonly version: string;
  /** Its file and where it begins there. */
  readonly id: string;
  readonly kind: "stubs";
  /** 0 for the text as it is, 1 for the one with a fault. */
  readonly at: number;
  readonly lines: number;
  /** For each prefix that was judged anew: what a check takes without the insides, of the other's time. */
  readonly ratios: readonly number[];
  /** Prefixes that were asked about. */
  readonly prefixes: number;
  /** Those of which something else was said. */
  readonly differing: readonly string[];
}

/**
 * Checks bodies of each class both ways, one as it is and one with a fault in it.
 *
 * @param most Bodies of each class.
 * @param made Rows that are there, by their keys: they are given as they are.
 */
export async function* pairStubs(
  opened: WatchedPackage,
  most: number,
  made: (key: string) => PrefixRow | undefined = () => undefined,
): AsyncGenerator<Paired> {
  for (const least of CLASSES) {
    const bodies = [...opened.texts].filter(([, text]) => classOf(linesOf(text)) === least)
      .flatMap(([file, text]) => knownHoles(file, text, "body"));
    for (const known of drawSome(bodies, most)) {
      for (const [at, fill] of [known.fill, faulty(known.fill)].entries()) {
        const said = {
          ...{ package: opened.name, version: opened.version, id: known.draft.hole.id },
          ...{ kind: "stubs" as const, at },
        };
        const there = made(keyOf(said));
        yield there && isPaired(there) ? there : { ...said, ...await pairOf(opened, known, fill) };
      }
    }
  }
}

/** A text with one name in its first half that nothing has. */
function faulty(fill: string): string {
  const names = [...fill.slice(0, fill.length / 2).matchAll(/(?<![\w$])[a-z]+[A-Z]\w*|(?<=\.)\w+/g)];
  const [drawn] = drawSome(names, 1);
  const end = drawn ? drawn.index + drawn[0].length : 0;
  return `${fill.slice(0, end)}Maze${fill.slice(end)}`;
}

async function pairOf(
  opened: WatchedPackage,
  { draft }: Known,
  fill: string,
): Promise<Omit<Paired, "package" | "version" | "id" | "kind" | "at">> {
  const all = prefixesOf(fill);
  const step = Math.max(1, Math.floor(all.length / PREFIXES));
  const prefixes = all.filter((_, at) => at % step === step - 1);
  const [ratios, differing]: [number[], string[]] = [[], []];
  await using plain = await opened.open(draft, { stubsFromUnits: Infinity });
  await using less = await opened.open(draft, { stubsFromUnits: 0 });
  let checkedTo = 0;
  for (const [at, prefix] of prefixes.entries()) {
    const ask = async (session: WatchSession) => {
      const start = performance.now();
      const answer = await session.check(at, prefix, call);
      return { answer, elapsedMs: performance.now() - start };
    };
    // Whoever comes second finds the machine's memory warm.
    const first = await ask(at % 2 === 0 ? plain : less);
    const second = await ask(at % 2 === 0 ? less : plain);
    const [own, other] = at % 2 === 0 ? [second, first] : [first, second];
    if (other.answer.checkedTo !== checkedTo) ratios.push(own.elapsedMs / other.elapsedMs);
    checkedTo = other.answer.checkedTo;
    if (JSON.stringify(own.answer) !== JSON.stringify(other.answer)) differing.push(prefix);
  }
  const lines = linesOf(opened.texts.get(draft.hole.file) ?? "");
  return { lines, ratios, prefixes: prefixes.length, differing };
}

/** Ratios of time, for large files together and for each class of files, and how many answers differ. */
export function stubFigures(pairs: readonly Paired[]): Figure[] {
  if (pairs.length === 0) return [];
  const sum = (of: (one: Paired) => number) => pairs.reduce((all, one) => all + of(one), 0);
  const time = (name: string, isOf: (one: Paired) => boolean, target: number | null) => {
    const ratios = pairs.filter(isOf).flatMap((one) => one.ratios);
    const init = { name: `stubs.${name}.time`, unit: "of the whole file's", lower_is_better: true, target };
    return ratios.length === 0 ? [] : [figure(init, ratios)];
  };
  return [
    ...time("large", ({ lines }) => lines >= LARGE_LINES, 0.8),
    ...CLASSES.flatMap((least) => time(`lines-${least}`, ({ lines }) => classOf(lines) === least, null)),
    {
      ...{ name: "stubs.differing", unit: "answers", target: 0, goal: 0, lower_is_better: true, spread: 0 },
      value: sum(({ differing }) => differing.length),
      n: sum(({ prefixes }) => prefixes),
    },
  ];
}

function classOf(lines: number): number | undefined {
  return CLASSES.findLast((least) => lines >= least);
}

function linesOf(text: string): number {
  return text.split("\n").length;
}
