/**
 * The figures of `deno task bench eval`.
 *
 * @module
 */

import { type Figure, figure } from "../report.ts";
import { bootstrap } from "./bootstrap.ts";
import { compiles, estimate, gives, passes, percent, type Sample, samplesIn } from "./pairs.ts";
import { figureOf, LOWER_PERCENT, PERCENT } from "./figure.ts";
import { judgedFigures } from "./judged.ts";
import type { Row } from "./row.ts";

const RATIO = { unit: "x", lower_is_better: true };
/** Times of a mean free sample's tokens. */
export const TIMES = [0.5, 1, 1.5, 2, 3, 4, 6];

/** All figures that the rows allow. */
export function evalFigures(rows: readonly Row[]): readonly Figure[] {
  const clusters = samplesIn(rows);
  const arms = [...new Set(rows.map(({ arm }) => arm))];
  const has = (...names: readonly string[]) => names.every((name) => arms.includes(name));
  return [
    ...arms.flatMap((arm) => ofArm(clusters, arm)),
    ...(has("F", "C") ? checkedFigures(clusters) : []),
    ...judgedFigures(clusters),
    ...moveFigures(rows),
    missing(rows),
    figure({ name: "load when a fill began", unit: "processes", lower_is_better: true }, loads(rows)),
  ];
}

function rowsIn(samples: readonly Sample[], arm: string): readonly Row[] {
  return samples.flatMap(({ of }) => of.get(arm) ?? []);
}

function ofArm(clusters: readonly (readonly Sample[])[], arm: string): readonly Figure[] {
  const share = (name: string, unit: typeof PERCENT, is: (row: Row, sample: Sample) => boolean) =>
    figureOf(
      { name: `${arm}.${name}`, ...unit },
      estimate(clusters, [arm], (samples) =>
        percent(samples, (sample) => {
          const row = sample.of.get(arm);
          return row !== undefined && is(row, sample);
        })),
    );
  return [
    share("compiled", PERCENT, (row) => compiles(row)),
    share("compiled without console", PERCENT, (row) => gives(row) && row.compiledBare),
    share("passed", PERCENT, (row, sample) => passes(row, sample)),
    ...TIMES.map((times) =>
      share(`passed at ${times} times the tokens`, PERCENT, (row, sample) => passes(row, sample, times))
    ),
    share("nothing given", LOWER_PERCENT, (row) => !gives(row)),
    share("asks which", LOWER_PERCENT, (row) => row.filled === "ambiguous"),
    share("stubs", LOWER_PERCENT, (row) => gives(row) && row.isStub),
    share("cheats", LOWER_PERCENT, (row) => gives(row) && row.cheats.length > 0),
  ];
}

/** What checking promises, against the free sample that is its own first stream. */
export function checkedFigures(clusters: readonly (readonly Sample[])[]): readonly Figure[] {
  const both = (statistic: (samples: readonly Sample[]) => number) =>
    estimate(clusters, ["F", "C"], statistic);
  const failures = clusters.flat().filter(({ free, of }) => of.has("C") && !compiles(free)).length;
  const ratio = (value: (row: Row) => number) =>
    both((samples) => sum(rowsIn(samples, "C"), value) / sum(rowsIn(samples, "F"), value));
  return [
    figureOf(
      { name: "C.compile failures, fewer than F's", ...PERCENT, target: 97 },
      { ...both(fewerFailures), n: failures },
    ),
    figureOf({ name: "C.tokens against F", ...RATIO, target: 1.2 }, ratio(({ spent }) => spent.written)),
    figureOf({ name: "C.wall against F", ...RATIO, target: 1.2 }, ratio(({ ms }) => ms)),
    figureOf(
      { name: "C.false cuts of clean first streams", ...LOWER_PERCENT, target: 0.5 },
      both((samples) =>
        percent(samples.filter(({ free }) => compiles(free)), ({ of }) => isCut(of.get("C")))
      ),
    ),
    figureOf(
      { name: "C.worse than a free sample that compiles", unit: "samples", lower_is_better: true, target: 0 },
      both((samples) => samples.filter(({ free, of }) => compiles(free) && !compiles(of.get("C"))).length),
    ),
    figureOf(
      { name: "C.checks, part of the wall time", ...LOWER_PERCENT },
      both((samples) => {
        const rows = rowsIn(samples, "C");
        return 100 * sum(rows, ({ checkMs }) => checkMs) / sum(rows, ({ ms }) => ms);
      }),
    ),
    figureOf(
      { name: "C.waiting for a check, part of the wall time", ...LOWER_PERCENT, target: 3 },
      both((samples) => {
        const rows = rowsIn(samples, "C");
        return 100 * sum(rows, ({ waitedMs = NaN }) => waitedMs) / sum(rows, ({ ms }) => ms);
      }),
    ),
  ];
}

function fewerFailures(samples: readonly Sample[]): number {
  const failed = (arm: string) => samples.filter(({ of }) => !compiles(of.get(arm))).length;
  return failed("F") === 0 ? NaN : 100 * (1 - failed("C") / failed("F"));
}

/** True where the first stream was stopped or changed before its end. */
export function isCut(row: Row | undefined): boolean {
  const [first] = row?.made ?? [];
  return first !== undefined && first.kind !== "refused";
}

function sum(rows: readonly Row[], value: (row: Row) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}

/** A move after a fault, and what came of it. */
interface Move {
  readonly kind: string;
  readonly task: string;
  readonly isMended: boolean;
  /** Written until the next move or the end. */
  readonly tokens: number;
}

/** How often what came after a move had no fault, and the tokens that were written until the next one or the end. */
function moveFigures(rows: readonly Row[]): readonly Figure[] {
  const moves = rows.filter(({ arm }) => arm === "C").flatMap((row) =>
    row.made.map((move, at): Move => {
      const next = row.made[at + 1];
      return {
        kind: move.kind,
        task: row.task,
        isMended: next === undefined && gives(row),
        tokens: (next?.written ?? row.spent.written) - move.written,
      };
    })
  );
  return [...Map.groupBy(moves, ({ kind }) => kind)].flatMap(([kind, own]) => {
    const clusters = [...Map.groupBy(own, ({ task }) => task).values()];
    const all = (statistic: (items: readonly Move[]) => number) => ({
      ...bootstrap(clusters, statistic),
      n: own.length,
    });
    return [
      figureOf(
        { name: `C.move ${kind}: mended`, ...PERCENT },
        all((items) => percent(items, ({ isMended }) => isMended)),
      ),
      figureOf(
        { name: `C.move ${kind}: tokens`, unit: "tokens", lower_is_better: true },
        all((items) => items.reduce((total, { tokens }) => total + tokens, 0) / items.length),
      ),
    ];
  });
}

function loads(rows: readonly Row[]): readonly number[] {
  return rows.map(({ load }) => load);
}

function missing(rows: readonly Row[]): Figure {
  const without = rows.filter(({ spent }) => spent.missing > 0).length;
  return {
    ...{ name: "fills whose streams the recording lacks", unit: "fills", lower_is_better: true },
    ...{ value: without, spread: 0, n: rows.length, target: null, goal: null },
  };
}
