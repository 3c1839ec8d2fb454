/**
 * Runs in the sandbox. Operators that are written as a call.
 *
 * @module
 */

import { type Operator, type Take, within } from "./operator.ts";

/** An operator by its name, its operands, its cost and what it computes. */
export type Calling = (
  name: string,
  takes: readonly Take[],
  cost: number,
  run: Operator["run"],
) => Operator;

/** `a.name(b)`; what has a name that is wanted is cheaper. */
export function methods(isWanted: (name: string) => boolean): Calling {
  return (name, takes, cost, run) => ({
    takes,
    cost: isWanted(name) ? cost - 1 : cost,
    rank: 20,
    run,
    text: ([first, ...rest]) => `${within(first!, 20)}.${name}(${rest.map(({ text }) => text).join(", ")})`,
  });
}

/** `name(a)`; what has a name that is wanted is cheaper. */
export function functions(isWanted: (name: string) => boolean): Calling {
  return (name, takes, cost, run) => ({
    takes,
    cost: isWanted(name) ? cost - 1 : cost,
    rank: 20,
    run,
    text: (entries) => `${name}(${entries.map(({ text }) => text).join(", ")})`,
  });
}

/** An operand between two texts, `[...` and `].sort()`. */
export function wrapped(
  [before, after]: readonly [string, string],
  take: Take,
  { cost, run }: Pick<Operator, "cost" | "run">,
): Operator {
  return {
    takes: [take],
    cost,
    rank: 20,
    run,
    text: ([one]) => `${before}${within(one!, before.endsWith("...") ? 3 : 20)}${after}`,
  };
}
