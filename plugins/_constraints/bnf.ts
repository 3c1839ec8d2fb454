/**
 * A grammar of llama.cpp or xgrammar, read.
 *
 * @module
 */

import type { CharSet } from "./char_set.ts";

/** A dialect with `::=`. */
export type BnfDialect = "gbnf" | "ebnf";

/** What a rule is made of. Places (`at`) are 0-based, in UTF-16 units. */
export type BnfNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "chars"; readonly set: CharSet }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | { readonly kind: "group"; readonly options: readonly BnfSequence[] }
  | BnfRepeat
  /** Tokens and macros: what they match is known to the server alone. */
  | { readonly kind: "foreign"; readonly at: number };

/** A part that comes `least` to `most` times; `most` may be `Infinity`. */
export interface BnfRepeat {
  readonly kind: "repeat";
  readonly part: BnfNode;
  readonly least: number;
  readonly most: number;
  readonly at: number;
}

/** One after another. */
export type BnfSequence = readonly BnfNode[];

/** One rule. */
export interface BnfRule {
  readonly name: string;
  readonly at: number;
  readonly options: readonly BnfSequence[];
}

/** What a grammar uses beyond names, literals, classes, groups and repetition. */
export type BnfFeature = "any" | "token" | "macro" | "lookahead" | "rule-options";

/** A grammar. */
export interface Bnf {
  readonly dialect: BnfDialect;
  readonly rules: readonly BnfRule[];
  readonly features: ReadonlySet<BnfFeature>;
}

/** The rule that a grammar begins with. */
export const ROOT = "root";

/** All nodes of some sequences, the inner ones too. */
export function* nodesOf(options: readonly BnfSequence[]): Generator<BnfNode> {
  for (const node of options.flat()) {
    yield node;
    if (node.kind === "group") yield* nodesOf(node.options);
    if (node.kind === "repeat") yield* nodesOf([[node.part]]);
  }
}

/** The names of rules that match the empty text. */
export function nullableNames({ rules }: Bnf): ReadonlySet<string> {
  const names = new Set<string>();
  let size = -1;
  while (size < names.size) {
    size = names.size;
    for (const { name, options } of rules) if (areNullable(options, names)) names.add(name);
  }
  return names;
}

/** True when one of the options matches the empty text. */
export function areNullable(options: readonly BnfSequence[], names: ReadonlySet<string>): boolean {
  return options.some((sequence) => sequence.every((node) => isNullable(node, names)));
}

/** True when the node matches the empty text. */
export function isNullable(node: BnfNode, names: ReadonlySet<string>): boolean {
  switch (node.kind) {
    case "text":
      return node.text === "";
    case "name":
      return names.has(node.name);
    case "group":
      return areNullable(node.options, names);
    case "repeat":
      return node.least === 0 || isNullable(node.part, names);
    default:
      return false;
  }
}
