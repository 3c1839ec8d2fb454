/**
 * What may be wrong in an answer that is nearly right: one small edit of each kind.
 *
 * @module
 */

import { distance, given, method, order, unwrapping, wrapping } from "./calls.ts";
import type { Operator } from "./edit.ts";
import { extreme, flags, neighbour, otherNumber, separator, truth } from "./literals.ts";
import { otherName } from "./names.ts";
import { arithmetic, bound, logic, reversal, shift, sides } from "./signs.ts";
import { dropping, negation } from "./statements.ts";

/**
 * By name, in the order in which they are tried, in three ranks. First what slips by one or by a sign that is left out;
 * then what takes one thing for a like one; last what leads farther from what was written, so that it meets a few
 * examples by accident more often.
 */
export const OPERATORS: readonly Readonly<Record<string, Operator>>[] = [
  { bound, shift, neighbour, order, separator },
  { method, extreme, distance, arithmetic, sides, given, logic, truth, wrapping, unwrapping, flags },
  { reversal, negation, otherNumber, otherName, dropping },
];
