/**
 * Text that is being written into a hole, and the tokens in which it comes: where it can be cut so that a model goes on
 * in its own tokens.
 *
 * @module
 */

import type { Chunk, DrawnToken, Written } from "../../code/completion.ts";

/** What is kept of a text. */
export interface Kept {
  readonly text: string;
  /** The tokens in which it came, and those before it that are no code, as thinking; none where that is not known. */
  readonly tokens: readonly DrawnToken[];
  /** Words of which one comes next: see `CompletionRequest`. Anything when absent. */
  readonly begins?: readonly string[];
  /** Part of the likelihood that was left for them, at most; absent where nobody told. */
  readonly mass?: number;
}

/** Nothing is written. */
export const NOTHING_KEPT: Kept = { text: "", tokens: [] };

/** A text as it grows. */
export class Writing {
  #text: string;
  readonly #tokens: DrawnToken[];
  /** What was left for the next token, at most. */
  #mass: number;

  constructor({ text, tokens, mass = 1 }: Kept) {
    this.#text = text;
    this.#tokens = [...tokens];
    this.#mass = mass;
  }

  /** All code so far. */
  get text(): string {
    return this.#text;
  }

  /** All tokens so far. */
  get tokens(): readonly DrawnToken[] {
    return this.#tokens;
  }

  /** Negative log-likelihood of all tokens, natural logarithm. */
  get cost(): number {
    return costOf(this.#tokens);
  }

  /** The same of the tokens that are whole before an offset. */
  costTo(at: number): number {
    return costOf(this.cutAt(at).tokens);
  }

  /** Takes a piece. */
  take({ text, ids = [], tokens = [] }: Extract<Chunk, { kind: "text" }>): void {
    this.#text += text;
    const isPaired = ids.length === tokens.length;
    for (const [at, token] of tokens.entries()) {
      const id = token.id ?? (isPaired ? ids[at] : undefined);
      // Some servers tell how likely a token is among those that it was bound to.
      const logprob = Math.min(token.logprob, Math.log(this.#mass));
      this.#mass = 1;
      this.#tokens.push({ ...token, logprob, ...(id === undefined ? {} : { id }) });
    }
  }

  /**
   * The index of the token in which a place of the text stands; `undefined` where the tokens do not spell the text.
   *
   * @param at An offset in the text, of a sign that is no white space.
   */
  tokenAt(at: number): number | undefined {
    const before = this.#signsBefore(at);
    if (before === undefined) return undefined;
    const index = endsOf(this.#tokens).findIndex((end) => end > before);
    return index < 0 ? undefined : index;
  }

  /** What is before an offset, cut so that all of its tokens are whole: white space behind the last sign may be missing. */
  cutAt(at: number): Kept {
    const text = this.#text.slice(0, at).trimEnd();
    const before = this.#signsBefore(at);
    if (before === undefined) return { text, tokens: [] };
    const ends = endsOf(this.#tokens);
    return this.cutBefore(ends.findLastIndex((end) => end <= before) + 1);
  }

  /** What the first tokens spell of the text. */
  cutBefore(token: number): Kept {
    const tokens = this.#tokens.slice(0, token);
    const start = this.#signsBefore(0) ?? 0;
    const wanted = (endsOf(tokens).at(-1) ?? 0) - start;
    return wanted <= 0 ? NOTHING_KEPT : { text: startWith(this.#text, wanted), tokens };
  }

  /**
   * Signs before an offset, counted in the tokens. White space is not compared: lines stand deeper in an answer than in
   * its hole.
   */
  #signsBefore(at: number): number | undefined {
    const [all, own] = [signs(this.#tokens.map(({ text }) => text).join("")), signs(this.#text)];
    const start = all.lastIndexOf(own);
    return start < 0 || this.#tokens.length === 0 ? undefined : start + signs(this.#text.slice(0, at)).length;
  }
}

/** The tokens as a request brings them; `undefined` where one is not known. */
export function writtenIn({ text, tokens }: Kept): Written | undefined {
  const ids = tokens.flatMap(({ id }) => id ?? []);
  const said = tokens.map(({ text }) => text).join("");
  // Half a character can not be told as text.
  const isTold = ids.length === tokens.length && !said.includes("\uFFFD") &&
    signs(said).endsWith(signs(text));
  return tokens.length > 0 && isTold ? { ids, text: said } : undefined;
}

function costOf(tokens: readonly DrawnToken[]): number {
  return tokens.reduce((sum, { logprob }) => sum - logprob, 0);
}

/** How many signs there are up to the end of each token. */
function endsOf(tokens: readonly DrawnToken[]): number[] {
  let sum = 0;
  return tokens.map(({ text }) => sum += signs(text).length);
}

/** The beginning of a text that has so many signs. */
function startWith(text: string, wanted: number): string {
  let [at, seen] = [0, 0];
  for (; at < text.length && seen < wanted; at++) if (/\S/.test(text.charAt(at))) seen++;
  return text.slice(0, at);
}

function signs(text: string): string {
  return text.replaceAll(/\s+/g, "");
}
