/**
 * Asks for the word that was probably meant.
 *
 * @module
 */

import { nearest } from "@maze/maze/plugin";

export { nearest };

/** `Did you mean "…"?`, or nothing when no known word is near. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const found = nearest(word, known);
  return found === undefined ? undefined : `Did you mean "${found}"?`;
}
