/**
 * What providers are asked in their contract: a small hole, and what comes back in parts.
 *
 * @module
 */

import type { Chunk, CompletionRequest, Sampling, Usage, Written } from "../../core/code/completion.ts";
import type { Constraint } from "../../core/code/constraint.ts";
import type { Call, Provider } from "../../core/kernel/hooks.ts";
import { callNow } from "./calls.ts";

/** What is wanted: no server sees these words before it is asked for the hole. */
export const INTENT = "list the names of the months";

/** What differs from the plain request. */
export interface Wish extends Partial<Sampling> {
  readonly constraint?: Constraint;
  /** Written already. */
  readonly text?: string;
  /** The answer in which it was written. */
  readonly written?: Written;
  /** Words of which one comes next. */
  readonly begins?: readonly string[];
  readonly answers?: number;
  /** Instead of the intent. */
  readonly instruction?: string;
}

/** A request for the rest of a list: the likeliest tokens, unless a wish says otherwise. */
export function requestFor(
  { constraint, text = "", written, begins, answers = 1, instruction = INTENT, ...sampling }: Wish = {},
): CompletionRequest {
  const span = { start: 24, end: 24 };
  const hole = { id: "months.ts:2:3", file: "months.ts", span, snapshot: "", language: "typescript" };
  return {
    draft: { hole: { ...hole, kind: "statements", intent: INTENT, examples: [] }, text, edits: [] },
    scope: { bindings: [], isCapped: false },
    prompt: {
      ...{ instruction: [instruction], context: [] },
      before: 'export const months = [\n  "January",\n  "February",\n  ',
      after: "\n];\n",
    },
    sampling: { maxTokens: 24, temperature: 0, ...sampling },
    ...(constraint ? { constraint } : {}),
    ...(written ? { written } : {}),
    ...(begins ? { begins } : {}),
    ...{ answers, budgetMs: 60_000 },
  };
}

/** One answer, put together. */
export interface Answer {
  readonly text: string;
  readonly ids: readonly number[];
  readonly tokens: Extract<Chunk, { kind: "text" }>["tokens"] & object;
  readonly end: Extract<Chunk, { kind: "end" }>;
}

/** All that came for a request. */
export interface Answered {
  readonly answers: readonly Answer[];
  readonly usage: Usage;
  readonly notes: readonly string[];
}

/** Asks, and puts the answers together, in the order of their numbers. */
export async function answered(
  provider: Provider,
  request: CompletionRequest,
  call: Call = callNow(),
): Promise<Answered> {
  const chunks = await Array.fromAsync(provider.complete(request, call));
  const last = chunks.at(-1);
  if (last?.kind !== "usage") throw new Error("the last chunk is no usage");
  const numbered = chunks.filter((chunk) => chunk.kind !== "usage");
  const byNumber = [...Map.groupBy(numbered, ({ answer }) => answer)].sort(([one], [two]) => one - two);
  const answers = byNumber.map(([number, own]): Answer => {
    const texts = own.filter((chunk) => chunk.kind === "text");
    const end = own.find((chunk) => chunk.kind === "end");
    if (!end) throw new Error(`answer ${number} has no end`);
    return {
      text: texts.map(({ text }) => text).join(""),
      ids: texts.flatMap(({ ids = [] }) => ids),
      tokens: texts.flatMap(({ tokens = [] }) => tokens),
      end,
    };
  });
  return { answers, usage: last.usage, notes: last.notes.map(({ code }) => code) };
}

/** The only answer. */
export async function answerOf(provider: Provider, request: CompletionRequest): Promise<Answer> {
  const { answers: [answer, ...others] } = await answered(provider, request);
  if (!answer || others.length > 0) throw new Error(`${others.length + (answer ? 1 : 0)} answers came`);
  return answer;
}
