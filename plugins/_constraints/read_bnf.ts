/**
 * Reads GBNF of llama.cpp and EBNF of xgrammar.
 *
 * @see ggml-org/llama.cpp:src/llama-grammar.cpp and mlc-ai/xgrammar:cpp/grammar_parser.cc, both of 2026-09
 *
 * @module
 */

import type { Bnf, BnfDialect, BnfFeature, BnfNode, BnfRule, BnfSequence } from "./bnf.ts";
import { BnfCursor } from "./bnf_cursor.ts";
import { complementOf } from "./char_set.ts";

const NAME: Readonly<Record<BnfDialect, RegExp>> = {
  gbnf: /[A-Za-z\d-]+/y,
  ebnf: /[A-Za-z_.-][\w.-]*/y,
};
/** Where a rule begins; in EBNF it may have options: `name[max_tokens=5] ::=`. */
const RULE: Readonly<Record<BnfDialect, RegExp>> = {
  gbnf: /[A-Za-z\d-]+[ \t]*::=/y,
  ebnf: /[A-Za-z_.-][\w.-]*(?:\[[^\]\r\n]*\])?(?:[ \t\r\n]|#[^\r\n]*(?![^\r\n]))*::=/y,
};
const BOUNDS: Readonly<Record<BnfDialect, RegExp>> = {
  gbnf: /\{[ \t]*\d+[ \t]*(?:,[ \t]*\d*[ \t]*)?\}/y,
  ebnf: /\{\s*\d+\s*(?:,\s*\d*\s*)?\}/y,
};
const NO_UNDERSCORE = "Names have letters, digits and -";
const MACRO = /(?:TagDispatch|Token|ExcludeToken|TokenTagDispatch|Regex|Substring)(?=[ \t\r\n]*\()/y;

/**
 * The rules of a grammar, as they stand: whether they fit together is for `checkBnf`.
 *
 * @throws {MazeError} `constraint/grammar` where the text is no grammar.
 */
export function readBnf(text: string, dialect: BnfDialect): Bnf {
  return new BnfReader(text, dialect).read();
}

class BnfReader {
  readonly #cursor: BnfCursor;
  readonly #dialect: BnfDialect;
  readonly #features = new Set<BnfFeature>();

  constructor(text: string, dialect: BnfDialect) {
    this.#cursor = new BnfCursor(text, dialect);
    this.#dialect = dialect;
  }

  read(): Bnf {
    const rules: BnfRule[] = [];
    this.#cursor.skip(true);
    while (!this.#cursor.isAtEnd) {
      rules.push(this.#rule());
      this.#cursor.skip(true);
    }
    return { dialect: this.#dialect, rules, features: this.#features };
  }

  #rule(): BnfRule {
    const cursor = this.#cursor;
    const at = cursor.at;
    if (this.#dialect === "ebnf" && !cursor.isFirstOnLine) {
      throw cursor.fault("a rule begins in the middle of a line");
    }
    const name = cursor.take(NAME[this.#dialect]);
    if (name === undefined) throw cursor.fault(`${this.#seen()} where a rule should begin`);
    if (this.#dialect === "gbnf" && cursor.peek(/_/y)) {
      throw cursor.fault(`"_" in the name of a rule`, { hint: NO_UNDERSCORE });
    }
    if (this.#dialect === "ebnf" && cursor.take(/\[[^\]\r\n]*\](?=\s*::=)/y)) {
      this.#features.add("rule-options");
    }
    cursor.skip(false);
    if (cursor.take(/::=/y) === undefined) throw cursor.fault(`${this.#seen()} where "::=" should be`);
    cursor.skip(true);
    const options = this.#options(false);
    if (this.#dialect === "gbnf" && !cursor.isAtEnd && !cursor.peek(/[\r\n]/y)) {
      const hint = cursor.peek(/_/y) ? { hint: NO_UNDERSCORE } : {};
      throw cursor.fault(`${this.#seen()} in a rule`, hint);
    }
    return { name, at, options };
  }

  #options(isNested: boolean): BnfSequence[] {
    const options = [this.#sequence(isNested)];
    while (this.#cursor.take(/\|/y)) {
      this.#cursor.skip(true);
      options.push(this.#sequence(isNested));
    }
    if (this.#cursor.take(/\(=/y)) this.#lookahead();
    return options;
  }

  #sequence(isNested: boolean): BnfSequence {
    const cursor = this.#cursor;
    const start = cursor.at;
    const nodes: BnfNode[] = [];
    for (let node = this.#element(isNested); node; node = this.#element(isNested)) nodes.push(node);
    if (this.#dialect === "ebnf" && nodes.length === 0) {
      throw cursor.fault("an option is empty", { at: start, hint: 'The empty text is ""' });
    }
    return nodes;
  }

  /** One element with its quantifiers; `undefined` where the sequence ends. */
  #element(isNested: boolean): BnfNode | undefined {
    const cursor = this.#cursor;
    const isEnd = this.#dialect === "ebnf" && (cursor.peek(/\(=/y) || cursor.peek(RULE.ebnf));
    let node = isEnd ? undefined : this.#atom();
    if (!node) return undefined;
    cursor.skip(isNested);
    for (let count = 0; cursor.peek(/[*+?{]/y); count++) {
      if (count > 0 && this.#dialect === "ebnf") {
        throw cursor.fault("a quantifier stands behind another", { hint: "Put the first into parentheses" });
      }
      node = this.#quantified(node);
      cursor.skip(isNested);
    }
    return node;
  }

  #atom(): BnfNode | undefined {
    const cursor = this.#cursor;
    const at = cursor.at;
    if (cursor.take(/"/y)) return { kind: "text", text: cursor.literal() };
    if (cursor.take(/\[/y)) return { kind: "chars", set: cursor.class() };
    if (cursor.take(/\(/y)) return this.#group(at);
    if (this.#dialect === "gbnf") {
      if (cursor.take(/\./y)) return this.#used("any", { kind: "chars", set: complementOf([]) });
      if (cursor.take(/!?<(?:\[\d+\]|[^>\r\n]*)>/y)) return this.#used("token", { kind: "foreign", at });
    } else if (cursor.take(MACRO)) return this.#macro(at);
    const name = cursor.take(NAME[this.#dialect]);
    return name === undefined ? undefined : { kind: "name", name, at };
  }

  #group(at: number): BnfNode {
    this.#cursor.skip(true);
    if (this.#dialect === "ebnf" && this.#cursor.take(/\)/y)) return { kind: "text", text: "" };
    const options = this.#options(true);
    this.#close(at);
    return { kind: "group", options };
  }

  #close(at: number): void {
    if (this.#cursor.take(/\)/y)) return;
    if (this.#cursor.isAtEnd) throw this.#cursor.fault("a parenthesis is not closed", { at });
    throw this.#cursor.fault(`${this.#seen()} in a group`);
  }

  #lookahead(): void {
    const at = this.#cursor.at - 2;
    this.#features.add("lookahead");
    this.#cursor.skip(true);
    this.#options(true);
    this.#close(at);
    this.#cursor.skip(true);
  }

  /** Past the arguments of a macro: literals, numbers, names and tuples. */
  #macro(at: number): BnfNode {
    if (
      !this.#cursor.take(/\s*\((?:[^()"]|"(?:[^"\\\r\n]|\\.)*"|\((?:[^()"]|"(?:[^"\\\r\n]|\\.)*")*\))*\)/y)
    ) {
      throw this.#cursor.fault("the arguments of a macro are not closed");
    }
    return this.#used("macro", { kind: "foreign", at });
  }

  #quantified(part: BnfNode): BnfNode {
    const cursor = this.#cursor;
    const at = cursor.at;
    const sign = cursor.take(/[*+?]/y);
    if (sign) {
      return { kind: "repeat", part, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity, at };
    }
    const bounds = cursor.take(BOUNDS[this.#dialect]);
    const [least, most] = bounds?.slice(1, -1).split(",").map((bound) => bound.trim()) ?? [];
    if (least === undefined) {
      throw cursor.fault("a repetition is none of {m}, {m,} and {m,n}", { hint: "Up to n times is {0,n}" });
    }
    const bound = {
      least: Number(least),
      most: most === undefined ? Number(least) : most === "" ? Infinity : Number(most),
    };
    if (bound.most < bound.least) {
      throw cursor.fault(`a repetition has more at least than at most: ${bounds}`, {
        at,
        hint: "It would make llama.cpp take memory until it dies",
      });
    }
    return { kind: "repeat", part, ...bound, at };
  }

  #used(feature: BnfFeature, node: BnfNode): BnfNode {
    this.#features.add(feature);
    return node;
  }

  /** What is at the cursor, for people. */
  #seen(): string {
    const word = this.#cursor.peek(/[\w-]+|[^]/y);
    return word === undefined ? "the text ends" : /^[\r\n]$/.test(word) ? "the line ends" : `"${word}"`;
  }
}
