/**
 * What arms are worth that run examples, or compare samples by what they do: against arms that take what compiles.
 *
 * @module
 */

import type { Figure } from "../report.ts";
import { figureOf, LOWER_PERCENT } from "./figure.ts";
import { estimate, gives, passes, percent, type Sample } from "./pairs.ts";
import type { Row } from "./row.ts";

/** At so many times the tokens of a mean free sample; the last one is all that may be written. */
const TIMES = [2, 3, 4, 6];
/** At which passing is to be higher. */
const MAIN = 3;

const POINTS = { unit: "points", lower_is_better: false };

/** Figures over tasks with examples, and over those without. */
export function judgedFigures(clusters: readonly (readonly Sample[])[]): readonly Figure[] {
  const told = (samples: readonly Sample[]) =>
    samples.some(({ of }) => [...of.values()].some(({ examples = 0 }) => examples > 0));
  const arms = new Set(clusters.flat().flatMap(({ of }) => [...of.keys()]));
  const has = (...names: readonly string[]) => names.every((name) => arms.has(name));
  const tasks = { told: clusters.filter(told), untold: clusters.filter((one) => !told(one)) };
  return [
    ...[...arms].filter((arm) => tasks.told.length > 0 && /E$|^synth$/.test(arm)).map((arm) =>
      falseAccepts(tasks.told, arm, { target: 20 })
    ),
    ...["E", "C+E"].filter((arm) => tasks.told.length > 0 && arms.has(arm)).flatMap((arm) => [
      ...againstFree(tasks.told, arm),
      ...(has("R+E") ? againstRetry(tasks.told, arm) : []),
      nearMisses(tasks.told, arm),
    ]),
    ...(has("R", "C+E") && tasks.untold.length > 0 ? consensus(tasks.untold) : []),
  ];
}

function falseAccepts(
  clusters: readonly (readonly Sample[])[],
  arm: string,
  more: { readonly target?: number } = {},
): Figure {
  return figureOf(
    { name: `${arm}.false accepts`, ...LOWER_PERCENT, ...more },
    estimate(clusters, [arm], (samples) => wrong(samples, arm)),
  );
}

/** Of what was taken and compiles, the part that the tests refuse, in percent. */
function wrong(samples: readonly Sample[], arm: string): number {
  return percent(rowsOf(samples, arm).filter((row) => gives(row) && row.compiled), (row) => !row.passed);
}

function rowsOf(samples: readonly Sample[], arm: string): readonly Row[] {
  return samples.flatMap(({ of }) => of.get(arm) ?? []);
}

function againstFree(clusters: readonly (readonly Sample[])[], arm: string): readonly Figure[] {
  return TIMES.map((times) =>
    figureOf(
      {
        ...{
          name: `${arm}.passing against F, at ${times} times the tokens`,
          unit: "x",
          lower_is_better: false,
        },
        ...(times === MAIN ? { target: 1.3 } : {}),
      },
      estimate(clusters, ["F", arm], (samples) =>
        passing(samples, arm, times) / passing(samples, "F", Infinity)),
    )
  );
}

function againstRetry(clusters: readonly (readonly Sample[])[], arm: string): readonly Figure[] {
  return TIMES.map((times) =>
    figureOf(
      {
        ...{ name: `${arm}.passing less R+E's, at ${times} times the tokens`, ...POINTS },
        ...(times === MAIN ? { target: 3 } : {}),
      },
      estimate(clusters, ["R+E", arm], (samples) =>
        passing(samples, arm, times) - passing(samples, "R+E", times)),
    )
  );
}

/** Of what was taken and is a mended answer, the part that its tests accept. */
function nearMisses(clusters: readonly (readonly Sample[])[], arm: string): Figure {
  const mended = (row: Row) => {
    const last = row.made.at(-1);
    return gives(row) && last?.kind === "patch" && last.fault.startsWith("example");
  };
  const all = clusters.map((samples) =>
    samples.filter(({ of }) => [of.get(arm)].some((row) => row && mended(row)))
  );
  return figureOf(
    { name: `${arm}.near misses: passed`, unit: "%", lower_is_better: false },
    estimate(all, [arm], (samples) => percent(rowsOf(samples, arm), ({ passed }) => passed)),
  );
}

/** Against the first one that compiles, of the same samples: nothing else is known of tasks without examples. */
function consensus(clusters: readonly (readonly Sample[])[]): readonly Figure[] {
  const both = (statistic: (samples: readonly Sample[]) => number) =>
    estimate(clusters, ["R", "C+E"], statistic);
  return [
    figureOf(
      { name: "consensus.passing less the first's that compiles", ...POINTS, target: 4 },
      both((samples) => passing(samples, "C+E", Infinity) - passing(samples, "R", Infinity)),
    ),
    figureOf(
      {
        ...{ name: "consensus.false accepts against the first's that compiles", unit: "x" },
        ...{ lower_is_better: true, target: 0.5 },
      },
      both((samples) => wrong(samples, "C+E") / wrong(samples, "R")),
    ),
    figureOf(
      { name: "consensus.false accepts", ...LOWER_PERCENT },
      both((samples) => wrong(samples, "C+E")),
    ),
    figureOf(
      { name: "consensus.taken without asking", unit: "%", lower_is_better: false },
      both((samples) => percent(rowsOf(samples, "C+E"), gives)),
    ),
  ];
}

function passing(samples: readonly Sample[], arm: string, times: number): number {
  return percent(samples, (sample) => passes(sample.of.get(arm), sample, times));
}
