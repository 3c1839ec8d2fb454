/**
 * Ways out of a fault that need no model.
 *
 * @module
 */

import type { ImportNeed } from "./scope.ts";

/** A proposed way out of a fault. It never goes around the compiler: a cast or an `any` is no remedy. */
export type Remedy = Rewriting | Choosing;

/** A text without the fault. */
export interface Rewriting extends Mending {
  /**
   * `patch`: the only right fix; writing goes on behind it. `declare`: what is named or owed is not there yet, and the text ends
   * in the beginning of it, so that writing goes on there.
   */
  readonly kind: "patch" | "declare";
  /** All of the draft's text with it. */
  readonly text: string;
  /** Imports that the text then needs and the file lacks. */
  readonly needs: readonly ImportNeed[];
}

/** Another name in the place of the first fault's. Writing goes on behind it. */
export interface Choosing extends Mending {
  /** Which remedy it is. */
  readonly kind: "choose";
  /** All names that may stand there, as the code would write them. */
  readonly names: readonly string[];
}

/** What all remedies say. */
export interface Mending {
  /** Code of the diagnostic that it mends. */
  readonly mends: string;
  /** What it does, for people: `reads "length" for "lenght"`. */
  readonly reason: string;
}
