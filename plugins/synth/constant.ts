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
 * True for a whole body that reads none of its parameters, though it has some and examples to go by: three examples that
 * happen to agree would make it true.
 */
export function isConstant(text: string, { hole }: Draft, { bindings }: Scope): boolean {
  if (hole.kind !== "body" || hole.examples.length === 0) return false;
  const own = bindings.filter(({ kind }) => kind === "parameter" || kind === "this").map(({ name }) => name);
  if (own.length === 0) return false;
  const words = new Set(text.match(WORD));
  return !own.some((name) => words.has(name));
}
