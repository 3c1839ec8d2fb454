/**
 * The text of tokens as they come: whole characters only, since a token may end within one.
 *
 * @module
 */

import type { LlamaModel, TokenId } from "./library.ts";

/** What a part of a character is shown as. */
const BROKEN = "\ufffd";
/** A character has at most four bytes, each perhaps a token of its own. */
const MAX_HELD = 4;
/** How many tokens before tell a tokenizer whether a space comes first. */
const BEFORE = 4;

/** Makes text of one answer's tokens. */
export class TokenText {
  readonly #model: Pick<LlamaModel, "detokenize">;
  #before: readonly TokenId[];
  #held: TokenId[] = [];

  /** @param before What the answer goes on from. */
  constructor(model: Pick<LlamaModel, "detokenize">, before: readonly TokenId[]) {
    this.#model = model;
    this.#before = before.slice(-BEFORE);
  }

  /** What is whole with this token. */
  push(token: TokenId): string {
    this.#held.push(token);
    const text = this.#text();
    return text.endsWith(BROKEN) && this.#held.length < MAX_HELD ? "" : this.#give(text);
  }

  /** The rest, when no token follows. */
  end(): string {
    return this.#held.length === 0 ? "" : this.#give(this.#text());
  }

  #text(): string {
    return this.#model.detokenize(this.#held, false, this.#before);
  }

  #give(text: string): string {
    this.#before = [...this.#before, ...this.#held].slice(-BEFORE);
    this.#held = [];
    return text;
  }
}
