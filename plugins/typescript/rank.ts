/**
 * How likely a production is at its place: a log-linear model over counts of the project's own code and over names.
 *
 * The weights stand in `weights.ts`; `bench/synth/train.ts` fits them on packages that no bench measures.
 *
 * @module
 */

import { isAlike, partsOf } from "../_words/words.ts";
import { weights } from "./weights.ts";

/** Named numbers about one production at one place. */
export type Features = Readonly<Record<string, number>>;

/** What is asked of a place: the role keys, and the words that say what is wanted. */
export interface Wanted {
  readonly keys: readonly string[];
  readonly words: readonly string[];
}

/** No feature at all. */
export const NO_FEATURES: Features = {};

const known = new WeakMap<Features, number>();

/** The sum of the weights of features. Groups are often shared between productions, so each is summed up once. */
export function scoreOf(groups: readonly Features[]): number {
  let score = 0;
  for (const group of groups) score += groupScore(group);
  return score;
}

function groupScore(group: Features): number {
  let score = known.get(group);
  if (score === undefined) {
    score = 0;
    for (const name in group) score += (weights[name] ?? 0) * (group[name] ?? 0);
    known.set(group, score);
  }
  return score;
}

/** The costs of productions that compete for one place: negative natural logarithms that sum to one as likelihoods. */
export function costsOf(scores: readonly number[]): number[] {
  let top = -1e9;
  for (const score of scores) top = Math.max(top, score);
  const norm = top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0));
  return scores.map((score) => norm - score);
}

/** How a name matches the words that say what is wanted. */
export function nameFeatures(words: readonly string[], name: string): Features {
  const own = partsOf(name);
  let alike = 0, same = 0, last = 0;
  for (const word of words) {
    if (word === "") continue;
    if (word.toLowerCase() === name.toLowerCase()) same = 1;
    const parts = partsOf(word);
    const common = own.filter((part) => parts.some((one) => isAlike(one, part))).length;
    alike = Math.max(alike, common / Math.max(own.length, parts.length, 1));
    if (isAlike(own.at(-1) ?? "", parts.at(-1) ?? "")) last = 1;
  }
  return alike === 0 && same === 0 ? NO_FEATURES : { sameName: same, alikeName: alike, sameLast: last };
}
