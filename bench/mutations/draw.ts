/**
 * Which mutations are measured: lines of code in a seeded order, one mutation of each.
 *
 * @module
 */

import { seeded } from "../synth/sites.ts";
import type { Mutation } from "./operators.ts";

/** One mutation of each line that has any, in an order that follows from the seed. */
export function draw(mutations: readonly Mutation[], seed: number): Mutation[] {
  const random = seeded(seed);
  const lines = [...Map.groupBy(mutations, ({ file, line }) => `${file}:${line}`).values()];
  const drawn: Mutation[] = [];
  while (lines.length > 0) {
    const [line = []] = lines.splice(Math.floor(random() * lines.length), 1);
    const mutation = line[Math.floor(random() * line.length)];
    if (mutation) drawn.push(mutation);
  }
  return drawn;
}
