/**
 * Whether anything speaks for a text where every value would do.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { Scope } from "../../core/code/scope.ts";
import { isAlike, partsOf } from "../_words/words.ts";
import { runnable } from "./prune.ts";

/**
 * True unless the place takes any value, no example tells right from wrong, and no name in the text is like a word of
 * the intent: then one text is as good as another, and none of them is an answer. Without an intent the project's habits
 * are all there is to go by.
 */
export function isFounded(text: string, draft: Draft, { takesAny }: Scope): boolean {
  if (!takesAny || runnable(draft).length > 0) return true;
  const wanted = partsOf(draft.hole.intent);
  if (wanted.length === 0) return true;
  return partsOf(text).some((part) => part.length > 2 && wanted.some((word) => isAlike(word, part)));
}
