/**
 * The figures of what was replayed.
 *
 * @module
 */

import { type Figure, figure } from "../report.ts";
import { seeded } from "../synth/sites.ts";
import { kinds } from "./holes.ts";
import { type Mutation, mutations } from "./mutants.ts";
import type { Sighting } from "./sightings.ts";
import type { Sound } from "./sound.ts";

/** Files of more lines are published apart. */
const LARGE_LINES = 1_000;
/** A declaration that follows may mend these: they can not be told before the hole is filled. */
const MENDABLE: ReadonlySet<Mutation> = new Set(["unknown name", "unknown function"]);

/** False alarms among cuts at most, in percent, by what is replayed. */
const MOST_ALARMS: Readonly<Record<Sound["kind"], number>> = {
  ...{ body: 0.3, statements: 0.5, expression: 0.5, range: 0.5, declaration: 0.5 },
};
/** Draws of files for an interval. */
const DRAWS = 1_000;
const SEED = 5;

/** All figures. */
export function summary(sound: readonly Sound[], sightings: readonly Sighting[]): Figure[] {
  const names = [...new Set(sound.map((one) => one.package))];
  return [
    ...kinds.flatMap((kind) => alarmFigures(kind, sound.filter((one) => one.kind === kind))),
    ...soundFigures("all", sound),
    ...names.flatMap((name) => soundFigures(name, sound.filter((one) => one.package === name))),
    ...sightingFigures(sightings),
  ];
}

/** Texts of one file stand or fall together: the interval is over files. */
function alarmFigures(kind: Sound["kind"], sound: readonly Sound[]): Figure[] {
  if (sound.length === 0) return [];
  const files = [...Map.groupBy(sound, (one) => `${one.package} ${one.id.split(":")[0]}`).values()].map((
    own,
  ) => ({
    cuts: own.reduce((sum, { elapsedMs }) => sum + elapsedMs.length, 0),
    alarms: own.reduce((sum, { alarms }) => sum + alarms.length, 0),
  }));
  const random = seeded(SEED);
  const drawn = Array.from(
    { length: DRAWS },
    () => percentOf(files.map(() => files[Math.floor(random() * files.length)] ?? { cuts: 0, alarms: 0 })),
  )
    .sort((a, b) => a - b);
  const upper = drawn[Math.floor(0.975 * (DRAWS - 1))] ?? NaN;
  const n = files.reduce((sum, { cuts }) => sum + cuts, 0);
  const init = { unit: "%", lower_is_better: true, goal: null, n };
  return [
    {
      name: `${kind}.false-alarms`,
      ...init,
      value: rounded(percentOf(files)),
      target: MOST_ALARMS[kind],
      spread: rounded(upper),
    },
    { name: `${kind}.false-alarms.upper`, ...init, value: rounded(upper), target: null, spread: 0 },
  ];
}

function percentOf(files: readonly { readonly cuts: number; readonly alarms: number }[]): number {
  const cuts = files.reduce((sum, one) => sum + one.cuts, 0);
  return cuts === 0 ? 0 : 100 * files.reduce((sum, one) => sum + one.alarms, 0) / cuts;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function soundFigures(name: string, sound: readonly Sound[]): Figure[] {
  const cuts = sound.reduce((sum, { elapsedMs }) => sum + elapsedMs.length, 0);
  const alarms = sound.reduce((sum, one) => sum + one.alarms.length, 0);
  const plain = { lower_is_better: true, spread: 0 };
  const count = { ...plain, target: 0, goal: 0, unit: "false alarms", value: alarms, n: cuts };
  const size = (isLarge: boolean) =>
    sound.filter(({ lines }) => lines > LARGE_LINES === isLarge).flatMap(({ elapsedMs }) => elapsedMs);
  return [
    { name: `${name}.alarms`, ...count },
    ...timeFigures(`${name}.check`, size(false), { p50: 25, p95: 60 }),
    ...timeFigures(`${name}.check.large`, size(true), undefined),
  ];
}

function timeFigures(
  name: string,
  runs: readonly number[],
  goals: { readonly p50: number; readonly p95: number } | undefined,
): Figure[] {
  if (runs.length === 0) return [];
  const init = { unit: "ms", lower_is_better: true };
  const sorted = runs.toSorted((a, b) => a - b);
  const p95 = sorted[Math.floor((sorted.length - 1) * 0.95)] ?? NaN;
  const last = { ...init, name: `${name}.p95`, target: goals?.p95 ?? null, goal: goals?.p95 ?? null };
  return [
    figure({ ...init, name: `${name}.p50`, target: goals?.p50 ?? null, goal: goals?.p50 ?? null }, runs),
    { ...last, value: Number(p95.toPrecision(3)), spread: 0, n: runs.length },
  ];
}

function sightingFigures(sightings: readonly Sighting[]): Figure[] {
  const sure = sightings.filter(({ kind }) => !MENDABLE.has(kind));
  const others = sightings.filter(({ kind }) => MENDABLE.has(kind));
  const late = sightings.filter((one) => one.late > 0).map((one) => one.late);
  const statements = { unit: "statements", lower_is_better: true };
  return [
    share("decidable.atStatement", sure, ({ late, seen }) => seen !== "never" && late === 0, 90),
    share("all.told", sightings, ({ seen }) => seen !== "never", 100),
    ...others.length > 0
      ? [figure({ name: "others.late", ...statements, target: 2, goal: 2 }, others.map(({ late }) => late))]
      : [],
    ...late.length > 0 ? [figure({ name: "late, of all that are", ...statements }, late)] : [],
    ...mutations.flatMap((kind) => {
      const own = sightings.filter((one) => one.kind === kind);
      if (own.length === 0) return [];
      const name = kind.replaceAll(" ", "-");
      return [
        share(`${name}.atStatement`, own, (one) => one.seen !== "never" && one.late === 0, null),
        share(`${name}.whileWritten`, own, ({ seen }) => seen === "while written", null),
      ];
    }),
  ];
}

function share(
  name: string,
  all: readonly Sighting[],
  counts: (one: Sighting) => boolean,
  target: number | null,
): Figure {
  const value = all.length === 0 ? 0 : Math.round(1000 * all.filter(counts).length / all.length) / 10;
  return { name, value, unit: "%", target, goal: target, lower_is_better: false, spread: 0, n: all.length };
}
