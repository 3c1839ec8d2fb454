/**
 * Requests with what a test is about.
 *
 * @module
 */

import type { CompletionRequest } from "../../../core/code/completion.ts";
import type { Constraint } from "../../../core/code/constraint.ts";
import type { HoleKind } from "../../../core/code/hole.ts";

/** What is told of a request; the rest is empty. */
export interface RequestParts {
  readonly before?: string;
  readonly after?: string;
  readonly written?: string;
  readonly intent?: string;
  readonly kind?: HoleKind;
  readonly language?: string;
  readonly instruction?: readonly string[];
  readonly context?: readonly string[];
  readonly constraint?: Constraint;
}

/** A request for a hole in `a.ts`. */
export function requestFor(
  {
    before = "",
    after = "",
    written = "",
    intent = "",
    kind = "expression",
    language = "typescript",
    instruction = [],
    context = [],
    constraint,
  }: RequestParts,
): CompletionRequest {
  const span = { start: before.length, end: before.length };
  return {
    draft: {
      hole: { id: "a.ts:1:1", file: "a.ts", span, snapshot: "", language, kind, intent, examples: [] },
      text: written,
      edits: [],
    },
    scope: { bindings: [], isCapped: false },
    prompt: {
      instruction,
      context: context.map((text, at) => ({ text, reason: "known", score: -at })),
      before,
      after,
    },
    sampling: { maxTokens: 64 },
    answers: 1,
    budgetMs: 1_000,
    ...(constraint ? { constraint } : {}),
  };
}
