/**
 * A grammar without groups and repetitions: rules of symbols alone.
 *
 * @module
 */

import { type Bnf, type BnfNode, type BnfSequence, nodesOf, ROOT } from "./bnf.ts";
import { type CharSet, charSet } from "./char_set.ts";

/** A rule by its number, or the characters that may come. */
export type PlainSymbol = number | CharSet;

/** Options of each rule, by the rule's number. */
export interface PlainBnf {
  readonly rules: readonly (readonly (readonly PlainSymbol[])[])[];
  readonly root: number;
}

/** Repetitions are written out; beyond so many symbols nobody waits for the end. */
const MOST_SYMBOLS = 50_000;

/**
 * The grammar in plain rules.
 *
 * @param bnf Checked by `checkBnf`.
 * @returns `undefined` when that takes too many symbols, or the grammar has parts that only a server knows.
 */
export function plainBnf(bnf: Bnf): PlainBnf | undefined {
  const isForeign = bnf.features.has("token") || bnf.features.has("macro") || bnf.features.has("lookahead");
  const size = bnf.rules.reduce((sum, { options }) => sum + sizeOf(options), 0);
  return isForeign || size > MOST_SYMBOLS ? undefined : new Writer(bnf).write();
}

function sizeOf(options: readonly BnfSequence[]): number {
  let size = 0;
  for (const node of nodesOf(options)) {
    if (node.kind === "repeat") size += node.most === Infinity ? node.least + 1 : node.most;
    else size += node.kind === "text" ? node.text.length : 1;
  }
  return size;
}

class Writer {
  readonly #bnf: Bnf;
  readonly #rules: (readonly (readonly PlainSymbol[])[])[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(bnf: Bnf) {
    this.#bnf = bnf;
    for (const { name } of bnf.rules) this.#numbers.set(name, this.#add([]));
  }

  write(): PlainBnf {
    for (const [number, { options }] of this.#bnf.rules.entries()) {
      this.#rules[number] = options.map((sequence) => this.#sequence(sequence));
    }
    return { rules: this.#rules, root: this.#numbers.get(ROOT) ?? 0 };
  }

  #sequence(sequence: BnfSequence): PlainSymbol[] {
    return sequence.flatMap((node) => this.#symbols(node));
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
        return [this.#numbers.get(node.name) ?? this.#add([])];
      case "group":
        return [this.#add(node.options.map((option) => this.#sequence(option)))];
      case "repeat":
        return this.#repeat(this.#add([this.#symbols(node.part)]), node.least, node.most);
      case "foreign":
        return [];
    }
  }

  #repeat(part: number, least: number, most: number): PlainSymbol[] {
    const symbols: PlainSymbol[] = Array.from({ length: least }, () => part);
    if (most === Infinity) {
      const more = this.#add([]);
      this.#rules[more] = [[more, part], []];
      return [...symbols, more];
    }
    let rest: number | undefined;
    for (let count = least; count < most; count++) {
      rest = this.#add([rest === undefined ? [part] : [part, rest], []]);
    }
    return rest === undefined ? symbols : [...symbols, rest];
  }

  #add(options: readonly (readonly PlainSymbol[])[]): number {
    return this.#rules.push(options) - 1;
  }
}
