/**
 * A search by running: which expressions, put together from what is at hand, make a hole's examples true.
 *
 * @module
 */

import type { ImportNeed } from "./scope.ts";

/** What a value must be to be given to a function, as far as a running program can see. */
export interface Sketch {
  /** `number`, `string`, `boolean`, `list`, `map`, `set`, `function`, `record` for other objects, or `any`. */
  readonly kind: string;
  /** Members that an object must have. */
  readonly members?: readonly string[];
  /** The only values that it may have, a missing one aside; absent where there are others. */
  readonly values?: readonly (string | number)[];
}

/** A name to build with. */
export interface Ingredient {
  /** As the code writes it. */
  readonly text: string;
  /** How dear it is, a whole number from 1; an operator costs about 2. */
  readonly cost: number;
  /** How it is used. */
  readonly kind: "value" | "function" | "class";
  /** What a function or class must be given, in order. */
  readonly takes?: readonly Sketch[];
  /** Imports that bring it, where the file lacks them. */
  readonly needs?: readonly ImportNeed[];
  /** True for what the hole's own function is given: an answer that ignores it is unlikely. */
  readonly isGiven: boolean;
}

/** What to search for. The examples stand in the hole. */
export interface Exploration {
  /** Names visible at the hole. */
  readonly ingredients: readonly Ingredient[];
  /** Constants to build with. */
  readonly literals: readonly { readonly value: string | number; readonly cost: number }[];
  /** What the hole's place asks for; absent when nobody knows. */
  readonly expected?: Sketch;
  /** Lower-case words that say what is wanted: what has such a name is cheaper. */
  readonly words: readonly string[];
  /** Calls like those of the examples whose results nobody knows: answers are told apart by what they do there. */
  readonly inputs: readonly string[];
  /** Answers that are enough. */
  readonly most: number;
  /** How far it looks beyond the first answer: steps of cost, and times as long as that took. */
  readonly slack: number;
  /** Wall time for the search, milliseconds. */
  readonly maxMs: number;
}

/** A text that made all examples true when the search ran it. */
export interface Explored {
  /** Whole text for the hole. */
  readonly text: string;
  /** The sum of the costs of its parts. */
  readonly cost: number;
  /** Equal for texts that did the same in all calls. */
  readonly behaviour: number;
  /** Names that the hole's function is given and the text does not read. */
  readonly unread: number;
  /** Different results that texts of at most its cost have, natural logarithm of their number. */
  readonly tried: number;
  /** How rarely one of them has the values that the examples want: the negative logarithm of the part, call by call. */
  readonly surprise: number;
  /** Imports that it needs and the file lacks. */
  readonly needs: readonly ImportNeed[];
}
