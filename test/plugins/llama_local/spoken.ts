/**
 * Stands for the native library: a model whose tokens are characters, and that says what it is told to.
 *
 * @module
 */

import type {
  Drawn,
  DrawSetting,
  LlamaModel,
  LlamaSequence,
  TokenId,
} from "../../../plugins/llama_local/library.ts";

/** Ends an answer. */
export const END: TokenId = 0;

/** Tokens of a text. */
export function ids(text: string): TokenId[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}

/** The text of tokens. */
export function textOf(tokens: readonly TokenId[]): string {
  return tokens.map((token) => String.fromCodePoint(token)).join("");
}

/** A model that only knows characters. */
export const spokenModel: LlamaModel = {
  tokenizer: "characters",
  tokens: { bos: null, shouldPrependBosToken: false },
  tokenize: ids,
  detokenize: textOf,
  isEogToken: (token) => token === END,
  createContext: () => Promise.reject(new Error("nobody asks for one")),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/** A text that is read, and goes on as it was told. */
export class SpokenSequence implements LlamaSequence {
  /** What each reading was given, in order. */
  readonly readings: string[] = [];
  /** How each answer was drawn. */
  readonly settings: DrawSetting[] = [];
  /** Answers that were ended by their reader. */
  returned = 0;
  readonly #answers: string[];
  #state: TokenId[] = [];

  /** @param answers In order; each ends by itself. */
  constructor(...answers: readonly string[]) {
    this.#answers = [...answers];
  }

  /** All that is read. */
  get text(): string {
    return textOf(this.#state);
  }

  get nextTokenIndex(): number {
    return this.#state.length;
  }

  compareContextTokens(tokens: readonly TokenId[]): { readonly firstDifferentIndex: number } {
    let at = 0;
    while (at < tokens.length && tokens[at] === this.#state[at]) at++;
    return { firstDifferentIndex: at };
  }

  adaptStateToTokens(tokens: readonly TokenId[]): Promise<void> {
    this.#state = this.#state.slice(0, this.compareContextTokens(tokens).firstDifferentIndex);
    return Promise.resolve();
  }

  evaluateWithoutGeneratingNewTokens(tokens: readonly TokenId[]): Promise<void> {
    this.readings.push(textOf(tokens));
    this.#state.push(...tokens);
    return Promise.resolve();
  }

  async *evaluateWithMetadata(
    tokens: readonly TokenId[],
    _metadata: { readonly probabilities: true },
    setting: DrawSetting,
  ): AsyncGenerator<Drawn, void, TokenId | undefined> {
    this.settings.push(setting);
    this.#state.push(...tokens);
    try {
      for (const token of [...ids(this.#answers.shift() ?? ""), END]) {
        const chosen = yield { token, probabilities: new Map([[token, 0.75], ["?".charCodeAt(0), 0.25]]) };
        this.#state.push(chosen ?? token);
        await Promise.resolve();
      }
    } finally {
      this.returned++;
    }
  }
}
