/**
 * What differs from one kind of server to another.
 *
 * @module
 */

import type {
  Call,
  Capabilities,
  CompletionRequest,
  ConstraintForm,
  GrammarDialect,
  Scores,
  Scoring,
  TokenCounts,
} from "../../core/kernel/plugin.ts";
import type { Reader } from "./chunks.ts";
import type { Delta } from "./delta.ts";
import type { Thought } from "./thinking_first.ts";
import type { Wire } from "./wire.ts";

/** What was found out about a server and its model. */
export interface Seen {
  /** As requests name it. */
  readonly model: string;
  /** Name and version, as far as the server tells: `llama.cpp b10573`. */
  readonly server: string;
  /** What it can do beside constraints: those are proven one by one. */
  readonly can: Omit<Capabilities, "model" | "server" | "accepts" | "answers" | "price">;
}

/** A short question on the way to a request; in a preview nobody is asked, and the answer is a mark. */
export type Ask = (path: string, body: object) => Promise<unknown>;

/** Who is asked how likely texts are. */
export interface ScoreAsking<S extends Seen = Seen> {
  readonly seen: S;
  readonly ask: Ask;
  /** When to end with what is known by then, on `performance.now()`'s clock. */
  readonly until: number;
}

/** What is sent for a request, and how the answer is read. */
export interface Plan {
  /** As `/v1/chat/completions`. */
  readonly path: string;
  /** One for each request; where there are several, each gives one answer. */
  readonly bodies: readonly object[];
  /** Makes steps of events. */
  deltas(events: AsyncIterable<unknown>): AsyncIterable<Delta>;
  /** Reads one answer. */
  read(): Reader;
  /** Where the bodies ask for thinking alone: the body that asks for the answer, from what was thought. */
  answerAfter?(thought: Thought, body: object): object;
}

/** A form of constraint: of a grammar its dialect, and what of that the server lacks. */
export interface Form {
  readonly kind: ConstraintForm["kind"];
  readonly dialect?: GrammarDialect;
  readonly without?: readonly string[];
}

/** A kind of server. */
export interface Kind<S extends Seen = Seen> {
  /** Forms of constraints that it can be asked for with a model. */
  forms(seen: S): readonly Form[];
  /** Looks at the server and its model, at first use. */
  look(wire: Wire, call: Call): Promise<S>;
  /**
   * Plans a request.
   *
   * @throws {ProviderError} `provider/constraint` where the server has no word for what must be obeyed.
   */
  plan(request: CompletionRequest, seen: S, ask: Ask): Promise<Plan>;
  /** How likely texts are, written where the request asks for one; no costs where the model can not be asked. */
  score?(request: CompletionRequest, scoring: Scoring, asking: ScoreAsking<S>): Promise<Scores>;
  /** Counts tokens; by length where nobody can. */
  count?(texts: readonly string[], seen: S, ask: Ask): Promise<TokenCounts | undefined>;
  /** Tokens that are read again after backing up eight, found out by trying; `undefined` where that can not be seen. */
  rewind?(seen: S, wire: Wire, call: Call): Promise<number | undefined>;
  /** Tells a server that a request's answer is not wanted any more, where closing the connection is not enough. */
  leave?(body: object, wire: Wire, call: Call): Promise<void>;
}
