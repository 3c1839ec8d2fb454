/**
 * What a regex means, apart from any flavour's notation.
 *
 * @module
 */

import type { CharSet } from "./char_set.ts";

/** A part of a regex. A repetition's part never matches the empty text, and a choice has no empty option. */
export type RegexTree =
  | { readonly kind: "chars"; readonly set: CharSet }
  | { readonly kind: "sequence"; readonly parts: readonly RegexTree[] }
  | { readonly kind: "choice"; readonly options: readonly RegexTree[] }
  | RegexRepeat;

/** A part that comes `least` to `most` times; `most` may be `Infinity`. */
export interface RegexRepeat {
  readonly kind: "repeat";
  readonly part: RegexTree;
  readonly least: number;
  readonly most: number;
}

/** Matches the empty text alone. */
export const EMPTY: RegexTree = { kind: "sequence", parts: [] };

/** True when the empty text matches. */
export function isNullable(tree: RegexTree): boolean {
  switch (tree.kind) {
    case "chars":
      return false;
    case "sequence":
      return tree.parts.every(isNullable);
    case "choice":
      return tree.options.some(isNullable);
    case "repeat":
      return tree.least === 0;
  }
}

/** One part after another. */
export function sequence(parts: readonly RegexTree[]): RegexTree {
  const flat = parts.flatMap((part) => part.kind === "sequence" ? part.parts : [part]);
  return flat.length === 1 && flat[0] ? flat[0] : { kind: "sequence", parts: flat };
}

/** One of the options. An empty one makes the others optional: xgrammar 0.2.1 refuses `(?:|a)`. */
export function choice(options: readonly RegexTree[]): RegexTree {
  const flat = options.flatMap((option) => option.kind === "choice" ? option.options : [option]);
  const full = flat.filter((option) => option !== EMPTY && !isEmpty(option));
  const [only] = full;
  if (!only) return EMPTY;
  const tree: RegexTree = full.length === 1 ? only : { kind: "choice", options: full };
  return full.length < flat.length ? repeat(tree, 0, 1) : tree;
}

/**
 * A part that comes `least` to `most` times. What may be empty is repeated without its empty text: llama.cpp takes
 * `(x?)*` for left recursion.
 */
export function repeat(part: RegexTree, least: number, most: number): RegexTree {
  if (most === 0 || isEmpty(part)) return EMPTY;
  if (least === 1 && most === 1) return part;
  return isNullable(part)
    ? { kind: "repeat", part: nonEmpty(part), least: 0, most }
    : { kind: "repeat", part, least, most };
}

function isEmpty(tree: RegexTree): boolean {
  return tree.kind === "sequence" && tree.parts.length === 0;
}

/** All that matches but the empty text; of a tree that matches more than it. */
function nonEmpty(tree: RegexTree): RegexTree {
  if (!isNullable(tree)) return tree;
  switch (tree.kind) {
    case "chars":
      return tree;
    case "choice":
      return choice(tree.options.map(nonEmpty));
    case "repeat":
      return repeat(tree.part, 1, tree.most);
    case "sequence":
      return choice(tree.parts.map((part, at) => sequence([nonEmpty(part), ...tree.parts.slice(at + 1)])));
  }
}
