/**
 * What may be wrong in an answer that is nearly right: one small edit of each kind, likelier kinds first.
 *
 * @module
 */

import { given, method, order, unwrapping, wrapping } from "./calls.ts";
import type { Operator } from "./edit.ts";
import { flags, number, separator, truth } from "./literals.ts";
import { otherName } from "./names.ts";
import { arithmetic, comparison, logic, shift, sides } from "./signs.ts";
import { dropping, negation } from "./statements.ts";

/**
 * By name, in the order in which they are tried: bounds and signs are what authors mistake most, and what leaves out a
 * statement or takes another name leads farthest from what was written.
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  ...{ comparison, shift, number, order, method, arithmetic, separator, sides, given },
  ...{ logic, negation, truth, wrapping, unwrapping, flags, otherName, dropping },
};
