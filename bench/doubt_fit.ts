/**
 * A conditional logit over the answers of a search, with room for none of them being right.
 *
 * @module
 */

import type { Doubts, WEIGHTS } from "../plugins/synth/doubt.ts";

/** What a search found for one body. */
export interface Row {
  readonly name: string;
  readonly answers: readonly {
    readonly text: string;
    readonly doubts: Doubts;
    readonly behaviour: number;
    readonly isRight: boolean;
  }[];
}

type Weights = typeof WEIGHTS;

const NAMES: readonly (keyof Doubts)[] = [
  "length",
  "chance",
  "unread",
  "odd",
  "places",
  "missed",
  "branches",
];
const STEPS = 4000;
const RATE = 0.03;
/** Keeps weights near what they begin with: there are few bodies. */
const PULL = 0.02;

/** The part of the likelihood of each answer. */
function shares({ answers }: Row, weights: Weights): number[] {
  const costs = answers.map(({ doubts }) =>
    NAMES.reduce((sum, name) => sum + weights[name] * doubts[name], 0)
  );
  const least = Math.min(weights.otherwise, ...costs);
  const parts = costs.map((cost) => Math.exp(least - cost));
  const total = parts.reduce((sum, part) => sum + part, Math.exp(least - weights.otherwise));
  return parts.map((part) => part / total);
}

/** Weights under which the right answers, or their lack, are likeliest; none is below zero. */
export function fitted(rows: readonly Row[]): Weights {
  let weights: Weights = {
    length: 0.5,
    chance: 0.3,
    unread: 1,
    odd: 0.5,
    places: 0.5,
    missed: 1,
    branches: 0.3,
    otherwise: 8,
  };
  const start = weights;
  for (let step = 0; step < STEPS; step++) {
    const next: Record<string, number> = { ...weights };
    for (const row of rows) {
      const own = shares(row, weights);
      const right = row.answers.reduce((sum, { isRight }, at) => isRight ? sum + own[at]! : sum, 0);
      const none = 1 - own.reduce((sum, share) => sum + share, 0);
      const isFound = right > 0;
      row.answers.forEach(({ doubts, isRight }, at) => {
        const wanted = isFound && isRight ? own[at]! / right : 0;
        for (const name of NAMES) next[name]! -= RATE / rows.length * (wanted - own[at]!) * doubts[name];
      });
      next.otherwise! -= RATE / rows.length * ((isFound ? 0 : 1) - none);
    }
    for (const name of Object.keys(next) as (keyof Weights)[]) {
      next[name]! -= RATE * PULL * (next[name]! - start[name]);
      if (next[name]! < 0) next[name] = 0;
    }
    weights = next as unknown as Weights;
  }
  return weights;
}

/** What is accepted from a part of the likelihood on, and how much of that is right. */
export function judged(rows: readonly Row[], weights: Weights): string {
  const found = rows.filter(({ answers }) => answers.length > 0);
  return [0.5, 0.6, 0.7].map((least) => {
    const accepted = found.flatMap((row) => {
      const own = shares(row, weights);
      const byBehaviour = new Map<number, number>();
      row.answers.forEach(({ behaviour }, at) =>
        byBehaviour.set(behaviour, (byBehaviour.get(behaviour) ?? 0) + own[at]!)
      );
      const [best] = [...byBehaviour].sort((a, b) => b[1] - a[1]);
      if (!best || best[1] < least) return [];
      return [row.answers.find(({ behaviour }) => behaviour === best[0])!.isRight];
    });
    const right = accepted.filter(Boolean).length;
    return `${least}: ${right} of ${accepted.length} accepted right, ${found.length} found, ${rows.length} in all`;
  }).join("; ");
}
