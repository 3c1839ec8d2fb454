/**
 * The figures of `deno task bench holes`.
 *
 * @module
 */

import { type Counted, shareOf } from "../context/recall.ts";
import { bootstrapNested } from "../eval/bootstrap.ts";
import { conversionFigures } from "../eval/conversion.ts";
import { figureOf } from "../eval/figure.ts";
import { checkedFigures } from "../eval/figures.ts";
import { gives, percent, samplesIn } from "../eval/pairs.ts";
import type { Row } from "../eval/row.ts";
import { short as shortFill } from "../eval/short.ts";
import type { Figure } from "../report.ts";

/** A row with the context it was made in, and the package of its task. */
export interface HoleRow extends Row {
  readonly context: string;
  readonly package: string;
}

/** Names of other files that a context tells at one hole. */
export interface RecallRow {
  readonly context: string;
  readonly package: string;
  readonly task: string;
  readonly counted: Counted;
}

/** What is known of a task without a model. */
export interface SoundRow {
  readonly package: string;
  readonly task: string;
  /** Whether the uncut code passes. */
  readonly isRight: boolean;
  /** Whether a body without a statement fails. */
  readonly isTold: boolean;
  /** The code of what Maze has against the uncut body; absent where it takes it. */
  readonly refusal?: string;
  /** Small faults that were put into the body, and how many of them fail. */
  readonly faults: Counted;
}

/** A line: all that a run tells of a hole. */
export type AnyRow = HoleRow | RecallRow | SoundRow;

/** All figures that the rows allow. */
export function figuresOf(rows: readonly AnyRow[]): readonly Figure[] {
  const sound = rows.filter((row) => "isTold" in row);
  return [
    ...rowFigures(rows.filter((row) => "arm" in row)),
    ...pairedFigures(rows.filter((row) => "arm" in row)),
    ...(sound.length > 0 ? soundFigures(sound) : []),
    ...recallFigures(rows.filter((row) => "counted" in row)),
  ];
}

/** A row without a word of a model. */
export function short(row: AnyRow): AnyRow {
  return "arm" in row ? { ...row, ...shortFill(row) } : row;
}

const PERCENT = { unit: "%", lower_is_better: false };

/** What fills are worth, by context and arm. Fills whose streams the recording lacks say nothing. */
export function rowFigures(rows: readonly HoleRow[]): readonly Figure[] {
  const whole = rows.filter(({ spent }) => spent.missing === 0);
  return [...Map.groupBy(whole, ({ context, arm }) => `${context}.${arm}`)].flatMap(([name, own]) => [
    over(`${name}.compiled`, PERCENT, own, (some) => percent(some, (row) => gives(row) && row.compiled)),
    over(`${name}.passed`, PERCENT, own, (some) => percent(some, (row) => gives(row) && row.passed)),
    over(
      `${name}.invented names`,
      { unit: "a hole", lower_is_better: true },
      own,
      (some) => mean(some, ({ invented = [] }) => invented.length),
    ),
    over(
      `${name}.tokens written`,
      { unit: "a hole", lower_is_better: true },
      own,
      (some) => mean(some, ({ spent }) => spent.written),
    ),
  ]);
}

/** What checking makes of samples, against what they are without it and against other samples: as `eval` and `conversion` count it. */
export function pairedFigures(rows: readonly HoleRow[]): readonly Figure[] {
  return [...Map.groupBy(rows, ({ context }) => context)].flatMap(([context, own]) => {
    const has = (...names: readonly string[]) => names.every((name) => own.some(({ arm }) => arm === name));
    return [
      ...has("F", "C") ? checkedFigures(samplesIn(own)) : [],
      ...has("F", "C", "R") ? conversionFigures(own) : [],
    ].map((one) => ({ ...one, name: `${context}.${one.name}` }));
  });
}

/** Shares of the project's symbols of other files that each context tells. */
export function recallFigures(rows: readonly RecallRow[]): readonly Figure[] {
  const telling = rows.filter(({ counted }) => counted.of > 0);
  return [...Map.groupBy(telling, ({ context }) => context)].map(([name, own]) =>
    over(`${name}.recall`, PERCENT, own, (some) => 100 * shareOf(some.map(({ counted }) => counted)))
  );
}

/** Counts of tasks, and whether their tests tell right from nothing. */
export function soundFigures(rows: readonly SoundRow[]): readonly Figure[] {
  const counts = [...Map.groupBy(rows, (row) => row.package)];
  const count = (name: string, n: number): Figure => ({
    ...{ name, value: n, unit: "holes", lower_is_better: false, spread: 0, n: 1, target: null, goal: null },
  });
  const found = (some: readonly SoundRow[]) => 100 * shareOf(some.map(({ faults }) => faults));
  return [
    ...counts.map(([name, own]) => count(`${name}.tasks`, own.length)),
    count("tasks", rows.length),
    over(
      "uncut code passes",
      { ...PERCENT, target: 100 },
      rows,
      (some) => percent(some, ({ isRight }) => isRight),
    ),
    over(
      "uncut code is refused",
      { unit: "%", lower_is_better: true, target: 0 },
      rows,
      (some) => percent(some, ({ refusal }) => refusal !== undefined),
    ),
    over("a body with a small fault fails", PERCENT, rows, found),
    over(
      "an empty body fails",
      { ...PERCENT, target: 100 },
      rows,
      (some) => percent(some, ({ isTold }) => isTold),
    ),
  ];
}

/** A figure over rows, of which those of a package belong together. */
function over<T extends { readonly package: string; readonly task: string }>(
  name: string,
  about: Omit<Parameters<typeof figureOf>[0], "name">,
  rows: readonly T[],
  statistic: (some: readonly T[]) => number,
): Figure {
  const groups = [...Map.groupBy(rows, (row) => row.package).values()].map((own) => [
    ...Map.groupBy(own, ({ task }) => task).values(),
  ]);
  return figureOf({ name, ...about }, { ...bootstrapNested(groups, statistic), n: rows.length });
}

function mean<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0) / items.length;
}
