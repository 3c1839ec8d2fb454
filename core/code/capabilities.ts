/**
 * What a provider can do: found out about its server and model, not believed.
 *
 * @module
 */

import type { ConstraintKind, GrammarDialect } from "./constraint.ts";
import type { Hole } from "./hole.ts";
import type { Note } from "./note.ts";

/**
 * How the next text is asked for where some is written already. `ids`: the prompt as token ids. `text`: the prompt as
 * text. `prefill`: a chat whose last message is begun. `none`: only from the start.
 */
export type Continuation = "ids" | "text" | "prefill" | "none";

/** What became of the proof that a server enforces a form of constraint. */
export interface Acceptance {
  /** The form. */
  readonly kind: ConstraintKind;
  /** Of a grammar: its dialect. */
  readonly dialect?: GrammarDialect;
  /**
   * `proven`: an answer that the model would not give came out. `ignored`: accepted, and not obeyed. `refused`: an error.
   * `untried`: nothing asked for it yet.
   */
  readonly state: "proven" | "ignored" | "refused" | "untried";
  /** Of a grammar: what its dialect has and this server does not, as `rule-options`; absent where it has all. */
  readonly without?: readonly string[];
  /** When that was seen: ISO 8601. */
  readonly at?: string;
}

/** Prices in the user's currency for a million tokens. */
export interface Price {
  /** Tokens read. */
  readonly input: number;
  /** Tokens written, thinking included. */
  readonly output: number;
  /** Tokens read that the server had in its cache; as `input` when absent. */
  readonly cached?: number;
}

/** Who counts tokens. */
export type Counting = "server" | "tokenizer" | "estimate";

/** What a provider can do with the model that it is configured for. */
export interface Capabilities {
  /** The model, as the server names it. */
  readonly model: string;
  /** What the server says it is: `llama.cpp b10573`; empty where it does not say. */
  readonly server: string;
  /** The forms of constraints it encodes, with what is known of each. */
  readonly accepts: readonly Acceptance[];
  /** Tokens of prompt and answer together; absent where nobody knows. */
  readonly contextTokens?: number;
  /** Tokens of an answer at most; absent where there is no bound of its own. */
  readonly answerTokens?: number;
  /** UTF-16 units of grammar text at most; absent where there is no known bound. */
  readonly grammarUnits?: number;
  /** How it goes on from written text. */
  readonly continuation: Continuation;
  /** Tokens processed again after backing up eight: measured, absent where it was not. */
  readonly rewindCost?: number;
  /** Most likely tokens that it tells at each step; 0 where it tells none. */
  readonly logprobs: number;
  /** True when it can be bound to go on with one of some words: see `CompletionRequest`. Absent: it can not. */
  readonly begins?: boolean;
  /** True when the model was trained to fill in between two texts, and the server or the prompt can say so. */
  readonly infill: boolean;
  /** True when the server tells how many tokens were used. */
  readonly usage: boolean;
  /** Who counts tokens. */
  readonly counting: Counting;
  /** Parallel answers that are worth asking for. */
  readonly answers: number;
  /** Requests that its server works on at the same time; absent where it does not say. */
  readonly slots?: number;
  /** Absent: it costs nothing, or nobody said. */
  readonly price?: Price;
}

/** Tokens of texts. */
export interface TokenCounts {
  /** One for each text. */
  readonly counts: readonly number[];
  /** An estimate may be wrong by a third either way. */
  readonly counting: Counting;
}

/** One model that a provider could use. */
export interface ModelInfo {
  /** As requests name it. */
  readonly id: string;
  /** Tokens of prompt and answer together, where the server says. */
  readonly contextTokens?: number;
}

/** A request as it would go out, without key and headers. */
export interface Sending {
  /** As `POST`. */
  readonly method: string;
  /** Where to. */
  readonly url: string;
  /** The body: JSON. */
  readonly body: unknown;
}

/** A provider, and what it can do. */
export interface KnownProvider {
  /** The plugin's name. */
  readonly name: string;
  /** Absent for one that costs nothing and needs no prompt. */
  readonly capabilities?: Capabilities;
}

/** What one provider would be sent for one hole, as its first request. */
export interface Preview {
  /** Where. */
  readonly hole: Hole;
  /** The provider's plugin name. */
  readonly provider: string;
  /** In order; empty for a provider that sends nothing. */
  readonly sendings: readonly Sending[];
  /** What a person should know, as what has no room. */
  readonly notes: readonly Note[];
}
