/**
 * What a provider is asked and what it answers: parts, never a rendered prompt.
 *
 * @module
 */

import type { Draft } from "./hole.ts";
import type { Note } from "./note.ts";
import type { ImportNeed, Scope } from "./scope.ts";

/** One request for text at a draft's end. */
export interface CompletionRequest {
  /** Where text is wanted. */
  readonly draft: Draft;
  /** What is visible there. */
  readonly scope: Scope;
  /** How many parallel answers are wanted. */
  readonly answers: number;
  /** Wall time the provider may use, milliseconds. */
  readonly budgetMs: number;
}

/** What an answer cost. */
export interface Usage {
  /** Tokens read. */
  readonly inputTokens: number;
  /** Tokens written. */
  readonly outputTokens: number;
}

/** A piece of an answer. Parallel answers are numbered from 0, better ones first where the provider knows. */
export type Chunk =
  | { readonly kind: "text"; readonly answer: number; readonly text: string }
  | { readonly kind: "thinking"; readonly answer: number; readonly text: string }
  | {
    readonly kind: "end";
    readonly answer: number;
    readonly reason: "complete" | "length" | "cancelled";
    /** Negative log-likelihood of the answer under the provider, natural logarithm. */
    readonly cost: number;
    readonly needs: readonly ImportNeed[];
  }
  | {
    /** The last chunk: what the whole request used, and what a person should know of it. */
    readonly kind: "usage";
    readonly usage: Usage;
    readonly notes: readonly Note[];
    /** Negative log-likelihood, beside the costs of the answers, that none of them is right; absent where unknown. */
    readonly otherwise?: number;
  };
