/**
 * Whether a grammar derives a text: a recogniser after Earley, which takes ambiguity and left recursion.
 *
 * @see Jay Earley, An efficient context-free parsing algorithm, 1970; nullable rules as in Aycock and Horspool, Practical
 * Earley parsing, 2002
 *
 * @module
 */

import type { Bnf } from "./bnf.ts";
import { includes } from "./char_set.ts";
import { nullableRules, type PlainBnf, plainBnf, type PlainSymbol } from "./plain_bnf.ts";

/** States for one text: some 300 ms. An answer of 3,000 characters in a grammar of JSON takes 35,000. */
const MOST_STATES = 300_000;

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

/** A place in an option, before a symbol or at its end; or a rule that counts. */
type Item =
  | { readonly kind: "before"; readonly rule: number; readonly symbol: PlainSymbol }
  | { readonly kind: "end"; readonly rule: number }
  | {
    readonly kind: "counting";
    readonly rule: number;
    readonly part: number;
    readonly least: number;
    readonly most: number;
  };

/** An item, where in the text its rule began, and how often its part came; 0 for items that do not count. */
interface State {
  readonly item: number;
  readonly origin: number;
  readonly count: number;
}

/** States that one place of the text has: each once, and who waits for which rule. */
class Column {
  readonly states: State[] = [];
  readonly waiting = new Map<number, State[]>();
  readonly #seen = new Map<number, Set<number>>();

  add(state: State, codes: number): void {
    const key = state.count * (codes + 1) + state.origin;
    const seen = this.#seen.get(state.item);
    if (seen?.has(key)) return;
    if (seen) seen.add(key);
    else this.#seen.set(state.item, new Set([key]));
    this.states.push(state);
  }
}

class Recogniser {
  readonly #items: Item[] = [];
  /** The items that each rule begins with. */
  readonly #starts: readonly (readonly number[])[];
  readonly #nullable: ReadonlySet<number>;
  readonly #root: number;
  readonly #codes: readonly number[];
  readonly #columns: readonly Column[];

  constructor(plain: PlainBnf, codes: readonly number[]) {
    this.#root = plain.root;
    this.#codes = codes;
    this.#columns = Array.from({ length: codes.length + 1 }, () => new Column());
    this.#nullable = nullableRules(plain);
    this.#starts = plain.rules.map((one, rule) => {
      if ("part" in one) return [this.#items.push({ kind: "counting", rule, ...one }) - 1];
      return one.options.map((symbols) => {
        const items = symbols.map((symbol): Item => ({ kind: "before", rule, symbol }));
        return this.#items.push(...items, { kind: "end", rule }) - items.length - 1;
      });
    });
  }

  isDerived(): boolean | undefined {
    let count = 0;
    this.#begin(this.#root, 0);
    for (const [at, { states }] of this.#columns.entries()) {
      // The list grows while it is read.
      for (const state of states) this.#step(state, at);
      count += states.length;
      if (count > MOST_STATES) return undefined;
    }
    return this.#columns.at(-1)?.states.some(({ item, origin }) => {
      const { rule, kind } = this.#items[item] ?? {};
      return rule === this.#root && origin === 0 && kind === "end";
    });
  }

  #step(state: State, at: number): void {
    const item = this.#items[state.item];
    if (item?.kind === "end") this.#complete(item.rule, state.origin, at);
    else if (item?.kind === "counting") {
      if (state.count >= item.least || this.#nullable.has(item.part)) {
        this.#complete(item.rule, state.origin, at);
      }
      if (state.count < item.most) this.#wait(item.part, state, at);
    } else if (typeof item?.symbol === "number") {
      this.#wait(item.symbol, state, at);
      if (this.#nullable.has(item.symbol)) this.#advance(state, at);
    } else if (item && includes(item.symbol, this.#codes[at])) this.#advance(state, at + 1);
  }

  #begin(rule: number, at: number): void {
    for (const item of this.#starts[rule] ?? []) this.#add({ item, origin: at, count: 0 }, at);
  }

  #wait(rule: number, state: State, at: number): void {
    const waiting = this.#columns[at]?.waiting;
    const others = waiting?.get(rule);
    if (others) others.push(state);
    else {
      waiting?.set(rule, [state]);
      this.#begin(rule, at);
    }
  }

  #complete(rule: number, origin: number, at: number): void {
    for (const state of this.#columns[origin]?.waiting.get(rule) ?? []) this.#advance(state, at);
  }

  #advance(state: State, at: number): void {
    const item = this.#items[state.item];
    if (item?.kind !== "counting") return this.#add({ ...state, item: state.item + 1 }, at);
    // Without an upper bound nothing depends on how far the count is above the lower one.
    const count = item.most === Infinity ? Math.min(state.count + 1, item.least) : state.count + 1;
    this.#add({ ...state, count }, at);
  }

  #add(state: State, at: number): void {
    this.#columns[at]?.add(state, this.#codes.length);
  }
}
