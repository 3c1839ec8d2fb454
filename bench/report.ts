/**
 * How every bench prints its figures.
 *
 * @module
 */

/** One measured figure. */
export interface Figure {
  /** `package.what`, unique in its bench. */
  readonly name: string;
  /** The median of `n` runs. */
  readonly value: number;
  readonly unit: string;
  /** What must hold; `null` where the figure stands for comparison only. */
  readonly target: number | null;
  /** What is aimed for; `null` where there is no aim. */
  readonly goal: number | null;
  readonly lower_is_better: boolean;
  /** Distance between the first and the third quartile of the runs, in `unit`. */
  readonly spread: number;
  /** Runs. */
  readonly n: number;
  /** 95 of 100 draws lie between these two; the spread is then its width. Absent where nothing is drawn. */
  readonly interval?: readonly [low: number, high: number];
}

/** What a figure is beside its runs. */
export type FigureInit = Omit<Figure, "value" | "spread" | "n" | "target" | "goal"> & Partial<Figure>;

/** A figure from the values of its runs, at least one. */
export function figure(init: FigureInit, runs: readonly number[]): Figure {
  const sorted = runs.toSorted((a, b) => a - b);
  const value = round(quantile(sorted, 0.5));
  const spread = round(quantile(sorted, 0.75) - quantile(sorted, 0.25));
  return { target: null, goal: null, ...init, value, spread, n: runs.length };
}

/** Prints figures: one JSON line, where what can not be counted is `null`, or a table for people. */
export function report(bench: string, figures: readonly Figure[], isJson: boolean): void {
  if (isJson) return console.log(JSON.stringify({ bench, figures }));
  const rows = figures.map((figure) => [
    figure.name,
    Number.isNaN(figure.value) ? "" : `${figure.value} ${figure.unit}`,
    spreadOf(figure),
    bound(figure, figure.target, "must be"),
    bound(figure, figure.goal, "goal"),
    mark(figure),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`bench ${bench}`);
  for (const row of rows) {
    console.log("  " + row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ").trimEnd());
  }
}

function spreadOf({ spread, interval, n }: Figure): string {
  if (!interval) return `± ${spread}`;
  return interval.some(Number.isNaN) ? `of ${n}` : `[${interval.join(", ")}] of ${n}`;
}

function bound({ lower_is_better }: Figure, limit: number | null, word: string): string {
  return limit === null ? "" : `${word} ${lower_is_better ? "<=" : ">="} ${limit}`;
}

function mark({ value, target, goal, lower_is_better }: Figure): string {
  if (Number.isNaN(value)) return "nothing to count";
  const holds = (limit: number) => lower_is_better ? value <= limit : value >= limit;
  if (target !== null && !holds(target)) return "MISSED";
  if (goal === null) return target === null ? "" : "holds";
  return holds(goal) ? "reached" : target === null ? "below goal" : "holds";
}

function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
