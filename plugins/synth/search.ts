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
  /** Partial texts looked at before the search ends. */
  readonly maxSteps: number;
  /** What an open slot costs at least, natural logarithm: keeps half-finished texts from crowding out whole ones. */
  readonly slotCost: number;
}

interface Partial {
  readonly cost: number;
  readonly bound: number;
  readonly done: string;
  /** What follows `done`: texts and slot keys in turn, a slot key first. */
  readonly rest: readonly Piece[];
  readonly needs: Term["needs"];
}

type Piece = { readonly slot: string } | { readonly text: string };

/**
 * The cheapest complete texts, cheapest first; equal texts once.
 *
 * @param first The productions for the hole itself.
 * @param fits The productions for a slot, cheapest first.
 */
export async function search(
  first: readonly Term[],
  fits: (key: string) => Promise<readonly Term[]>,
  options: SearchOptions,
): Promise<readonly Found[]> {
  const queue = new Queue();
  const found = new Map<string, Found>();
  const expand = (from: Partial, terms: readonly Term[]) => {
    for (const term of terms) queue.push(grow(from, term, options.slotCost));
  };
  expand({ cost: 0, bound: 0, done: "", rest: [], needs: [] }, first);
  for (let step = 0; step < options.maxSteps && found.size < options.most; step++) {
    const best = queue.pop();
    if (!best) break;
    const [slot, ...rest] = best.rest;
    if (!slot) {
      if (!found.has(best.done)) {
        found.set(best.done, { text: best.done, cost: best.cost, needs: best.needs });
      }
    } else if ("slot" in slot) {
      expand({ ...best, rest }, (await fits(slot.slot)).slice(0, options.breadth));
    }
  }
  return [...found.values()];
}

function grow(from: Partial, term: Term, slotCost: number): Partial {
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
  const cost = from.cost + term.cost;
  const open = rest.filter((piece) => "slot" in piece).length;
  const needs = term.needs.length > 0 ? [...from.needs, ...term.needs] : from.needs;
  return { cost, bound: cost + open * slotCost, done, rest, needs };
}

/** A binary heap by `bound`; equal bounds leave in the order they came. */
class Queue {
  readonly #heap: { readonly item: Partial; readonly order: number }[] = [];
  #pushed = 0;

  push(item: Partial): void {
    const heap = this.#heap;
    heap.push({ item, order: this.#pushed++ });
    for (let at = heap.length - 1; at > 0;) {
      const up = (at - 1) >> 1;
      if (!this.#before(at, up)) break;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): Partial | undefined {
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
