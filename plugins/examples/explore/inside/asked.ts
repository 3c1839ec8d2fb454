/**
 * Runs in the sandbox. What a search is asked for, and what it tells of itself.
 *
 * @module
 */

import type { Holds } from "./plays.ts";
import type { Own } from "./tree.ts";

/** What a parameter takes, as far as a running program can see. */
export interface Sketch {
  /** A kind of value, or `any`. */
  readonly kind: string;
  /** Members that an object must have. */
  readonly members?: readonly string[];
  /** The only values that it may have, a missing one aside. */
  readonly values?: readonly (string | number)[];
}

/** A name to build with. */
export interface Known {
  readonly text: string;
  /** What it costs, a whole number from 1. */
  readonly level: number;
  readonly kind: "value" | "function" | "class";
  /** What a function or class takes. */
  readonly takes?: readonly Sketch[];
  /** True for what the hole's own function is given. */
  readonly isGiven: boolean;
  /** Its value on each row; `Space.absent` where there is none. */
  readonly values: readonly unknown[];
}

/** What is searched for. */
export interface Search {
  readonly names: readonly Known[];
  /** Numbers and strings to build with. */
  readonly literals: readonly { readonly value: string | number | boolean; readonly level: number }[];
  /** Lower-case words of what is wanted. */
  readonly words: readonly string[];
  /** The first so many rows are those of examples. */
  readonly counted: number;
  /** The wanted value of each of them, where examples say it. */
  readonly wanted?: readonly unknown[];
  /** Where they do not say it: whether an example holds with a value. */
  readonly holds?: Holds;
  /** What the place asks for: only such values are tried then, and of the only ones that it may have each may be an answer. */
  readonly expected?: Sketch;
  readonly rows: number;
  /** Rows behind those that count whose calls must throw: a list for each kind of error. */
  readonly thrown?: readonly (readonly number[])[];
  /** The function that is searched for, where it may call itself. */
  readonly own?: Own;
  /** True where `await` may stand. */
  readonly mayWait: boolean;
  /** Behaviours that are enough. */
  readonly most: number;
  /** Levels looked at beyond that of the first answer. */
  readonly slack: number;
  readonly maxLevel: number;
  readonly maxEntries: number;
  readonly isLate: () => boolean;
  /** Told after each level from which on nothing cheaper than what was found can come. */
  readonly found?: () => void;
  /** Told after each level what was looked through so far. */
  readonly measured?: (measure: Measure) => void;
  /** Told before a function of the project is called, once a level: such a call may never end. */
  readonly calling?: (name: string) => void;
  /** Functions that are not called. */
  readonly avoided?: readonly string[];
}

/** What a search has looked through. */
export interface Measure {
  /** Different expressions of the wanted kind up to each level. */
  readonly counts: readonly number[];
  /** The part of them that has the wanted value by chance, row by row, multiplied; its negative natural logarithm. */
  readonly surprise: number;
}
