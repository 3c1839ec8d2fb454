/**
 * What a provider is asked and what it answers: parts, never a rendered prompt.
 *
 * @module
 */

import type { Constraint, Enforcement } from "./constraint.ts";
import type { Draft } from "./hole.ts";
import type { Note } from "./note.ts";
import type { ImportNeed, Scope } from "./scope.ts";

/** A piece of context, ranked. */
export interface ContextItem {
  /** Code or words. */
  readonly text: string;
  /** A shorter form that may stand for it, as a signature without its body. */
  readonly short?: string;
  /** Why it is here, for people: `the expected type`. */
  readonly reason: string;
  /** Larger is more useful; only the order counts. */
  readonly score: number;
}

/** What a model is told, in parts; whoever knows the model's shape makes one text of them. */
export interface Prompt {
  /** What is wanted, one sentence each, in order. */
  readonly instruction: readonly string[];
  /** What helps, most useful first. */
  readonly context: readonly ContextItem[];
  /** The file's text before the hole, from a line's start. */
  readonly before: string;
  /** The file's text behind the hole, to a line's end. */
  readonly after: string;
}

/** How answers are drawn. What is absent is the provider's own default. */
export interface Sampling {
  /** Tokens of one answer at most, thinking included. */
  readonly maxTokens: number;
  /** From 0. */
  readonly temperature?: number;
  /** Equal seeds draw equal answers, where the server can. */
  readonly seed?: number;
  /** Which try at one hole this is, from 0 or absent: a seed that is fixed draws others for each. */
  readonly attempt?: number;
  /** An answer ends before any of these. */
  readonly stop?: readonly string[];
  /** Most likely tokens wanted at each step; 0 for none. */
  readonly logprobs?: number;
}

/** An answer as far as it was written, in the tokens in which it came. */
export interface Written {
  /** As the server numbers them, without the prompt's. */
  readonly ids: readonly number[];
  /** All that these tokens say: the draft's text is what of it is code. */
  readonly text: string;
}

/** One request for text at a draft's end. */
export interface CompletionRequest {
  /** Where text is wanted; `draft.text` is written already, and the answer goes on from its end. */
  readonly draft: Draft;
  /** What is visible there. */
  readonly scope: Scope;
  /** What a model is told. */
  readonly prompt: Prompt;
  /** How answers are drawn. */
  readonly sampling: Sampling;
  /** What answers must obey. */
  readonly constraint?: Constraint;
  /**
   * Words of which one comes next, where the provider `begins`: behind it stands no further letter or digit of ASCII, no
   * `_` and no `$`, and all else is free. Each is as the answer's own tokens would say it, with white space and signs
   * before it. Not with a constraint.
   */
  readonly begins?: readonly string[];
  /** The answer in which the draft's text was written, where its tokens are known. */
  readonly written?: Written;
  /** How many parallel answers are wanted. */
  readonly answers: number;
  /** Wall time the provider may use, milliseconds. */
  readonly budgetMs: number;
}

/** What an answer cost. */
export interface Usage {
  /** Tokens read. */
  readonly inputTokens: number;
  /** Tokens written, thinking included. */
  readonly outputTokens: number;
  /** Of those written, tokens of thinking. */
  readonly thinkingTokens?: number;
  /** Of those read, tokens that the server had in its cache. */
  readonly cachedTokens?: number;
  /** True when the server did not say and the figures are counted otherwise. */
  readonly isEstimate?: boolean;
}

/** One token, or another in its place. */
export interface LikelyToken {
  /** As the server shows it. */
  readonly text: string;
  /** As the server numbers it, where it tells. */
  readonly id?: number;
  /** Natural logarithm of its likelihood. */
  readonly logprob: number;
}

/** A token that was drawn. */
export interface DrawnToken extends LikelyToken {
  /** The likeliest in its place, likeliest first. */
  readonly top: readonly LikelyToken[];
}

/** A piece of an answer. Parallel answers are numbered from 0, better ones first where the provider knows. */
export type Chunk =
  | {
    readonly kind: "text";
    readonly answer: number;
    /** Empty while tokens come whose text is not sure to be code. */
    readonly text: string;
    /** The ids of this piece's tokens, where continuation is by ids: all pieces' ids in a row are what was written. */
    readonly ids?: readonly number[];
    /** What was asked for with `sampling.logprobs`. */
    readonly tokens?: readonly DrawnToken[];
  }
  | { readonly kind: "thinking"; readonly answer: number; readonly text: string }
  | {
    readonly kind: "end";
    readonly answer: number;
    /** `refused`: the model would not, or the server would not let it. */
    readonly reason: "complete" | "length" | "cancelled" | "refused";
    /** Negative log-likelihood of the answer under the provider, natural logarithm. */
    readonly cost: number;
    readonly needs: readonly ImportNeed[];
    /** Who saw to it that the constraint is obeyed; absent without one. */
    readonly enforced?: Enforcement;
  }
  | {
    /** The last chunk: what the whole request used, and what a person should know of it. */
    readonly kind: "usage";
    readonly usage: Usage;
    readonly notes: readonly Note[];
    /** Negative log-likelihood, beside the costs of the answers, that none of them is right; absent where unknown. */
    readonly otherwise?: number;
  };

/** Texts whose likelihood is wanted, for the place that a request is about. */
export interface Scoring {
  /** Whole answers, as an answer would be given. */
  readonly texts: readonly string[];
  /** Tokens of answers that were drawn for the same request: what they tell need not be asked again. */
  readonly drawn: readonly (readonly DrawnToken[])[];
  /** Tokens that may be used for it, read and written. */
  readonly maxTokens: number;
}

/** How likely texts are as answers. */
export interface Scores {
  /**
   * Negative log-likelihood of each text with its end, natural logarithm, nothing masked; an estimate for a text that was
   * not looked at to its end. Empty where the model can not be asked.
   */
  readonly costs: readonly number[];
  /** What was used. */
  readonly usage: Usage;
}
