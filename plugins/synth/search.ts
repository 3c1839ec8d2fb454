/**
 * Best-first search over "what fits here": the cheapest complete texts that the productions of an indexer allow.
 *
 * @module
 */

import type { Term } from "../../core/code/scope.ts";

/** A complete text and its cost: the sum of its productions' costs. */
export interface Found {
  readonly text: string;
  readonly cost: number;
  readonly needs: Term["needs"];
}

/** Bounds of one search. */
export interface SearchOptions {
  /** Complete texts wanted. */
  readonly most: number;
  /** Productions taken for each slot below the first. */
  readonly breadth: number;
  /** Growth texts looked at before the search ends. */
  readonly maxSteps: number;
  /** What an open slot costs at least, natural logarithm: keeps half-finished texts from crowding out whole ones. */
  readonly slotCost: number;
  /** Milliseconds after which the search ends with what it has. */
  readonly maxMs: number;
  /** What it costs more when two slots in a row get the same text. */
  readonly repeatCost: number;
}

/** Time given for each text that is wanted, when nothing else is said. */
const MS_PER_TEXT = 0.6;

/**
 * Bounds that suit an interactive fill. Measured on packages that no bench measures: more texts or steps add less than
 * one right answer in a hundred holes.
 */
export const usualBounds: SearchOptions = {
  most: 160,
  breadth: 12,
  maxSteps: 900,
  slotCost: 1,
  maxMs: 90,
  repeatCost: 2.5,
};

/** Growth texts grown at once: their slots are asked for together. */
const ABREAST = 6;

interface Growth {
  readonly cost: number;
  readonly bound: number;
  readonly done: string;
  /** What follows `done`: texts and slot keys in turn, a slot key first. */
  readonly rest: readonly Piece[];
  readonly needs: Term["needs"];
  /** The text that filled the slot before, when it was a whole one. */
  readonly last: string;
}

type Piece = { readonly slot: string } | { readonly text: string };

/**
 * The cheapest complete texts, cheapest first; equal texts once.
 *
 * @param first The productions for the hole itself.
 * @param fits The productions for a slot, cheapest first.
 * @param bounds Those that are not given are the usual ones.
 */
export async function search(
  first: readonly Term[],
  fits: (key: string) => Promise<readonly Term[]>,
  bounds: Partial<SearchOptions> = {},
): Promise<readonly Found[]> {
  const options = { ...usualBounds, maxMs: (bounds.most ?? usualBounds.most) * MS_PER_TEXT, ...bounds };
  const queue = new Queue();
  const found = new Map<string, Growth>();
  const expand = (from: Growth, terms: readonly Term[]) => {
    for (const term of terms) queue.push(grow(from, term, options));
  };
  expand({ cost: 0, bound: 0, done: "", rest: [], needs: [], last: "" }, first);
  const start = performance.now();
  for (let step = 0; step < options.maxSteps && found.size < options.most; step += ABREAST) {
    const best = queue.take(ABREAST);
    if (best.length === 0) break;
    // When the time is over, what is whole already is still taken.
    const isLate = performance.now() - start > options.maxMs;
    await Promise.all(best.map(async (partial) => {
      const [slot, ...rest] = partial.rest;
      if (slot && isLate) return;
      if (slot && "slot" in slot) {
        expand({ ...partial, rest }, (await fits(slot.slot)).slice(0, options.breadth));
      } else if ((found.get(partial.done)?.cost ?? Infinity) > partial.cost) found.set(partial.done, partial);
    }));
  }
  return [...found.values()].sort((a, b) => a.cost - b.cost)
    .map(({ done, cost, needs }) => ({ text: done, cost, needs }));
}

function grow(from: Growth, term: Term, { slotCost, repeatCost }: SearchOptions): Growth {
  const pieces: Piece[] = [];
  term.parts.forEach((text, at) => {
    if (at > 0) pieces.push({ slot: term.slots[at - 1]?.key ?? "" });
    pieces.push({ text });
  });
  const all = [...pieces, ...from.rest];
  let done = from.done;
  let at = 0;
  for (; at < all.length; at++) {
    const piece = all[at];
    if (!piece || "slot" in piece) break;
    done += piece.text;
  }
  const rest = all.slice(at);
  const last = term.slots.length === 0 ? term.parts[0] ?? "" : from.last;
  const again = from.last !== "" && last === from.last && term.slots.length === 0 ? repeatCost : 0;
  const cost = from.cost + term.cost + again;
  const open = rest.filter((piece) => "slot" in piece).length;
  const needs = term.needs.length > 0 ? [...from.needs, ...term.needs] : from.needs;
  return { cost, bound: cost + open * slotCost, done, rest, needs, last };
}

/** A binary heap by `bound`; equal bounds leave in the order they came. */
class Queue {
  readonly #heap: { readonly item: Growth; readonly order: number }[] = [];
  #pushed = 0;

  push(item: Growth): void {
    const heap = this.#heap;
    heap.push({ item, order: this.#pushed++ });
    for (let at = heap.length - 1; at > 0;) {
      const up = (at - 1) >> 1;
      if (!this.#before(at, up)) break;
      this.#swap(at, up);
      at = up;
    }
  }

  /** The best items, at most `most`. */
  take(most: number): Growth[] {
    const items: Growth[] = [];
    while (items.length < most) {
      const item = this.pop();
      if (!item) break;
      items.push(item);
    }
    return items;
  }

  pop(): Growth | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || heap.length === 0) return top?.item;
    heap[0] = last;
    for (let at = 0;;) {
      const left = 2 * at + 1;
      let least = at;
      for (const side of [left, left + 1]) if (side < heap.length && this.#before(side, least)) least = side;
      if (least === at) return top.item;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [one, two] = [this.#heap[a], this.#heap[b]];
    if (!one || !two) return false;
    return one.item.bound - two.item.bound < 0 ||
      (one.item.bound === two.item.bound && one.order < two.order);
  }

  #swap(a: number, b: number): void {
    const one = this.#heap[a], two = this.#heap[b];
    if (one && two) [this.#heap[a], this.#heap[b]] = [two, one];
  }
}
