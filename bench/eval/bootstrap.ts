/**
 * How sure a figure is: tasks are drawn anew, each with all its samples and all arms, and the figure is counted again.
 *
 * @module
 */

/** A figure with what it may be. */
export interface Estimate {
  readonly value: number;
  /** 95 of 100 draws lie between these two. */
  readonly low: number;
  readonly high: number;
}

/** Draws: from one seed to another an interval's end moves by a twelfth of a standard error. */
const DRAWS = 1000;
const SEED = 20_261_127;

/**
 * Estimates a figure over clusters.
 *
 * @param clusters All that belongs together, as the samples of one task; at least one.
 * @param statistic The figure of a draw; a draw in which it is not a number says nothing and is left out.
 * @returns Not numbers where there are no clusters, or no draw says anything.
 */
export function bootstrap<T>(
  clusters: readonly (readonly T[])[],
  statistic: (items: readonly T[]) => number,
): Estimate {
  return estimated(clusters.flat(), (random) => drawnFrom(clusters, random).flat(), statistic);
}

/**
 * The same over clusters of clusters, as the holes of packages: packages are drawn anew, and of each its holes.
 *
 * @param groups At least one; each with at least one cluster.
 * @param statistic As for `bootstrap()`.
 */
export function bootstrapNested<T>(
  groups: readonly (readonly (readonly T[])[])[],
  statistic: (items: readonly T[]) => number,
): Estimate {
  const draw = (random: () => number) =>
    drawnFrom(groups, random).flatMap((clusters) => drawnFrom(clusters, random).flat());
  return estimated(groups.flat(2), draw, statistic);
}

function drawnFrom<T>(all: readonly T[], random: () => number): readonly T[] {
  return all.flatMap(() => {
    const at = Math.floor(random() * all.length);
    return all.slice(at, at + 1);
  });
}

function estimated<T>(
  all: readonly T[],
  draw: (random: () => number) => readonly T[],
  statistic: (items: readonly T[]) => number,
): Estimate {
  const value = statistic(all);
  const random = generator(SEED);
  const drawn: number[] = [];
  for (let count = 0; count < DRAWS && all.length > 0; count++) {
    const one = statistic(draw(random));
    if (!Number.isNaN(one)) drawn.push(one);
  }
  drawn.sort((a, b) => a - b);
  return { value, low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}

function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}

/**
 * Numbers from 0 to 1 that are the same in every run.
 *
 * @see "Mulberry32", Tommy Ettinger, 2017, public domain
 */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
