/**
 * One attempt of a provider: its stream becomes finished answers.
 *
 * @module
 */

import type { Chunk, CompletionRequest } from "../code/completion.ts";
import type { Note } from "../code/note.ts";
import type { ImportNeed } from "../code/scope.ts";
import type { Secrets } from "../kernel/secrets.ts";
import { type Budget, isLate } from "./budget.ts";
import type { FillContext } from "./context.ts";

/** A finished answer. */
export interface Answer {
  readonly text: string;
  readonly needs: readonly ImportNeed[];
  /** Negative log-likelihood under the provider, natural logarithm. */
  readonly cost: number;
}

/** All answers of one attempt, best first, and what the provider said of it. */
export interface Attempt {
  readonly answers: readonly Answer[];
  readonly notes: readonly Note[];
  /** Negative log-likelihood that no answer is right, natural logarithm; infinite where the provider does not know. */
  readonly otherwise: number;
}

/** Reads a provider's stream to its end. Answers that were cut off are left out. */
export async function decode(
  { kernel, signal }: FillContext,
  request: CompletionRequest,
  budget: Budget,
): Promise<Attempt> {
  const taken: Taken = { texts: new Map(), answers: new Map(), notes: [] };
  let otherwise = Infinity;
  try {
    const chunks = kernel.ask("provider.complete", [request], {
      signal,
      deadlineMs: Math.ceil(budget.leftMs) + ENDING_MS,
    });
    for await (const chunk of chunks) {
      if (chunk.kind === "usage") {
        budget.used(chunk.usage);
        otherwise = chunk.otherwise ?? Infinity;
      }
      take(chunk, taken, kernel.steps.secrets);
    }
  } catch (error) {
    if (!isLate(error)) throw error;
    // What it gave before it was late is as good as any: the validators judge it.
    const text = `${error.plugin ?? "the provider"} was stopped: no end within the time for this hole`;
    taken.notes.push({ code: "stopped", text });
  }
  const order = [...taken.answers].sort(([a], [b]) => a - b);
  return { answers: order.map(([, answer]) => answer), notes: taken.notes, otherwise };
}

/** A provider is told the budget and ends by itself; it has this long to say its last word. */
const ENDING_MS = 3_000;

/** What came so far, by the answers' numbers. */
interface Taken {
  readonly texts: Map<number, string>;
  readonly answers: Map<number, Answer>;
  readonly notes: Note[];
}

function take(chunk: Chunk, { texts, answers, notes }: Taken, secrets: Secrets): void {
  switch (chunk.kind) {
    case "text":
      texts.set(chunk.answer, (texts.get(chunk.answer) ?? "") + chunk.text);
      break;
    case "end":
      if (chunk.reason !== "complete") break;
      answers.set(chunk.answer, {
        text: texts.get(chunk.answer) ?? "",
        needs: chunk.needs,
        cost: chunk.cost,
      });
      break;
    case "usage":
      // A server's own words may quote the key that it was given.
      notes.push(...chunk.notes.map(({ code, text }) => ({ code, text: secrets.redactText(text) })));
  }
}
