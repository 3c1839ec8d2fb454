/**
 * One attempt of a provider: its stream becomes finished answers.
 *
 * @module
 */

import type { Price } from "../code/capabilities.ts";
import type { Chunk, CompletionRequest } from "../code/completion.ts";
import { estimatedTokens } from "../code/estimate.ts";
import { type Note, NOTE_CODES } from "../code/note.ts";
import type { ImportNeed, Scope } from "../code/scope.ts";
import { messageOf } from "../kernel/errors.ts";
import { type Account, type Budget, isLate } from "./budget.ts";
import type { FillContext } from "./context.ts";

/** A finished answer. */
export interface Answer {
  readonly text: string;
  readonly needs: readonly ImportNeed[];
  /** Negative log-likelihood under the provider, natural logarithm. */
  readonly cost: number;
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

/** Who is asked. */
export interface Asked {
  /** The plugin's name. */
  readonly provider: string;
  /** What the request reads, as far as that is known before. */
  readonly inputTokens?: number;
  /** Absent: it costs nothing, or nobody said. */
  readonly price?: Price;
}

/** Reads a provider's stream to its end, or to the end of what may be spent. Answers that were cut off are left out. */
export async function decode(
  { kernel, signal }: FillContext,
  request: CompletionRequest,
  budget: Budget,
  { provider, inputTokens = 0, price }: Asked,
): Promise<Attempt> {
  const taken = new Taken(request.scope, provider);
  const account = budget.open(inputTokens, price);
  try {
    const chunks = kernel.ask("provider.complete", [request], {
      ...{ signal, plugin: provider },
      deadlineMs: Math.ceil(budget.leftMs) + ENDING_MS,
    });
    for await (const chunk of chunks) {
      taken.take(chunk);
      count(chunk, account);
      const { bound } = budget;
      if (bound === undefined) continue;
      taken.notes.push({ code: NOTE_CODES.spent, text: bound });
      break;
    }
  } catch (error) {
    const isKept = isLate(error) || (taken.hasAnswer && !signal.aborted);
    if (!isKept) throw error;
    // What it gave before is as good as any: the validators judge it.
    const text = isLate(error)
      ? `${error.plugin ?? "the provider"} was stopped: no end within the time for this hole`
      : messageOf(error);
    taken.notes.push({ code: "stopped", text });
  }
  const { secrets } = kernel.steps;
  // A server's own words may quote the key that it was given.
  const notes = taken.notes.map(({ code, text }) => ({ code, text: secrets.redactText(text) }));
  return { answers: taken.answers, notes, otherwise: taken.otherwise };
}

/** A provider is told the budget and ends by itself; it has this long to say its last word. */
const ENDING_MS = 3_000;

function count(chunk: Chunk, account: Account): void {
  if (chunk.kind === "usage") account.used(chunk.usage);
  else if (chunk.kind === "text" || chunk.kind === "thinking") {
    const known = chunk.kind === "text" ? chunk.ids?.length ?? chunk.tokens?.length : undefined;
    account.wrote(known ?? Math.max(1, estimatedTokens(chunk.text)));
  }
}

/** What came so far, by the answers' numbers. */
class Taken {
  readonly #texts = new Map<number, string>();
  readonly #answers = new Map<number, Answer>();
  readonly #offered: ReadonlyMap<string, readonly ImportNeed[]>;
  readonly #provider: string;
  readonly notes: Note[] = [];
  otherwise = Infinity;

  constructor({ bindings }: Scope, provider: string) {
    this.#offered = new Map(bindings.flatMap(({ name, needs }) => needs ? [[name, needs]] : []));
    this.#provider = provider;
  }

  get hasAnswer(): boolean {
    return this.#answers.size > 0;
  }

  get answers(): readonly Answer[] {
    return [...this.#answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
  }

  take(chunk: Chunk): void {
    if (chunk.kind === "text") {
      this.#texts.set(chunk.answer, (this.#texts.get(chunk.answer) ?? "") + chunk.text);
    } else if (chunk.kind === "end" && chunk.reason === "complete") {
      const text = this.#texts.get(chunk.answer) ?? "";
      const needs = chunk.needs.length > 0 ? chunk.needs : this.#needsOf(text);
      this.#answers.set(chunk.answer, { text, needs, cost: chunk.cost, provider: this.#provider });
    } else if (chunk.kind === "usage") {
      this.otherwise = chunk.otherwise ?? Infinity;
      this.notes.push(...chunk.notes);
    }
  }

  /** Who writes text alone knows no imports: names that were offered with one are looked for. */
  #needsOf(text: string): readonly ImportNeed[] {
    const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
    return [...words].flatMap((word) => this.#offered.get(word) ?? []);
  }
}
