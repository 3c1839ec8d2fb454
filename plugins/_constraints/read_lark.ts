/**
 * A Lark grammar cut into its definitions and directives.
 *
 * @see guidance-ai/llguidance:parser/src/lark/parser.rs, of 2026-09
 *
 * @module
 */

import type { MazeError } from "../../core/kernel/errors.ts";
import { grammarFault } from "./grammar_fault.ts";
import { type LarkToken, larkTokens } from "./lark_tokens.ts";

/** What stands before the colon and behind it. */
export interface LarkDefinition {
  /** Without `!` and `?`. */
  readonly name: string;
  readonly at: number;
  /** Priority, parameters and attributes. */
  readonly head: readonly LarkToken[];
  readonly body: readonly LarkToken[];
}

/** A directive and what it says. */
export interface LarkDirective {
  /** `%import`. */
  readonly name: string;
  readonly at: number;
  readonly body: readonly LarkToken[];
}

/** A grammar. */
export interface Lark {
  readonly definitions: readonly LarkDefinition[];
  readonly directives: readonly LarkDirective[];
}

/**
 * Definitions and directives as they stand: whether they fit together is for `checkLark`.
 *
 * @throws {MazeError} `constraint/grammar` where the text is no Lark.
 */
export function readLark(text: string): Lark {
  return new LarkReader(text).read();
}

class LarkReader {
  readonly #text: string;
  readonly #tokens: readonly LarkToken[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = larkTokens(text);
  }

  read(): Lark {
    const definitions: LarkDefinition[] = [];
    const directives: LarkDirective[] = [];
    for (this.#skipLines(); this.#token(); this.#skipLines()) {
      const token = this.#take();
      if (token.kind === "directive") directives.push({ name: token.text, at: token.at, body: this.#body() });
      else if (token.kind === "rule" || token.kind === "terminal") definitions.push(this.#definition(token));
      else throw this.#fault(token, `"${token.text}" where a definition should begin`);
    }
    return { definitions, directives };
  }

  #definition({ text, at }: LarkToken): LarkDefinition {
    const head: LarkToken[] = [];
    for (let token = this.#token(); token?.text !== ":"; token = this.#token()) {
      if (!token || token.kind === "line") throw this.#faultAt(at, `no ":" behind "${text}"`);
      head.push(this.#take());
    }
    this.#take();
    return { name: text.replace(/^[!?]+/, ""), at, head, body: this.#body() };
  }

  /** To the end of the line, and of those behind it that begin with `|`. */
  #body(): LarkToken[] {
    const body: LarkToken[] = [];
    const open: LarkToken[] = [];
    for (let token = this.#token(); token; token = this.#token()) {
      const isInBlock = open.some(({ text }) => text === "{");
      if (token.kind === "line" && !isInBlock && this.#token(1)?.text !== "|") break;
      this.#nest(token, open);
      body.push(this.#take());
    }
    const [unclosed] = open;
    if (unclosed) throw this.#fault(unclosed, `"${unclosed.text}" is not closed on its line`);
    return body.filter(({ kind }) => kind !== "line");
  }

  #nest(token: LarkToken, open: LarkToken[]): void {
    if (token.kind !== "sign") return;
    if (token.text in CLOSERS) open.push(token);
    const opener = Object.keys(CLOSERS).find((one) => CLOSERS[one] === token.text);
    if (opener !== undefined && open.pop()?.text !== opener) {
      throw this.#fault(token, `"${token.text}" closes nothing`);
    }
  }

  #skipLines(): void {
    while (this.#token()?.kind === "line") this.#next++;
  }

  #token(ahead = 0): LarkToken | undefined {
    return this.#tokens[this.#next + ahead];
  }

  #take(): LarkToken {
    const token = this.#tokens[this.#next++];
    if (!token) throw this.#faultAt(this.#text.length, "the text ends");
    return token;
  }

  #fault({ at }: LarkToken, is: string): MazeError {
    return this.#faultAt(at, is);
  }

  #faultAt(at: number, is: string): MazeError {
    return grammarFault({ dialect: "lark", text: this.#text }, at, { is });
  }
}

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
