/**
 * Texts that need imports, asked about together.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import type { Found } from "./search.ts";

/** The draft with the imports that some of the texts need. */
export function leaning(draft: Draft, found: readonly Pick<Found, "needs">[]): Draft {
  const needs = new Map(found.flatMap(({ needs }) => needs).map((need) => [need.name, need]));
  return needs.size === 0 ? draft : { ...draft, needs: [...needs.values()] };
}
