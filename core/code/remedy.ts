/**
 * Ways out of a fault that need no model.
 *
 * @module
 */

import type { ImportNeed } from "./scope.ts";

/** A proposed way out of a fault. It never goes around the compiler: a cast or an `any` is no remedy. */
export interface Remedy {
  /**
   * `patch`: the only right fix; writing goes on behind it. `declare`: what is named or owed is not there yet, and the text ends
   * in the beginning of it, so that writing goes on there.
   */
  readonly kind: "patch" | "declare";
  /** Code of the diagnostic that it mends. */
  readonly mends: string;
  /** What it does, for people: `reads "length" for "lenght"`. */
  readonly reason: string;
  /** All of the draft's text with it. */
  readonly text: string;
  /** Imports that the text then needs and the file lacks. */
  readonly needs: readonly ImportNeed[];
}
