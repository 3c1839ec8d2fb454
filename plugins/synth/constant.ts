/**
 * Bodies that say an example again instead of computing it.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { Scope } from "../../core/code/scope.ts";

/** A word that is not part of a longer one. */
const WORD = /[\p{L}\p{N}_$]+/gu;

/**
 * True for a whole body that reads none of its parameters, or where it has none no name at all, though it has examples to
 * go by: three examples that happen to agree would make it true, and `1 + 2` one that says 3.
 */
export function isConstant(text: string, { hole }: Draft, { bindings }: Scope): boolean {
  if (hole.kind !== "body" || hole.examples.length === 0) return false;
  const own = bindings.filter(({ kind }) => kind === "parameter" || kind === "this").map(({ name }) => name);
  const names = own.length > 0 ? own : bindings.map(({ name }) => name);
  const words = new Set(text.match(WORD));
  return !names.some((name) => words.has(name));
}
