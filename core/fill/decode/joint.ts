/**
 * How likely an expression is, by a model's own likelihood and by what the project usually writes.
 *
 * @module
 */

/** What is known of one candidate. Costs are negative log-likelihoods, natural logarithm. */
export interface Known {
  /** Under the model, with its end, nothing masked; absent where nobody could tell. */
  readonly model?: number;
  /** Under whoever proposed it without a model; absent where only the model wrote it. */
  readonly prior?: number;
  /** Free samples that came to it. */
  readonly draws: number;
}

/** The candidates' costs, and how unsure the model is. */
export interface Joint {
  /** `m + unsure · s`, one for each candidate. */
  readonly costs: readonly number[];
  /**
   * `1 - mass · (1 - spread)`, from 0, sure, to 1: `spread` is the entropy of the model's choice among the candidates, over
   * that of no choice at all.
   */
  readonly unsure: number;
  /** The part of the model's likelihood that the candidates have together, 0 to 1; absent where nobody could tell. */
  readonly mass?: number;
}

/**
 * `m + unsure · s`, where `m` is a candidate's cost under the model, `s` the cost under the proposers among these
 * candidates, and `unsure` how far the model is from a choice: a model that is sure is not talked out of it. Where it does
 * not know which, or would rather write something else than any of them, what the project usually writes counts as much.
 *
 * Without likelihoods nothing is known of something else, and `m` is the share of the samples that came to the candidate, one more sample shared among all. What
 * nobody proposed is as likely under the proposers as the least likely that was.
 *
 * @example
 * ```ts
 * import { jointOf } from "./joint.ts";
 * import assert from "node:assert/strict";
 *
 * const sure = jointOf([{ model: 0.01, draws: 1, prior: 5 }, { model: 9, draws: 0, prior: 0 }]);
 * assert.ok(sure.unsure < 0.05 && (sure.costs[0] ?? 9) < (sure.costs[1] ?? 0));
 * const unsure = jointOf([{ model: 2, draws: 1, prior: 5 }, { model: 2, draws: 0, prior: 0 }]);
 * assert.ok(unsure.unsure === 1 && (unsure.costs[0] ?? 0) > (unsure.costs[1] ?? 9));
 * ```
 */
export function jointOf(candidates: readonly Known[]): Joint {
  const isScored = candidates.every(({ model }) => model !== undefined);
  const draws = candidates.reduce((sum, one) => sum + one.draws, 1);
  const models = candidates.map(({ model = 0, draws: own }) =>
    isScored ? model : -Math.log((own + 1 / candidates.length) / draws)
  );
  const least = Math.max(0, ...candidates.flatMap(({ prior }) => prior ?? []));
  const priors = sharesOf(candidates.map(({ prior = least }) => prior));
  const mass = isScored ? Math.min(1, models.reduce((sum, one) => sum + Math.exp(-one), 0)) : undefined;
  const unsure = 1 - (mass ?? 1) * (1 - spreadOf(sharesOf(models)));
  const costs = models.map((model, at) => unsure === 0 ? model : model - unsure * Math.log(priors[at] ?? 1));
  return { costs, unsure, ...(mass === undefined ? {} : { mass }) };
}

/** Each one's share of what costs leave of likelihood; not 0 where a number can say it. */
function sharesOf(costs: readonly number[]): number[] {
  const least = Math.min(...costs);
  const weights = costs.map((cost) => Math.max(Number.MIN_VALUE, Math.exp(least - cost)));
  const total = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((one) => Math.max(Number.MIN_VALUE, one / total));
}

/** Entropy over the most that it could be. */
function spreadOf(shares: readonly number[]): number {
  if (shares.length < 2) return 0;
  const entropy = shares.reduce((sum, one) => sum - one * Math.log(one), 0);
  return Math.min(1, Math.max(0, entropy / Math.log(shares.length)));
}
