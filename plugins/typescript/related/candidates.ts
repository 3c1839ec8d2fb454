/**
 * Declarations that may help, each with what speaks for it.
 *
 * @module
 */

import { keyOf, type Place } from "./links.ts";

/** A declaration of another file, and what speaks for it. */
export interface Candidate {
  readonly place: Place;
  /** The strongest of what speaks for it, from 0 to 1. */
  readonly weight: number;
  /** All else that speaks for it, together. */
  readonly others: number;
  /** Why, by the strongest. */
  readonly reason: string;
}

/** What was found, by place. */
export class Candidates {
  readonly #found = new Map<string, Candidate>();

  /** Says what speaks for a declaration. */
  add(place: Place, weight: number, reason: string): void {
    const key = keyOf(place);
    const known = this.#found.get(key);
    if (!known) this.#found.set(key, { place, weight, others: 0, reason });
    else if (known.weight < weight) {
      this.#found.set(key, { place, weight, others: known.others + known.weight, reason });
    } else this.#found.set(key, { ...known, others: known.others + weight });
  }

  /** The weight of what speaks for a declaration most; 0 for one that nothing speaks for. */
  weight(place: Place): number {
    return this.#found.get(keyOf(place))?.weight ?? 0;
  }

  /** All of them, in the order in which they were found. */
  all(): readonly Candidate[] {
    return [...this.#found.values()];
  }
}
