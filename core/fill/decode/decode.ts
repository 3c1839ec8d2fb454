/**
 * One attempt of a provider: its stream becomes finished answers.
 *
 * @module
 */

import type { Chunk, CompletionRequest } from "../../code/completion.ts";
import type { Note } from "../../code/note.ts";
import type { ImportNeed, Scope } from "../../code/scope.ts";
import type { Budget } from "../budget.ts";
import type { FillContext } from "../context.ts";
import { type Asked, Stream } from "./stream.ts";

/** A finished answer. */
export interface Answer {
  readonly text: string;
  readonly needs: readonly ImportNeed[];
  /** Negative log-likelihood under the provider, natural logarithm. */
  readonly cost: number;
  /** How often a model drew it, where samples are compared. */
  readonly draws?: number;
  /** The plugin that wrote it; empty where it comes from an earlier run. */
  readonly provider: string;
}

/** All answers of one attempt, best first, and what the provider said of it. */
export interface Attempt {
  readonly answers: readonly Answer[];
  readonly notes: readonly Note[];
  /** Negative log-likelihood that no answer is right, natural logarithm; infinite where the provider does not know. */
  readonly otherwise: number;
}

/** Nobody was asked, or nobody answered. */
export const NO_ATTEMPT: Attempt = { answers: [], notes: [], otherwise: Infinity };

/** Reads a provider's stream to its end, or to the end of what may be spent. Answers that were cut off are left out. */
export async function decode(
  context: FillContext,
  request: CompletionRequest,
  budget: Budget,
  asked: Asked,
): Promise<Attempt> {
  const taken = new Taken(request.scope, asked.provider);
  await using stream = new Stream(context, request, budget, asked);
  for (let chunk = await stream.next(); chunk; chunk = await stream.next()) {
    asked.heard?.(chunk);
    taken.take(chunk);
  }
  return { answers: taken.answers, notes: stream.notes, otherwise: taken.otherwise };
}

/** The imports that a text's names need. Who writes text alone knows none: names that were offered with one are looked for. */
export function needsOf(text: string, { bindings }: Scope): readonly ImportNeed[] {
  const offered = new Map(bindings.flatMap(({ name, needs }) => needs ? [[name, needs]] : []));
  const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return [...words].flatMap((word) => offered.get(word) ?? []);
}

/** What came so far, by the answers' numbers. */
class Taken {
  readonly #texts = new Map<number, string>();
  readonly #answers = new Map<number, Answer>();
  readonly #scope: Scope;
  readonly #provider: string;
  otherwise = Infinity;

  constructor(scope: Scope, provider: string) {
    this.#scope = scope;
    this.#provider = provider;
  }

  get answers(): readonly Answer[] {
    return [...this.#answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
  }

  take(chunk: Chunk): void {
    if (chunk.kind === "text") {
      this.#texts.set(chunk.answer, (this.#texts.get(chunk.answer) ?? "") + chunk.text);
    } else if (chunk.kind === "end" && chunk.reason === "complete") {
      const text = this.#texts.get(chunk.answer) ?? "";
      const needs = chunk.needs.length > 0 ? chunk.needs : needsOf(text, this.#scope);
      this.#answers.set(chunk.answer, { text, needs, cost: chunk.cost, provider: this.#provider });
    } else if (chunk.kind === "usage") {
      this.otherwise = chunk.otherwise ?? Infinity;
    }
  }
}
