/**
 * The figures of `deno task bench conversion`: what becomes of samples whose first stream does not compile.
 *
 * @module
 */

import type { Figure } from "../report.ts";
import type { Estimate } from "./bootstrap.ts";
import { figureOf } from "./figure.ts";
import { TIMES } from "./figures.ts";
import { compiles, estimate, passes, percent, type Sample, samplesIn } from "./pairs.ts";
import type { Row } from "./row.ts";

/** Every arm may have written so many times the tokens of the task's mean free sample, the first stream included. */
const TOKENS = 4;
/** Tokens of a hole that is long. */
const LONG = 150;
/** Two sides of a normal distribution: 95 of 100. */
const SIDES = 1.96;

/** All figures that the rows allow; none where the arms C and R are not both there. */
export function conversionFigures(rows: readonly Row[]): readonly Figure[] {
  const arms = [...new Set(rows.map(({ arm }) => arm))].filter((arm) => arm !== "F" && arm !== "synth");
  const failing = samplesIn(rows).map((samples) => samples.filter(({ free }) => !compiles(free)));
  const long = failing.map((samples) => samples.filter(({ holeTokens }) => holeTokens >= LONG));
  return [
    ...arms.flatMap((arm) => [
      ...TIMES.filter((times) => times > 1).map((times) =>
        figureOf(
          { name: `${arm}.converted at ${times} times the tokens`, unit: "%", lower_is_better: false },
          estimate(failing, [arm], (samples) => converted(samples, arm, times)),
        )
      ),
    ]),
    ...arms.filter((arm) => arm !== "R" && arms.includes("R")).flatMap((arm) => [
      against(failing, arm, { name: `${arm} against R`, target: arm === "C" ? 1 : null }),
      ...TIMES.filter((times) => times > 1 && times < TOKENS).map((times) =>
        against(failing, arm, { name: `${arm} against R at ${times} times the tokens`, target: null }, times)
      ),
      ...(arm === "C" ? [against(long, arm, { name: `${arm} against R, long holes`, target: 1.3 })] : []),
      figureOf(
        { name: `${arm} less R`, unit: "points", lower_is_better: false },
        estimate(
          failing,
          [arm, "R"],
          (samples) => converted(samples, arm, TOKENS) - converted(samples, "R", TOKENS),
        ),
      ),
    ]),
    ...(arms.includes("C") && arms.includes("R") ? [needed(failing)] : []),
    ...declareFigures(failing, arms),
  ];
}

/** What opening a helper that is missing is worth: an arm that does, one that does something else about the name, and how much better it should be. */
const HELPERS = [
  { opening: "declare", other: "exclude", what: "excluded names", more: 1.5, tokens: 1 },
  { opening: "C", other: "C-declare", what: "other moves", more: null, tokens: null },
];

function declareFigures(failing: readonly (readonly Sample[])[], arms: readonly string[]): readonly Figure[] {
  const there = HELPERS.filter(({ opening, other }) => arms.includes(opening) && arms.includes(other));
  return there.flatMap(({ opening, other, what, more, tokens }) => {
    const calling = failing.map((samples) =>
      samples.filter(({ of }) => of.get(opening)?.made.some(({ kind }) => kind === "declare"))
    );
    const both = (statistic: (samples: readonly Sample[]) => number) =>
      estimate(calling, [opening, other], statistic);
    const passed = (samples: readonly Sample[], arm: string) =>
      percent(samples, (sample) => passes(sample.of.get(arm), sample));
    const written = (samples: readonly Sample[], arm: string) =>
      samples.reduce((sum, { of }) => sum + (of.get(arm)?.spent.written ?? 0), 0);
    const name = `opened helpers against ${what}`;
    return [
      ...[opening, other].map((arm) =>
        figureOf(
          {
            ...{ name: `${arm} where ${opening} has opened a helper: passed`, unit: "%" },
            lower_is_better: false,
          },
          both((samples) => passed(samples, arm)),
        )
      ),
      figureOf(
        { name: `${name}: passed`, unit: "x", lower_is_better: false, target: more },
        both((samples) => passed(samples, opening) / passed(samples, other)),
      ),
      figureOf(
        { name: `${name}: tokens`, unit: "x", lower_is_better: true, target: tokens },
        both((samples) => written(samples, opening) / written(samples, other)),
      ),
    ];
  });
}

/** Part of the samples that ends passing. */
function converted(samples: readonly Sample[], arm: string, times: number): number {
  return percent(samples, (sample) => passes(sample.of.get(arm), sample, times));
}

/** A draw in which neither converts any says nothing. */
function ratio(samples: readonly Sample[], arm: string, times = TOKENS): number {
  return converted(samples, arm, times) / converted(samples, "R", times);
}

function against(
  clusters: readonly (readonly Sample[])[],
  arm: string,
  about: Pick<Figure, "name" | "target">,
  times = TOKENS,
): Figure {
  const found = estimate(clusters, [arm, "R"], (samples) => ratio(samples, arm, times));
  return figureOf({ ...about, unit: "x", lower_is_better: false }, found);
}

/** Failing samples that it would take for an interval above 1 if the ratio is what it seems: its width goes with their root. */
function needed(clusters: readonly (readonly Sample[])[]): Figure {
  const found = estimate(clusters, ["C", "R"], (samples) => Math.log(ratio(samples, "C")));
  return figureOf(
    { name: "failing samples for an interval above 1", unit: "samples", lower_is_better: true },
    { ...scaled(found), n: found.n },
  );
}

function scaled({ value, low, high, n }: Estimate & { readonly n: number }): Estimate {
  const error = (high - low) / (2 * SIDES);
  const count = value > 0 && Number.isFinite(error) ? n * (SIDES * error / value) ** 2 : NaN;
  return { value: Math.ceil(count), low: NaN, high: NaN };
}
