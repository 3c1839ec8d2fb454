/**
 * A figure of an estimate over samples.
 *
 * @module
 */

import type { Figure } from "../report.ts";
import type { Estimate } from "./bootstrap.ts";

/** A figure of an estimate: its spread is the width of its interval. What is a quotient by nothing is no number. */
export function figureOf(
  about: Pick<Figure, "name" | "unit" | "lower_is_better"> & Partial<Figure>,
  { value, low, high, n }: Estimate & { readonly n: number },
): Figure {
  const interval: readonly [number, number] = [round(low), round(high)];
  return {
    ...{ target: null, goal: null },
    ...about,
    ...{ value: Number.isFinite(value) ? round(value) : NaN, spread: round(high - low), n, interval },
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

export const PERCENT = { unit: "%", lower_is_better: false };
export const LOWER_PERCENT = { unit: "%", lower_is_better: true };
