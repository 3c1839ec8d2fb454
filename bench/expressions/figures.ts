/**
 * The figures of expressions that were found again.
 *
 * @module
 */

import type { Figure } from "../report.ts";
import { seeded } from "../synth/sites.ts";
import { type Form, forms } from "./sites.ts";

/** What came of one site, arm by arm, without a word of it. */
export interface Result {
  readonly package: string;
  readonly version: string;
  /** Relative to the package's folder. */
  readonly file: string;
  /** Where the site begins in its file. */
  readonly at: number;
  readonly form: Form;
  /** Whether the first choice is what stood there. */
  readonly isRight: Readonly<Record<Arm, boolean>>;
  /** Names in the first choice that nothing declares. */
  readonly invented: Readonly<Record<"first" | "joined", boolean>>;
  readonly tokens: number;
  readonly elapsedMs: number;
  /** Requests for the likelihood of one step. */
  readonly likelihoodCalls: number;
  /** Requests that the recording does not have; absent where a server was asked. */
  readonly missing?: number;
}

/** Tells rows apart. */
export function keyOf(row: Pick<Result, "package" | "version" | "file" | "at">): string {
  return JSON.stringify([row.package, row.version, row.file, row.at]);
}

/** Who chooses. */
export const arms = ["first", "best", "synth", "joined"] as const;
/** One of them: see `Arms`. */
export type Arm = typeof arms[number];

const GOAL_POINTS = 10;
const RESAMPLES = 2000;
const SEED = 5;

/** Top-1 of each arm, what joining gains with its interval, and what it costs. */
export function figuresOf(results: readonly Result[]): Figure[] {
  const alone = bestAlone(results);
  const gains = resampled(results).map((sample) => gain(sample, alone)).sort((a, b) => a - b);
  const at = (part: number) => gains[Math.floor((gains.length - 1) * part)] ?? NaN;
  const missing = results.flatMap((one) => one.missing ?? []);
  const known = { n: results.length, spread: 0, lower_is_better: false, target: null, goal: null };
  return [
    ...arms.map((arm) => ({ ...known, name: `${arm}.top1`, value: share(results, arm), unit: "%" })),
    ...forms.flatMap((form) => {
      const own = results.filter((one) => one.form === form);
      const named = { ...known, n: own.length, unit: "%" };
      return arms.map((arm) => ({ ...named, name: `${form}.${arm}.top1`, value: share(own, arm) }));
    }),
    {
      ...known,
      ...{
        name: "gain",
        value: round(gain(results, alone)),
        unit: `points over ${alone}`,
        target: GOAL_POINTS,
      },
      spread: round((at(0.975) - at(0.025)) / 2),
    },
    { ...known, name: "gain.low", value: round(at(0.025)), unit: "points, 95 % interval" },
    { ...known, name: "gain.high", value: round(at(0.975)), unit: "points, 95 % interval" },
    count("invented", results.filter(({ invented }) => invented.joined).length, results.length, 0),
    count("first.invented", results.filter(({ invented }) => invented.first).length, results.length, null),
    {
      ...known,
      name: "tokens",
      value: middle(results.map(({ tokens }) => tokens)),
      unit: "read and written",
      lower_is_better: true,
    },
    {
      ...known,
      name: "time",
      value: middle(results.map(({ elapsedMs }) => elapsedMs)),
      unit: "ms",
      lower_is_better: true,
    },
    {
      ...known,
      name: "likelihood calls",
      value: middle(results.map(({ likelihoodCalls }) => likelihoodCalls)),
      unit: "requests",
      lower_is_better: true,
    },
    ...(missing.length === 0
      ? []
      : [count("recording.missing", missing.reduce((sum, one) => sum + one), results.length, 0)]),
  ];
}

/** The stronger of model alone, by either rule, and synth alone. */
function bestAlone(results: readonly Result[]): Arm {
  const alone: readonly Arm[] = ["first", "best", "synth"];
  return alone.reduce((a, b) => share(results, b) > share(results, a) ? b : a);
}

function gain(results: readonly Result[], alone: Arm): number {
  return share(results, "joined") - share(results, alone);
}

function share(results: readonly Result[], arm: Arm): number {
  return round(100 * results.filter(({ isRight }) => isRight[arm]).length / Math.max(1, results.length));
}

/** Files drawn again with all of their sites: those of one file are alike. */
function resampled(results: readonly Result[]): Result[][] {
  const random = seeded(SEED);
  const files = [...Map.groupBy(results, (one) => `${one.package} ${one.file}`).values()];
  return Array.from(
    { length: RESAMPLES },
    () => files.flatMap(() => files[Math.floor(random() * files.length)] ?? []),
  );
}

function count(name: string, value: number, n: number, target: number | null): Figure {
  return { name, value, unit: "of all", target, goal: null, lower_is_better: true, spread: 0, n };
}

function middle(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
