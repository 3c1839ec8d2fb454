/**
 * From what is named to what it is made of: the types in signatures and members, step by step.
 *
 * @module
 */

import type { Declaration } from "../index/entry.ts";
import type { Candidates } from "./candidates.ts";
import type { Declared } from "./declared.ts";
import { keyOf, type Links, type Place } from "./links.ts";

/** Each step counts for so much of the one before. */
const STEP = 0.55;
const STEPS = 2;
/** Declarations that are looked into. */
const MOST = 80;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** Where looking begins, and how much it counts. */
export interface Start {
  readonly place: Place;
  readonly weight: number;
}

/**
 * Adds what declarations are made of.
 *
 * @param starts Those of the hole's own file are looked into as well.
 */
export async function addReached(
  to: Candidates,
  starts: readonly Start[],
  { declared, links }: { readonly declared: Declared; readonly links: Links },
): Promise<void> {
  let left = MOST;
  const seen = new Set<string>();
  let level = starts.toSorted((a, b) => b.weight - a.weight);
  for (let step = 0; step < STEPS; step++) {
    const next: Start[] = [];
    for (const { place, weight } of level) {
      if (left === 0 || seen.has(keyOf(place)) || place.name === "*") continue;
      seen.add(keyOf(place));
      left--;
      for (const [name, word] of wordsOf(await declared.at(place))) {
        const found = links.resolve(word, place.file);
        if (!found || found.name === "*" || keyOf(found) === keyOf(place)) continue;
        const own = weight * STEP;
        to.add(found, own, name === "" ? `a type of "${place.name}"` : `type of "${place.name}.${name}"`);
        next.push({ place: found, weight: own });
      }
    }
    level = next.sort((a, b) => b.weight - a.weight);
  }
}

/** Each word of the signatures once, with the member in which it stands first. */
function wordsOf(all: readonly Declaration[]): [member: string, word: string][] {
  const found = new Map<string, string>();
  const add = (code: string, member: string) => {
    for (const [word] of code.matchAll(WORD)) if (!found.has(word)) found.set(word, member);
  };
  for (const { signature, members } of all) {
    add(signature, "");
    for (const { name, signature, access } of members) if (access !== "private") add(signature, name);
  }
  return [...found].map(([word, member]) => [member, word]);
}
