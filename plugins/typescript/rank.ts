/**
 * How likely a production is at its place: a log-linear model over counts of the project's own code and over names.
 *
 * The weights stand in `weights.ts`; `bench/train.ts` fits them on packages that no bench measures.
 *
 * @module
 */

import type { Statistics } from "./statistics.ts";
import { weights } from "./weights.ts";

/** Named numbers about one production at one place. */
export type Features = Record<string, number>;

/** What is asked of a place: the role keys, and the words that say what is wanted. */
export interface Wanted {
  readonly keys: readonly string[];
  readonly words: readonly string[];
}

/** The costs of productions that compete for one place: negative natural logarithms that sum to one as likelihoods. */
export function costsOf(features: readonly Features[]): number[] {
  const scores = features.map(scoreOf);
  const top = Math.max(...scores, -1e9);
  const norm = top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0));
  return scores.map((score) => norm - score);
}

function scoreOf(features: Features): number {
  let score = 0;
  for (const name in features) score += (weights[name] ?? 0) * (features[name] ?? 0);
  return score;
}

/** What the project's counts say of a text at a place. */
export function countFeatures(statistics: Statistics, wanted: Wanted, text: string): Features {
  const features: Features = {};
  wanted.keys.slice(0, 3).forEach((key, level) => {
    const count = statistics.count(key, text);
    if (count === 0) return;
    const { total } = statistics.places(key);
    features[`seen${level}`] = 1;
    features[`rate${level}`] = Math.log(count / (total + 1)) + 5;
    features[`count${level}`] = Math.log1p(count);
  });
  features.anywhere = Math.log1p(statistics.countAnywhere(text));
  return features;
}

/** How a name matches the words that say what is wanted. */
export function nameFeatures(wanted: Wanted, name: string): Features {
  const own = partsOf(name);
  let best = 0;
  let isSame = 0;
  for (const word of wanted.words) {
    if (word === "") continue;
    if (word.toLowerCase() === name.toLowerCase()) isSame = 1;
    const parts = partsOf(word);
    const common = own.filter((part) => parts.includes(part)).length;
    best = Math.max(best, common / Math.max(own.length, parts.length, 1));
  }
  return { sameName: isSame, alikeName: best };
}

/** The lower-case parts of a name: `maxRetryCount` has three, `MAX_SIZE` two. */
export function partsOf(name: string): string[] {
  return name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).filter(Boolean)
    .map((part) => part.toLowerCase());
}
