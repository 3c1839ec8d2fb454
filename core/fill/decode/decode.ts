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
import { NOTHING_KEPT, Writing } from "./writing.ts";

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

/** Offset in a text at which its hole is filled; `undefined` where it is not, as far as is written. */
export type FindEnd = (written: string) => Promise<number | undefined>;

/** Who is asked, and how answers end. */
export interface DecodeAsked extends Asked {
  /** Ends an answer where its hole is filled: the stream is left when all answers have ended. */
  readonly findEnd?: FindEnd;
}

/** Reads a provider's stream to its end, or to the end of what may be spent. Answers that were cut off are left out. */
export async function decode(
  context: FillContext,
  request: CompletionRequest,
  budget: Budget,
  asked: DecodeAsked,
): Promise<Attempt> {
  const taken = new Taken(request.scope, asked);
  await using stream = new Stream(context, request, budget, asked);
  for (let chunk = await stream.next(); chunk; chunk = await stream.next()) {
    asked.heard?.(chunk);
    await taken.take(chunk);
    if (taken.isFound && taken.answers.length === request.answers) break;
  }
  return { answers: taken.answers, notes: stream.notes, otherwise: taken.otherwise };
}

/** The imports that a text's names need. Who writes text alone knows none: names that were offered with one are looked for. */
export function needsOf(text: string, { bindings }: Scope): readonly ImportNeed[] {
  const offered = new Map(bindings.flatMap(({ name, needs }) => needs ? [[name, needs]] : []));
  const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  return [...words].flatMap((word) => offered.get(word) ?? []);
}

/** Signs of which one follows what fills a short hole. */
const BEHIND = /[\n,;:)\]}]/;

/** What came so far, by the answers' numbers. */
class Taken {
  readonly #writings = new Map<number, Writing>();
  readonly #answers = new Map<number, Answer>();
  readonly #scope: Scope;
  readonly #asked: DecodeAsked;
  otherwise = Infinity;
  /** True where an answer ends before the provider's own end. */
  isFound = false;

  constructor(scope: Scope, asked: DecodeAsked) {
    this.#scope = scope;
    this.#asked = asked;
  }

  get answers(): readonly Answer[] {
    return [...this.#answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
  }

  async take(chunk: Chunk): Promise<void> {
    if (chunk.kind === "usage") this.otherwise = chunk.otherwise ?? Infinity;
    if ((chunk.kind !== "text" && chunk.kind !== "end") || this.#answers.has(chunk.answer)) return;
    const writing = this.#writings.get(chunk.answer) ?? new Writing(NOTHING_KEPT);
    this.#writings.set(chunk.answer, writing);
    if (chunk.kind === "text") {
      writing.take(chunk);
      if (BEHIND.test(chunk.text)) await this.#end(chunk.answer, writing);
    } else if (chunk.reason === "complete") {
      this.#add(chunk.answer, { text: writing.text, cost: chunk.cost, needs: chunk.needs });
    }
  }

  async #end(answer: number, writing: Writing): Promise<void> {
    const end = await this.#asked.findEnd?.(writing.text);
    if (end === undefined) return;
    this.isFound = true;
    this.#add(answer, { text: writing.text.slice(0, end), cost: writing.costTo(end), needs: [] });
  }

  #add(answer: number, { text, cost, needs: own }: Omit<Answer, "provider">): void {
    const needs = own.length > 0 ? own : needsOf(text, this.#scope);
    this.#answers.set(answer, { text, needs, cost, provider: this.#asked.provider });
  }
}
