/**
 * Whether a grammar derives a text: a recogniser after Earley, which takes ambiguity and left recursion.
 *
 * @see Jay Earley, An efficient context-free parsing algorithm, 1970; nullable rules as in Aycock and Horspool, Practical
 * Earley parsing, 2002
 *
 * @module
 */

import type { Bnf } from "./bnf.ts";
import { includes } from "./match_regex.ts";
import { type PlainBnf, plainBnf, type PlainSymbol } from "./plain_bnf.ts";

/** States for one text: some 200 ms. An answer of 2,000 characters in a JSON grammar takes 100,000. */
const MOST_STATES = 1_000_000;

/**
 * Whether the grammar's root derives the whole text.
 *
 * @example
 * ```ts
 * import { derives } from "./match_bnf.ts";
 * import { readBnf } from "./read_bnf.ts";
 * import assert from "node:assert/strict";
 *
 * const nested = readBnf('root ::= "(" root ")" | "x"', "gbnf");
 * assert.deepEqual(["((x))", "((x)"].map((text) => derives(nested, text)), [true, false]);
 * ```
 *
 * @param bnf Checked by `checkBnf`.
 * @returns `undefined` when it can not be told: the grammar has tokens, macros or a lookahead, or it is too large for the
 * text.
 */
export function derives(bnf: Bnf, text: string): boolean | undefined {
  const plain = plainBnf(bnf);
  const codes = Array.from(text, (char) => char.codePointAt(0) ?? 0);
  return plain && new Recogniser(plain, codes).isDerived();
}

/** A place in an option; the place behind the symbol is the next item. */
interface Item {
  readonly rule: number;
  /** What comes next; absent at the option's end. */
  readonly symbol?: PlainSymbol;
}

/** An item, and where in the text its rule began. */
interface State {
  readonly item: number;
  readonly origin: number;
}

/** States that one place of the text has: each once, and who waits for which rule. */
class Column {
  readonly states: State[] = [];
  readonly waiting = new Map<number, State[]>();
  readonly #seen = new Set<string>();

  add(item: number, origin: number): void {
    const key = `${item} ${origin}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.states.push({ item, origin });
  }
}

class Recogniser {
  readonly #items: Item[] = [];
  /** First items of each rule's options. */
  readonly #starts: readonly (readonly number[])[];
  readonly #nullable: ReadonlySet<number>;
  readonly #root: number;
  readonly #codes: readonly number[];
  readonly #columns: readonly Column[];

  constructor({ rules, root }: PlainBnf, codes: readonly number[]) {
    this.#root = root;
    this.#codes = codes;
    this.#columns = Array.from({ length: codes.length + 1 }, () => new Column());
    this.#nullable = nullable(rules);
    this.#starts = rules.map((options, rule) =>
      options.map((symbols) => {
        const first = this.#items.length;
        this.#items.push(...symbols.map((symbol) => ({ rule, symbol })), { rule });
        return first;
      })
    );
  }

  isDerived(): boolean | undefined {
    let count = 0;
    for (const start of this.#starts[this.#root] ?? []) this.#columns[0]?.add(start, 0);
    for (const [at, { states }] of this.#columns.entries()) {
      // The list grows while it is read.
      for (const state of states) this.#step(state, at);
      count += states.length;
      if (count > MOST_STATES) return undefined;
    }
    return this.#columns.at(-1)?.states.some(({ item, origin }) => {
      const { rule, symbol } = this.#items[item] ?? {};
      return rule === this.#root && symbol === undefined && origin === 0;
    });
  }

  #step(state: State, at: number): void {
    const { item, origin } = state;
    const { rule, symbol } = this.#items[item] ?? {};
    const here = this.#columns[at];
    if (!here || rule === undefined) return;
    if (symbol === undefined) {
      for (const one of this.#columns[origin]?.waiting.get(rule) ?? []) here.add(one.item + 1, one.origin);
    } else if (typeof symbol !== "number") {
      if (includes(symbol, this.#codes[at])) this.#columns[at + 1]?.add(item + 1, origin);
    } else {
      this.#predict(symbol, here, { state, at });
      if (this.#nullable.has(symbol)) here.add(item + 1, origin);
    }
  }

  #predict(rule: number, here: Column, { state, at }: { readonly state: State; readonly at: number }): void {
    const waiting = here.waiting.get(rule);
    if (waiting) waiting.push(state);
    else {
      here.waiting.set(rule, [state]);
      for (const start of this.#starts[rule] ?? []) here.add(start, at);
    }
  }
}

/** Rules that derive the empty text. */
function nullable(rules: PlainBnf["rules"]): ReadonlySet<number> {
  const found = new Set<number>();
  let size = -1;
  while (size < found.size) {
    size = found.size;
    for (const [rule, options] of rules.entries()) {
      const isNullable = options.some((symbols) =>
        symbols.every((one) => typeof one === "number" && found.has(one))
      );
      if (isNullable) found.add(rule);
    }
  }
  return found;
}
