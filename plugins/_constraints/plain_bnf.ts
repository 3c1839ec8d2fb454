/**
 * A grammar without groups: numbered rules of symbols, and rules that count.
 *
 * @module
 */

import { type Bnf, type BnfNode, type BnfSequence, ROOT } from "./bnf.ts";
import { type CharSet, charSet } from "./char_set.ts";

/** A rule by its number, or the characters that may come. */
export type PlainSymbol = number | CharSet;

/** Options, or another rule that comes `least` to `most` times. */
export type PlainRule =
  | { readonly options: readonly (readonly PlainSymbol[])[] }
  | { readonly part: number; readonly least: number; readonly most: number };

/** The rules by their numbers. */
export interface PlainBnf {
  readonly rules: readonly PlainRule[];
  readonly root: number;
}

/**
 * The grammar in plain rules.
 *
 * @param bnf Checked by `checkBnf`.
 * @returns `undefined` when it has parts that only a server knows.
 */
export function plainBnf(bnf: Bnf): PlainBnf | undefined {
  const isForeign = bnf.features.has("token") || bnf.features.has("macro") || bnf.features.has("lookahead");
  return isForeign ? undefined : new Writer(bnf).write();
}

class Writer {
  readonly #bnf: Bnf;
  readonly #rules: PlainRule[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(bnf: Bnf) {
    this.#bnf = bnf;
    for (const { name } of bnf.rules) this.#numbers.set(name, this.#add({ options: [] }));
  }

  write(): PlainBnf {
    for (const [number, { options }] of this.#bnf.rules.entries()) this.#rules[number] = this.#rule(options);
    return { rules: this.#rules, root: this.#numbers.get(ROOT) ?? 0 };
  }

  #rule(options: readonly BnfSequence[]): PlainRule {
    return { options: options.map((sequence) => sequence.flatMap((node) => this.#symbols(node))) };
  }

  #symbols(node: BnfNode): PlainSymbol[] {
    switch (node.kind) {
      case "text":
        return Array.from(node.text, (char) => {
          const code = char.codePointAt(0) ?? 0;
          return charSet([[code, code]]);
        });
      case "chars":
        return [node.set];
      case "name":
        return [this.#numbers.get(node.name) ?? this.#add({ options: [] })];
      case "group":
        return [this.#add(this.#rule(node.options))];
      case "repeat": {
        const part = this.#add(this.#rule([[node.part]]));
        return [this.#add({ part, least: node.least, most: node.most })];
      }
      case "foreign":
        return [];
    }
  }

  #add(rule: PlainRule): number {
    return this.#rules.push(rule) - 1;
  }
}

/** Rules that derive the empty text. */
export function nullableRules({ rules }: PlainBnf): ReadonlySet<number> {
  const found = new Set<number>();
  let size = -1;
  while (size < found.size) {
    size = found.size;
    for (const [number, rule] of rules.entries()) {
      const isNullable = "part" in rule
        ? rule.least === 0 || found.has(rule.part)
        : rule.options.some((symbols) => symbols.every((one) => typeof one === "number" && found.has(one)));
      if (isNullable) found.add(number);
    }
  }
  return found;
}
