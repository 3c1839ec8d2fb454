/**
 * The bench's figures from the results of single sites.
 *
 * @module
 */

import type { Figure } from "../report.ts";
import { type Size, sizes } from "./draw.ts";
import type { Result } from "./measure.ts";

/** Shares that are aimed for, in percent. */
const GOALS: Readonly<Record<Size, { readonly top1: number; readonly top10: number }>> = {
  "1": { top1: 55, top10: 95 },
  "2-3": { top1: 40, top10: 85 },
  "4-5": { top1: 20, top10: 60 },
};
const FLOOR_TOP10 = 50;
const FLOOR_RATIO = 1.5;

/** All figures that a run publishes. Means are over packages, then over sizes, so that no package outweighs another. */
export function summary(results: readonly Result[]): Figure[] {
  const closed = results.filter(({ site }) => site.stratum === "closed");
  return [
    ...overall(closed),
    ...sizes.flatMap((size) => bySize(closed, size)),
    ...times(closed),
    ...kinds(closed),
    ...beside(results, "open"),
    ...beside(results, "large"),
    ...packagesOf(closed).flatMap((name) => byPackage(closed, name)),
  ];
}

type Test = (result: Result) => boolean;
const top1: Test = ({ rank }) => rank === 0;
const top10: Test = ({ rank }) => rank >= 0 && rank < 10;
const plain10: Test = ({ baselineRank }) => baselineRank >= 0 && baselineRank < 10;

const checked10: Test = ({ checkedRank }) => checkedRank >= 0 && checkedRank < 10;

function overall(closed: readonly Result[]): Figure[] {
  const found = meanOf(closed, top10);
  const plain = meanOf(closed, plain10);
  return [
    share("top10", closed, top10, { target: FLOOR_TOP10, goal: 80 }),
    share("top1", closed, top1, { goal: 38 }),
    share("baseline.top10", closed, plain10),
    share("checked.top10", closed, checked10),
    {
      name: "ratio",
      value: round(found / Math.max(plain, 0.1)),
      unit: "x baseline",
      target: FLOOR_RATIO,
      goal: null,
      lower_is_better: false,
      spread: 0,
      n: closed.length,
    },
  ];
}

function bySize(closed: readonly Result[], size: Size): Figure[] {
  const of = closed.filter(({ site }) => site.bucket === size);
  if (of.length === 0) return [];
  return [
    share(`size${size}.top1`, of, top1, { goal: GOALS[size].top1 }),
    share(`size${size}.top10`, of, top10, { goal: GOALS[size].top10 }),
    share(`size${size}.baseline.top10`, of, plain10),
    share(`size${size}.checked.top10`, of, checked10),
  ];
}

function times(closed: readonly Result[]): Figure[] {
  const all = closed.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b);
  const spread = round(quantile(all, 0.75) - quantile(all, 0.25));
  const common = { unit: "ms", lower_is_better: true, spread, n: all.length };
  return [
    { name: "median", value: round(quantile(all, 0.5)), target: 400, goal: 200, ...common },
    { name: "p95", value: round(quantile(all, 0.95)), target: null, goal: 1000, ...common },
  ];
}

function kinds(closed: readonly Result[]): Figure[] {
  const names = [...new Set(closed.map(({ site }) => site.kind))].sort();
  return names.map((kind) =>
    share(`kind.${kind}.top10`, closed.filter(({ site }) => site.kind === kind), top10)
  );
}

function beside(results: readonly Result[], stratum: "open" | "large"): Figure[] {
  const of = results.filter(({ site }) => site.stratum === stratum);
  if (of.length === 0) return [];
  const all = of.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b);
  const common = { unit: "ms", target: null, goal: null, lower_is_better: true, spread: 0, n: all.length };
  return [
    share(`${stratum}.top1`, of, top1),
    share(`${stratum}.top10`, of, top10),
    { name: `${stratum}.median`, value: round(quantile(all, 0.5)), ...common },
  ];
}

function byPackage(closed: readonly Result[], name: string): Figure[] {
  const of = closed.filter((one) => one.package === name);
  return sizes.flatMap((size) => {
    const those = of.filter(({ site }) => site.bucket === size);
    return those.length === 0
      ? []
      : [share(`${name}.size${size}.top1`, those, top1), share(`${name}.size${size}.top10`, those, top10)];
  });
}

/** A share in percent: the mean over packages and sizes; `spread` is between the packages' extremes. */
function share(
  name: string,
  results: readonly Result[],
  test: Test,
  bounds: { readonly target?: number; readonly goal?: number } = {},
): Figure {
  const each = packagesOf(results).map((one) =>
    meanOf(results.filter((result) => result.package === one), test)
  );
  return {
    name,
    value: round(meanOf(results, test)),
    unit: "%",
    target: bounds.target ?? null,
    goal: bounds.goal ?? null,
    lower_is_better: false,
    spread: each.length > 1 ? round(Math.max(...each) - Math.min(...each)) : 0,
    n: results.length,
  };
}

/** Mean over the cells of package and size, in percent. */
function meanOf(results: readonly Result[], test: Test): number {
  const cells = packagesOf(results).flatMap((name) =>
    sizes.map((size) => results.filter((one) => one.package === name && one.site.bucket === size))
  ).filter(({ length }) => length > 0);
  const shares = cells.map((cell) => 100 * cell.filter(test).length / cell.length);
  return shares.reduce((sum, one) => sum + one, 0) / Math.max(shares.length, 1);
}

function packagesOf(results: readonly Result[]): string[] {
  return [...new Set(results.map((one) => one.package))];
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
