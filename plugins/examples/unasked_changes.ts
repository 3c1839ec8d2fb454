/**
 * Arguments that a run changed although nobody asked for it.
 *
 * @module
 */

import type { Ran } from "./child_run.ts";

/** Words by which a doc comment says that an argument is changed. */
const ASKED =
  /\b(in[- ]place|mutat\w*|modif(y|ies|ied)|chang(e|es|ed)|updat(e|es|ed)|append(s|ed)?|push(es|ed)?|empt(y|ies|ied)|clear(s|ed)?|consum(e|es|ed)|assign(s|ed)?)\b/i;

/**
 * What a run changed unasked, in words; empty where it changed nothing, where the words ask for it, or where nothing is
 * returned, so that the change must be what the call is for.
 *
 * @example
 * ```ts
 * import { unaskedChanges } from "./unasked_changes.ts";
 * import assert from "node:assert/strict";
 *
 * const ran = { shown: "3", changes: "[1, 2] to [3]" };
 * assert.equal(unaskedChanges(ran, "The sum."), "[1, 2] to [3]");
 * assert.equal(unaskedChanges(ran, "Adds up in place."), "");
 * ```
 *
 * @param words The doc comment and what else says what is wanted.
 */
export function unaskedChanges({ shown, changes }: Pick<Ran, "shown" | "changes">, words: string): string {
  return shown === "undefined" || ASKED.test(words) ? "" : changes;
}

/** The block comment that a place lies in; empty when it lies in none. */
export function commentAround(text: string, at: number): string {
  const start = text.lastIndexOf("/*", at);
  const end = text.indexOf("*/", at);
  return start < 0 || end < 0 || text.lastIndexOf("*/", at) > start ? "" : text.slice(start, end);
}
